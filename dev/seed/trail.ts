import type { ID, PortalEvent } from '../../src/records.ts'
import type { Entry } from './documentRow.ts'
import type { NewPayment } from './settleRow.ts'

export type NewEvent = Omit<PortalEvent, 'id'>

/** What the trail says of a document that was issued. */
export const eventsOf = ({ invoice, kind, corrected, plan }: Entry, staff: string): NewEvent[] => {
  if (!invoice.sentAt) return []
  const { client, number, total, currency } = invoice
  const about = { client, invoice: invoice.id }
  const byStaff = { ...about, actorKind: 'staff', actorName: staff } as const
  const events: NewEvent[] = [
    {
      ...byStaff,
      type: kind === 'invoice' ? 'invoice-sent' : 'credit-note-issued',
      at: invoice.sentAt,
      data: { number, total, currency, ...(corrected ? { corrects: corrected.invoice.number } : {}) },
    },
  ]
  if (invoice.viewedAt) {
    events.push({
      ...about,
      type: 'invoice-viewed',
      at: invoice.viewedAt,
      actorKind: 'client',
      actorName: plan.client.email,
      data: null,
    })
  }
  if (corrected?.invoice.voidedAt) {
    const { reason } = invoice
    events.push({
      ...byStaff,
      invoice: corrected.invoice.id,
      type: 'invoice-voided',
      at: invoice.sentAt,
      data: { creditNote: number, reason },
    })
  }
  return events
}

/** What it says of a payment: who recorded it, or what Stripe told of it. */
export const paymentEvents = (id: ID, payment: NewPayment, staff: string): NewEvent[] => {
  const { client, invoice, receivedAt, amount, currency, method, refunds } = payment
  const event = (type: string, at: string, data: Record<string, unknown>, byStaff: boolean): NewEvent => ({
    type,
    at,
    client,
    invoice: invoice ?? null,
    actorKind: byStaff ? 'staff' : 'system',
    actorName: byStaff ? staff : null,
    data: { payment: id, amount, currency, ...data },
  })
  if (method !== 'stripe') return [event('payment-recorded', receivedAt, { method }, true)]
  if (payment.status === 'failed') {
    return [event('payment-failed', receivedAt, { reason: payment.lastFailure }, false)]
  }
  return [
    event('payment-succeeded', receivedAt, {}, false),
    ...(refunds ?? []).map((refund) => event('payment-refunded', refund.at, { amount: refund.amount }, true)),
    ...(payment.disputed
      ? [
          event('dispute-opened', payment.disputed.openedAt, {}, false),
          event('dispute-lost', payment.disputed.lostAt, {}, false),
        ]
      : []),
  ]
}
