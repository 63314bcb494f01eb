import { yearOf } from '../../src/domain/days.ts'
import type { Invoice, Payment } from '../../src/records.ts'
import { insertEvents, insertInvoices, insertPayments, reserveIds, type BulkDatabase } from './bulkInsert.ts'
import type { DocumentPlan } from './documentPlan.ts'
import { draftRow, issueRow, type BookFacts, type Entry } from './documentRow.ts'
import { settleRow, type NewPayment } from './settleRow.ts'
import { eventsOf, paymentEvents } from './trail.ts'

/** Every plan as a document, the credit notes as documents of their own; by issue day, drafts last. */
const entriesOf = (plans: DocumentPlan[], facts: BookFacts): Entry[] => {
  const entries = plans.flatMap((plan): Entry[] => {
    const invoice: Entry = {
      plan,
      kind: 'invoice',
      issueDate: plan.issued ?? null,
      invoice: draftRow(plan, 'invoice', facts),
    }
    if (!plan.credit || !plan.issued) return [invoice]
    const note = draftRow(plan, 'credit-note', facts)
    return [invoice, { plan, kind: 'credit-note', corrected: invoice, issueDate: plan.credit.on, invoice: note }]
  })
  return entries.sort((a, b) => (a.issueDate ?? '9999').localeCompare(b.issueDate ?? '9999'))
}

/** Who did all this, in the same order as it happened. */
const writeTrail = async (
  db: BulkDatabase,
  entries: Entry[],
  payments: (NewPayment & Pick<Payment, 'id'>)[],
  staff: string,
): Promise<void> => {
  const events = [
    ...entries.flatMap((entry) => eventsOf(entry, staff)),
    ...payments.flatMap((payment) => paymentEvents(payment.id, payment, staff)),
  ].sort((a, b) => a.at.localeCompare(b.at))
  const ids = await reserveIds(db, 'portal_events', events.length)
  await insertEvents(
    db,
    events.map((event, index) => ({ ...event, id: ids[index] ?? 0, createdAt: event.at, updatedAt: event.at })),
  )
}

/**
 * Writes planned documents with their payments, in the order of their issue days, numbered from 1 in each year. With
 * `staff` the trail says that this person did it; without, there is none.
 */
export const writeBooks = async (
  db: BulkDatabase,
  plans: DocumentPlan[],
  facts: BookFacts & { staff?: string },
): Promise<{ invoices: Invoice[]; payments: Payment[] }> => {
  const entries = entriesOf(plans, facts)
  const ids = await reserveIds(db, 'invoices', entries.length)
  entries.forEach((entry, index) => {
    entry.invoice.id = ids[index] ?? 0
  })
  const used = new Map<string, number>()
  const notes = new Map<Entry, Invoice>()
  for (const entry of entries) {
    if (!entry.issueDate) continue
    const series = `${entry.kind} ${yearOf(entry.issueDate)}`
    const value = (used.get(series) ?? 0) + 1
    used.set(series, value)
    issueRow(entry, entry.issueDate, value, facts)
    if (entry.corrected) notes.set(entry.corrected, entry.invoice)
  }
  const settled = entries
    .flatMap((entry) => settleRow(entry, notes.get(entry), facts))
    .sort((a, b) => a.receivedAt.localeCompare(b.receivedAt))
  const paymentIds = await reserveIds(db, 'payments', settled.length)
  const payments = settled.map((payment, index) => ({ ...payment, id: paymentIds[index] ?? 0 }))
  const invoices = entries.map(({ invoice }) => invoice)
  await insertInvoices(db, invoices)
  await insertPayments(db, payments)
  if (facts.staff) await writeTrail(db, entries, payments, facts.staff)
  return { invoices, payments }
}
