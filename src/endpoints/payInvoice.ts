import { requireClient } from '../access/portalSession.ts'
import { withinLimit } from '../access/rateLimit.ts'
import { getPortalOptions } from '../context.ts'
import { PortalError } from '../errors.ts'
import { beginPayment } from '../operations/beginPayment.ts'
import { syncPayments } from '../operations/syncPayments.ts'
import { wakeOutbox } from '../operations/wakeOutbox.ts'
import { endpointPaths } from '../paths.ts'
import { findById, parseId } from '../store.ts'
import { json, portalEndpoint } from './answer.ts'
import { readFields } from './body.ts'

/** A whole number of minor units, as a number or as a form's text; absent for all that is due. */
const amountIn = (value: unknown): number | null => {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN
}

/**
 * `POST /api/client-portal/invoices/:id/pay` `{ amount? }` → `{ intent, clientSecret, publishableKey, amount, currency,
 * customerSessionClientSecret }`, amounts in minor units. Fails with the codes of `beginPayment`; someone else's invoice
 * is 404.
 */
export const payEndpoint = portalEndpoint({
  path: endpointPaths.pay,
  method: 'post',
  handler: async (req) => {
    const { client, email, locale } = await requireClient(req, { write: true })
    const invoice = parseId(req, req.routeParams?.id)
    if (invoice === null) throw new PortalError('not-found')
    const amount = amountIn((await readFields(req)).amount)
    return json(await beginPayment(req, { client, invoice, amount, payerEmail: email, locale }))
  },
})

/**
 * `POST /api/client-portal/invoices/:id/pay/sync` → `{ state, status, amountPaid, amountDue, currency }`: asks Stripe how
 * the invoice's payments stand and settles them. `state` is `paid`, `part-paid`, `processing`, `failed` or `open`.
 */
export const paySyncEndpoint = portalEndpoint({
  path: endpointPaths.paySync,
  method: 'post',
  handler: async (req) => {
    const { client } = await requireClient(req)
    const invoice = await findById(req, 'invoices', req.routeParams?.id)
    if (!invoice?.sentAt || String(invoice.client) !== String(client.id)) throw new PortalError('not-found')
    const limit = {
      key: `pay-sync:${client.id}`,
      limit: getPortalOptions(req.payload).limits.paymentChecksPerClientPerHour,
      windowMs: 3_600_000,
    }
    if (!(await withinLimit(req, limit))) throw new PortalError('too-many-requests')
    const { state, invoice: after } = await syncPayments(req, invoice)
    wakeOutbox(req.payload)
    const { status, amountPaid, amountDue, currency } = after
    return json({ state, status, amountPaid, amountDue, currency })
  },
})
