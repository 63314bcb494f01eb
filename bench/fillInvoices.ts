import { addDays } from '../src/domain/days.ts'
import { businessDay } from '../src/operations/businessDay.ts'
import type { Client, LineInput } from '../src/records.ts'
import { findMany, readSettings } from '../src/store.ts'
import { bulkDatabase } from '../dev/seed/bulkInsert.ts'
import type { DocumentPlan } from '../dev/seed/documentPlan.ts'
import { writeBooks } from '../dev/seed/writeBooks.ts'
import type { BenchSite } from './benchSite.ts'

const CHUNK = 10_000

const linesFor = (index: number): LineInput[] => [
  {
    description: `Design and development, order ${index}`,
    quantity: 1 + (index % 8),
    unitPrice: 4_500 + (index % 97) * 125,
    taxRate: 21,
    taxCategory: 'standard',
  },
  { description: 'Hosting and care', quantity: 1, unitPrice: 1_900, taxRate: 21, taxCategory: 'standard' },
]

/** One in fifty is void, most of the old ones are paid, the newest are open. */
const planFor = (client: Client, index: number, age: number, today: string): DocumentPlan => {
  const issued = addDays(today, -age)
  const plan = { client, currency: index % 5 === 0 ? 'USD' : 'EUR', lines: linesFor(index), issued, terms: 30 }
  if (index % 50 === 7 && age > 20) return { ...plan, credit: { on: addDays(issued, 10), reason: 'Duplicate' } }
  return { ...plan, payments: age > 45 && index % 40 !== 3 ? [{ on: addDays(issued, 20) }] : [] }
}

/**
 * Adds invoices: `ofClient` to one client, the first where none is given, the rest spread over all others, back over ten years. Every invoice
 * has lines, a snapshot and, where it is paid, its payment.
 */
export const fillInvoices = async (
  site: BenchSite,
  { total, ofClient, batch, client }: { total: number; ofClient: number; batch: string; client?: Client },
): Promise<Client> => {
  const req = await site.request()
  const settings = await readSettings(req)
  const now = new Date()
  const today = businessDay(settings, now)
  const [oldest, ...others] = await findMany(req, 'clients', { where: {}, sort: 'id' })
  const first = client ?? oldest
  if (!first) throw new Error('There are no clients.')
  const db = await bulkDatabase(site.payload)
  const every = Math.round(total / ofClient)
  for (let start = 0; start < total; start += CHUNK) {
    const plans = Array.from({ length: Math.min(CHUNK, total - start) }, (_, offset) => {
      const index = start + offset
      const payer = index % every === 0 ? first : (others[index % others.length] ?? first)
      return planFor(payer, Math.floor(index / every), 1 + ((index * 31) % 3600), today)
    })
    const patterns = { invoice: `${batch}${start}-{YYYY}-{00000}`, 'credit-note': `${batch}${start}R-{YYYY}-{00000}` }
    await writeBooks(db, plans, { settings, today, now, patterns })
  }
  await site.sql.query('vacuum analyze')
  return first
}
