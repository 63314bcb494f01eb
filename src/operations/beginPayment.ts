import type { PayloadRequest } from 'payload'
import type Stripe from 'stripe'

import { withinLimit } from '../access/rateLimit.ts'
import { getPortalOptions } from '../context.ts'
import { isPayable } from '../domain/invoiceStatus.ts'
import { formatMoney } from '../domain/money.ts'
import { PortalError } from '../errors.ts'
import type { BusinessSettings, Client, ID, Invoice, Payment } from '../records.ts'
import { toStripeAmount } from '../stripe/amounts.ts'
import { writePaymentMetadata } from '../stripe/metadata.ts'
import { asPortalError, isIdempotencyMismatch, isMissing } from '../stripe/stripeErrors.ts'
import { stripeFor } from '../stripe/stripeClient.ts'
import { hasStripe } from '../stripe/stripeKeys.ts'
import { claim, findMany, findRow, insertRow, readSettings } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { cancelPayment } from './cancelPayment.ts'
import { installationId } from './installation.ts'
import { lockIssuedInvoice } from './settleInvoice.ts'
import { settleStripePayment } from './settleStripePayment.ts'
import { stripeCustomer } from './stripeCustomer.ts'

export interface BeginInput {
  client: Client
  invoice: ID
  /** A part of what is due, in minor units. Default: all of it. */
  amount?: number | null
  /** Who pays: gets the receipt. */
  payerEmail: string
  locale: string
}

export interface BegunPayment {
  intent: string
  clientSecret: string
  publishableKey: string
  /** In our minor unit. */
  amount: number
  currency: string
  /** Lets the window offer the client's saved cards, and to save one. */
  customerSessionClientSecret: string | null
}

const HOUR = 3_600_000
const MAX_ROUNDS = 8
/** Stripe remembers an idempotency key for a day at least: an offer left without its intent for longer is given up. */
const KEY_LIFETIME_MS = 20 * HOUR

const checkedAmount = (
  invoice: Invoice,
  settings: BusinessSettings,
  asked: number | null | undefined,
  locale: string,
) => {
  const amount = asked ?? invoice.amountDue
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new PortalError('bad-amount')
  if (amount > invoice.amountDue) {
    throw new PortalError('exceeds-due', { value: formatMoney(invoice.amountDue, invoice.currency, locale) })
  }
  if (amount < invoice.amountDue && !settings.allowPartialPayments) throw new PortalError('part-not-allowed')
  if (toStripeAmount(amount, invoice.currency) === null) throw new PortalError('amount-not-payable')
  return amount
}

type Offer = { row: Payment; obsolete?: undefined } | { row?: undefined; obsolete: Payment[] }

/**
 * The invoice's one open offer, under the invoice's lock: found again where it is for this amount, made where there is
 * none. Offers for another amount come back as obsolete, to be cancelled at Stripe before a new one is made: until then
 * nobody can confirm an amount that another tab chose. Throws `payment-processing` while a bank takes its time.
 */
const offerFor = (
  req: PayloadRequest,
  { client, invoice: invoiceId, amount: asked, payerEmail, locale }: BeginInput,
  settings: BusinessSettings,
  now: Date,
): Promise<Offer> =>
  inTransaction(req, async (tx) => {
    const invoice = await lockIssuedInvoice(tx, invoiceId)
    if (!invoice || String(invoice.client) !== String(client.id)) throw new PortalError('not-found')
    const rows = await findMany(tx, 'payments', {
      where: {
        and: [
          { invoice: { equals: invoice.id } },
          { method: { equals: 'stripe' } },
          { status: { in: ['pending', 'processing'] } },
        ],
      },
      sort: ['id'],
    })
    if (rows.some(({ status }) => status === 'processing')) throw new PortalError('payment-processing')
    if (!isPayable(invoice)) throw new PortalError('not-payable')
    const amount = checkedAmount(invoice, settings, asked, locale)
    const isFresh = (row: Payment) =>
      Boolean(row.stripePaymentIntent) || now.getTime() - Date.parse(row.createdAt) < KEY_LIFETIME_MS
    const fitting = rows.find((row) => row.amount === amount && !row.cancelRequested && isFresh(row))
    const obsolete = rows.filter((row) => row !== fitting)
    for (const { id } of obsolete) await claim(tx, 'payments', { id: { equals: id } }, { cancelRequested: true })
    if (obsolete.length > 0) return { obsolete }
    if (fitting) {
      await claim(tx, 'payments', { id: { equals: fitting.id } }, { payerEmail })
      return { row: fitting }
    }
    const row = await insertRow(tx, 'payments', {
      client: client.id,
      invoice: invoice.id,
      amount,
      currency: invoice.currency,
      method: 'stripe',
      status: 'pending',
      refunds: [],
      receivedAt: now.toISOString(),
      payerEmail,
      stripeVersion: 0,
      cancelRequested: false,
      amountReturned: 0,
      amountMoved: 0,
      amountUnapplied: 0,
    })
    return { row }
  })

interface Making {
  stripe: Stripe
  settings: BusinessSettings
  client: Client
  number: string
}

/**
 * The offer's PaymentIntent, made with an idempotency key of the row: after a crash, or by two at once, Stripe answers
 * one and the same. Null where the offer ended meanwhile, and the caller looks again.
 */
const makeIntent = async (
  req: PayloadRequest,
  row: Payment,
  { stripe, settings, client, number }: Making,
): Promise<Stripe.PaymentIntent | null> => {
  const installation = await installationId(req)
  const amount = toStripeAmount(row.amount, row.currency)
  if (amount === null) throw new PortalError('amount-not-payable')
  const create = async (customer: string) =>
    stripe.paymentIntents.create(
      {
        amount,
        currency: row.currency.toLowerCase(),
        customer,
        description: number,
        automatic_payment_methods: {
          enabled: true,
          allow_redirects: settings.allowRedirectPayments ? 'always' : 'never',
        },
        metadata: writePaymentMetadata({
          installation,
          payment: row.id,
          invoice: row.invoice ?? null,
          client: client.id,
        }),
      },
      { idempotencyKey: `intent:${installation}:${row.id}:${customer}` },
    )
  const customer = await stripeCustomer(req, stripe, client)
  let intent: Stripe.PaymentIntent
  try {
    intent = await create(customer)
  } catch (error) {
    if (isIdempotencyMismatch(error)) {
      // A setting changed between a crash and now. What was made then was shown to nobody.
      await cancelPayment(req, stripe, row)
      return null
    }
    if (!isMissing(error)) throw error
    intent = await create(await stripeCustomer(req, stripe, client, customer))
  }
  const kept = await claim(
    req,
    'payments',
    {
      and: [
        { id: { equals: row.id } },
        { status: { equals: 'pending' } },
        { or: [{ stripePaymentIntent: { exists: false } }, { stripePaymentIntent: { equals: intent.id } }] },
      ],
    },
    { stripePaymentIntent: intent.id },
  )
  if (kept) return intent
  await stripe.paymentIntents.cancel(intent.id)
  return null
}

const isConfirmable = ({ status }: Stripe.PaymentIntent): boolean =>
  status === 'requires_payment_method' || status === 'requires_confirmation' || status === 'requires_action'

/** The PaymentIntent of an offer as Stripe has it, or null where it can't be paid any more: then it is settled first. */
const openIntent = async (req: PayloadRequest, row: Payment, making: Making): Promise<Stripe.PaymentIntent | null> => {
  if (!row.stripePaymentIntent) return makeIntent(req, row, making)
  let intent: Stripe.PaymentIntent
  try {
    intent = await making.stripe.paymentIntents.retrieve(row.stripePaymentIntent)
  } catch (error) {
    if (!isMissing(error)) throw error
    await cancelPayment(req, making.stripe, row)
    return null
  }
  if (isConfirmable(intent) && intent.amount === toStripeAmount(row.amount, row.currency)) return intent
  if (isConfirmable(intent)) await cancelPayment(req, making.stripe, row)
  else await settleStripePayment(req, intent.id)
  return null
}

/** Saved cards are a comfort: a payment never fails for want of them. */
const customerSession = async (
  req: PayloadRequest,
  stripe: Stripe,
  customer: string | null,
): Promise<string | null> => {
  if (!customer) return null
  try {
    const session = await stripe.customerSessions.create({
      customer,
      components: {
        payment_element: {
          enabled: true,
          features: {
            payment_method_save: 'enabled',
            payment_method_save_usage: 'on_session',
            payment_method_redisplay: 'enabled',
            payment_method_remove: 'enabled',
          },
        },
      },
    })
    return session.client_secret
  } catch (error) {
    req.payload.logger.warn({ err: error, msg: 'payload-client-portal: the window opens without saved cards.' })
    return null
  }
}

/** Rows of offers that Stripe would not take are no debt of anyone's: they end as failed. */
const endRefused = async (req: PayloadRequest, row: Payment): Promise<void> => {
  await claim(
    req,
    'payments',
    {
      and: [{ id: { equals: row.id } }, { status: { equals: 'pending' } }, { stripePaymentIntent: { exists: false } }],
    },
    { status: 'failed' },
  )
}

/**
 * Opens the payment of an invoice for the window in the portal. At most one PaymentIntent is open for an invoice: reused
 * while the amount is the same, cancelled and replaced when it changes, found again after a crash. The row in the ledger
 * (`pending`) is written before Stripe is asked, so that no charge is ever without one.
 *
 * Throws `not-found`, `not-payable`, `payment-processing`, `bad-amount`, `exceeds-due`, `part-not-allowed`,
 * `amount-not-payable`, `amount-too-small`, `stripe-off`, `stripe-unreachable`, `stripe-refused`, `too-many-requests`.
 */
export const beginPayment = async (
  req: PayloadRequest,
  input: BeginInput,
  now: Date = new Date(),
): Promise<BegunPayment> => {
  const { stripe, keys } = await stripeFor(req)
  // Refunds and settling need the secret key alone; a window needs both, of one mode.
  if (!hasStripe(keys) || !keys.publishableKey) throw new PortalError('stripe-off')
  const { publishableKey } = keys
  const { limits } = getPortalOptions(req.payload)
  const limit = { key: `pay:${input.client.id}`, limit: limits.paymentsPerClientPerHour, windowMs: HOUR, now }
  if (!(await withinLimit(req, limit))) throw new PortalError('too-many-requests')
  const settings = await readSettings(req)
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { row, obsolete } = await offerFor(req, input, settings, now)
    try {
      if (obsolete) {
        for (const old of obsolete) await cancelPayment(req, stripe, old)
        continue
      }
      const invoice = await findRow(req, 'invoices', { id: { equals: input.invoice } }, { number: true })
      const making = { stripe, settings, client: input.client, number: invoice?.number ?? '' }
      const intent = await openIntent(req, row, making)
      if (!intent?.client_secret) continue
      const customer = typeof intent.customer === 'string' ? intent.customer : null
      return {
        intent: intent.id,
        clientSecret: intent.client_secret,
        publishableKey,
        amount: row.amount,
        currency: row.currency,
        customerSessionClientSecret: await customerSession(req, stripe, customer),
      }
    } catch (error) {
      const problem = asPortalError(error)
      if (row && problem.code !== 'stripe-unreachable') await endRefused(req, row)
      throw problem
    }
  }
  throw new PortalError('busy')
}
