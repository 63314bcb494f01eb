import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import sharp from 'sharp'

import { getPortalOptions } from '../../src/context.ts'
import { businessDay } from '../../src/operations/businessDay.ts'
import { storeFile } from '../../src/operations/storedFiles.ts'
import type { Client } from '../../src/records.ts'
import { count, create, readSettings } from '../../src/store.ts'
import { inTransaction } from '../../src/transaction.ts'
import { bulkDatabase } from './bulkInsert.ts'
import { demoClients, type DemoClientKey, type DemoClients } from './demoClients.ts'
import { planJohn } from './planJohn.ts'
import { planQuotes } from './planQuotes.ts'
import { planStudio } from './planStudio.ts'
import { logoSvg, staff, studio } from './studio.ts'
import { writeBooks } from './writeBooks.ts'
import { writeQuotes } from './writeQuotes.ts'

/** The past keeps numbers of its own, which the settings' patterns never give: the counters start with the present. */
const historicPatterns = { invoice: 'LUM-{YYYY}-{0000}', 'credit-note': 'LUM-R-{YYYY}-{000}' }

const saveStudio = async (tx: PayloadRequest): Promise<void> => {
  const bytes = await sharp(Buffer.from(logoSvg)).png({ palette: true }).toBuffer()
  const logo = await storeFile(tx, bytes, { purpose: 'logo', name: 'estudio-lumen.png', mimeType: 'image/png' })
  await tx.payload.updateGlobal({
    slug: getPortalOptions(tx.payload).slugs.businessSettings,
    data: { ...studio, logo: logo.id },
    overrideAccess: true,
    req: tx,
  })
}

const saveClients = async (tx: PayloadRequest): Promise<DemoClients> => {
  const saved: [string, Client][] = []
  for (const [key, details] of Object.entries(demoClients) as [DemoClientKey, Partial<Client>][]) {
    saved.push([key, await create(tx, 'clients', details)])
  }
  return Object.fromEntries(saved) as DemoClients
}

/**
 * Fills a fresh site with a studio that has been at work for five years, seen from `now`. All of it in one transaction:
 * a run that dies leaves nothing, and one that finds the studio's clients does nothing.
 */
export const seedDemo = async (payload: Payload, now: Date = new Date()): Promise<void> => {
  const req = await createLocalReq({}, payload)
  if ((await count(req, 'clients', { email: { equals: demoClients.ana.email } })) > 0) return
  await inTransaction(req, async (tx) => {
    for (const person of staff) await payload.create({ collection: 'users', data: person, req: tx })
    await saveStudio(tx)
    const clients = await saveClients(tx)
    const settings = await readSettings(tx)
    const today = businessDay(settings, now)
    await writeBooks(
      await bulkDatabase(payload, tx),
      [...planJohn(clients.john, today), ...planStudio(clients, today)],
      { settings, today, now, patterns: historicPatterns, staff: staff[0].name },
    )
    await writeQuotes(tx, planQuotes(clients, today), {
      settings,
      today,
      staff: staff[0].name,
      converted: clients.ana,
    })
  })
}
