import { createLocalReq, type Payload, type PayloadRequest, type TypedUser } from 'payload'

import { sendInvoice } from '../src/operations/sendInvoice.ts'
import { sendQuote } from '../src/operations/sendQuote.ts'
import type { BusinessSettings, Client, ID, Invoice, LineInput, Payment, Quote } from '../src/records.ts'
import type { CollectionKey } from '../src/slugs.ts'
import { create, findById, type RecordTypes } from '../src/store.ts'

/** A request without a person behind it, as the worker has one. */
export const systemReq = (payload: Payload): Promise<PayloadRequest> => createLocalReq({}, payload)

export const saveSettings = async (payload: Payload, data: Partial<BusinessSettings> = {}): Promise<void> => {
  await payload.updateGlobal({
    slug: 'business-settings',
    data: {
      name: 'Estudio Lumen',
      email: 'hola@lumen.test',
      timeZone: 'Europe/Madrid',
      inboundDomain: 'reply.localhost',
      ...data,
    },
  })
}

let counter = 0

export const makeClient = async (payload: Payload, data: Partial<Client> = {}): Promise<Client> => {
  counter += 1
  return create(await systemReq(payload), 'clients', {
    name: `Client ${counter}`,
    email: `client${counter}@client.test`,
    locale: 'en',
    ...data,
  })
}

export const line = (data: Partial<LineInput> = {}): LineInput => ({
  description: 'Design work',
  quantity: 1,
  unitPrice: 10_000,
  taxRate: 21,
  taxCategory: 'standard',
  ...data,
})

export const makeDraft = async (payload: Payload, client: Client, data: Partial<Invoice> = {}): Promise<Invoice> =>
  create(await systemReq(payload), 'invoices', { client: client.id, currency: 'EUR', lines: [line()], ...data })

/** A request of somebody who is signed in to the admin, as an endpoint's is. */
export const staffReq = (payload: Payload, user: TypedUser): Promise<PayloadRequest> =>
  createLocalReq({ user }, payload)

/** An issued invoice; `now` is the moment of sending. Its mails wait in the outbox. */
export const makeInvoice = async (
  payload: Payload,
  client: Client,
  data: Partial<Invoice> = {},
  now: Date = new Date(),
): Promise<Invoice> => {
  const draft = await makeDraft(payload, client, data)
  return (await sendInvoice(await systemReq(payload), draft.id, {}, now)).invoice
}

export const makeQuoteDraft = async (payload: Payload, client: Client, data: Partial<Quote> = {}): Promise<Quote> =>
  create(await systemReq(payload), 'quotes', { client: client.id, currency: 'EUR', lines: [line()], ...data })

/** An issued quote; `now` is the moment of sending. Its mails wait in the outbox. */
export const makeQuote = async (
  payload: Payload,
  client: Client,
  data: Partial<Quote> = {},
  now: Date = new Date(),
): Promise<Quote> => {
  const draft = await makeQuoteDraft(payload, client, data)
  return (await sendQuote(await systemReq(payload), draft.id, {}, now)).quote
}

/** A payment as staff records it by hand. */
export const makePayment = async (payload: Payload, data: Partial<Payment>): Promise<Payment> =>
  create(await systemReq(payload), 'payments', { method: 'bank-transfer', ...data })

/** A document as it is stored now. Throws where there is none. */
export const stored = async <K extends CollectionKey>(payload: Payload, kind: K, id: ID): Promise<RecordTypes[K]> => {
  const found = await findById(await systemReq(payload), kind, id)
  if (!found) throw new Error(`There is no ${kind} ${id}.`)
  return found
}

/** The code a failure carries: ours, or the one in a Payload error's data. */
export const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'none'
  } catch (error) {
    const { code, data } = error as { code?: unknown; data?: { code?: unknown } }
    return String(code ?? data?.code ?? error)
  }
}
