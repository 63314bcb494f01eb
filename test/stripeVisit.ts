import { expect } from 'vitest'

import type { Client, ID, Invoice, Payment } from '../src/records.ts'
import { findMany } from '../src/store.ts'
import { line, makeClient, makeInvoice, stored, systemReq } from './factories.ts'
import { signIn } from './portalVisit.ts'
import type { StartedPayload } from './startPayload.ts'
import type { StartedStripe } from './startStripe.ts'

export interface Begun {
  intent: string
  clientSecret: string
  amount: number
  currency: string
}

export interface StripeVisit {
  client: Client
  invoice: Invoice
  cookie: string
  pay: (body?: object) => Promise<Response>
  begin: (body?: object) => Promise<Begun>
  sync: () => Promise<Response>
  invoiceNow: () => Promise<Invoice>
  rows: () => Promise<Payment[]>
}

export const ledgerOf = async (site: StartedPayload, invoice: ID): Promise<Payment[]> =>
  findMany(await systemReq(site.payload), 'payments', { where: { invoice: { equals: invoice } }, sort: 'id' })

/** A client who is signed in and owes one invoice, of 100.00 EUR without tax where nothing else is said. */
export const visitToPay = async (
  site: StartedPayload,
  data: Partial<Invoice> = {},
  clientData: Partial<Client> = {},
): Promise<StripeVisit> => {
  const client = await makeClient(site.payload, clientData)
  const invoice = await makeInvoice(site.payload, client, { lines: [line({ taxRate: 0 })], ...data })
  const cookie = await signIn(site, client)
  const post = (path: string, body: object) =>
    site.rest('POST', `/client-portal/invoices/${invoice.id}/${path}`, { cookie, body })
  return {
    client,
    invoice,
    cookie,
    pay: (body = {}) => post('pay', body),
    begin: async (body = {}) => {
      const response = await post('pay', body)
      const answer: unknown = await response.json()
      expect(response.status, JSON.stringify(answer)).toBe(200)
      return answer as Begun
    },
    sync: () => post('pay/sync', {}),
    invoiceNow: () => stored(site.payload, 'invoices', invoice.id),
    rows: () => ledgerOf(site, invoice.id),
  }
}

/** Posts an event to the webhook as Stripe does, and answers the status. */
export const deliver = async (site: StartedPayload, stripe: StartedStripe, event: object): Promise<number> => {
  const { body, headers } = stripe.signed(event)
  const response = await site.rest('POST', '/client-portal/stripe/webhook', {
    body,
    headers: { ...headers, origin: '' },
  })
  return response.status
}

/** Figures of an invoice that follow from the ledger. */
export const standing = ({ status, amountPaid, amountCredited, amountDue }: Invoice) => ({
  status,
  amountPaid,
  amountCredited,
  amountDue,
})
