import type { PayloadRequest, Where } from 'payload'

import type { Client, ID, Invoice, Payment, PortalEvent } from '../../records.ts'
import { findById, findMany } from '../../store.ts'
import { stripeKeys } from '../../stripe/stripeKeys.ts'

export interface PaymentRecords {
  client: Client | null
  invoice: Invoice | null
  /** Of credit: the row whose money it is. */
  source: Payment | null
  /** Rows its money was moved on to, and the numbers of their invoices. */
  movedTo: { row: Payment; number: string | null }[]
  /** What its invoice has beyond its needs, on whichever row it lies. */
  invoiceExcess: number
  /** Other open invoices that could get its credit, most urgent first. */
  openInvoices: Pick<Invoice, 'id' | 'number' | 'amountDue'>[]
  events: PortalEvent[]
  /** Its page in Stripe's dashboard. */
  stripeUrl: string | null
}

const LISTED = 100
const EVENTS = 200

const openInvoicesOf = (req: PayloadRequest, { client, currency, invoice }: Payment) =>
  findMany(req, 'invoices', {
    where: {
      and: [
        { client: { equals: client } },
        { kind: { equals: 'invoice' } },
        { status: { in: ['sent', 'overdue'] } },
        { currency: { equals: currency } },
        { amountDue: { greater_than: 0 } },
        ...(invoice ? [{ id: { not_equals: invoice } }] : []),
      ],
    },
    sort: ['dueDate', 'id'],
    limit: LISTED,
    select: { number: true, amountDue: true },
  })

const stripeUrlOf = async (req: PayloadRequest, { stripePaymentIntent: intent }: Payment): Promise<string | null> => {
  if (!intent) return null
  const { mode } = await stripeKeys(req)
  return `https://dashboard.stripe.com/${mode === 'test' ? 'test/' : ''}payments/${encodeURIComponent(intent)}`
}

/** What is about this row alone: the trail is kept by invoice or, without one, by client. */
const eventsOf = async (req: PayloadRequest, payment: Payment): Promise<PortalEvent[]> => {
  const where: Where = payment.invoice
    ? { invoice: { equals: payment.invoice } }
    : { client: { equals: payment.client } }
  const events = await findMany(req, 'portalEvents', { where, sort: '-at', limit: EVENTS })
  return events.filter(({ data }) => data?.payment === payment.id)
}

/** Everything that hangs on a payment, for the panel above its form. */
export const readPayment = async (req: PayloadRequest, payment: Payment): Promise<PaymentRecords> => {
  const one = <K extends 'invoices' | 'payments'>(kind: K, id: ID | null | undefined) =>
    id ? findById(req, kind, id) : null
  const hasCredit = (payment.amountUnapplied ?? 0) > 0
  const [client, invoice, source, moved, siblings, openInvoices, events, stripeUrl] = await Promise.all([
    findById(req, 'clients', payment.client),
    one('invoices', payment.invoice),
    one('payments', payment.source),
    findMany(req, 'payments', { where: { source: { equals: payment.id } }, sort: 'id', limit: LISTED }),
    payment.invoice
      ? findMany(req, 'payments', {
          where: { and: [{ invoice: { equals: payment.invoice } }, { amountUnapplied: { greater_than: 0 } }] },
          select: { amountUnapplied: true },
        })
      : [],
    hasCredit ? openInvoicesOf(req, payment) : [],
    eventsOf(req, payment),
    stripeUrlOf(req, payment),
  ])
  const live = moved.filter(({ status }) => status === 'succeeded')
  const targets = live.flatMap(({ invoice: id }) => id ?? [])
  const numbers =
    targets.length > 0
      ? await findMany(req, 'invoices', { where: { id: { in: targets } }, select: { number: true } })
      : []
  return {
    client,
    invoice,
    source,
    movedTo: live.map((row) => ({
      row,
      number: numbers.find(({ id }) => String(id) === String(row.invoice))?.number ?? null,
    })),
    invoiceExcess: siblings.reduce((sum, { amountUnapplied }) => sum + (amountUnapplied ?? 0), 0),
    openInvoices,
    events,
    stripeUrl,
  }
}
