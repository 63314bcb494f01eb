import type { TypedUser } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { getPortalOptions } from '../../src/context.ts'
import { isPayable } from '../../src/domain/invoiceStatus.ts'
import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import { sendInvoice } from '../../src/operations/sendInvoice.ts'
import { invoiceList } from '../../src/queries/invoiceList.ts'
import { invoicePage } from '../../src/queries/invoicePage.ts'
import { noFilter } from '../../src/queries/listQuery.ts'
import { statement } from '../../src/queries/statement.ts'
import type { Client, ID, Invoice } from '../../src/records.ts'
import { count } from '../../src/store.ts'
import {
  codeOf,
  line,
  makeClient,
  makeDraft,
  makeInvoice,
  makePayment,
  saveSettings,
  stored,
  systemReq,
} from '../factories.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

let site: StartedPayload
let owner: TypedUser
let editor: TypedUser
let client: Client
let cookie: string

beforeAll(async () => {
  site = await startPayload({
    plugin: {
      worker: { inProcess: false },
      access: { canSend: ({ req }) => (req.user as { role?: unknown } | null)?.role === 'owner' },
    },
  })
  await saveSettings(site.payload)
  owner = await site.createUser()
  editor = await site.createUser({ role: 'editor' })
  client = await makeClient(site.payload)
  await makeInvoice(site.payload, client)
  await deliverDueMail(site.payload)
  const token = /\/portal\/enter\/([\w-]{43})/.exec(JSON.stringify(site.mails.at(-1)?.text))?.[1] ?? ''
  const signedIn = await site.rest('POST', '/client-portal/sessions', { form: { token } })
  cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
})
afterAll(() => site.stop())

const share = (id: ID, shared: boolean, user = owner) =>
  site.rest('PATCH', `/invoices/${id}`, { user, body: { shared } })

const scope = (id: ID = client.id) => ({
  payload: site.payload,
  options: getPortalOptions(site.payload),
  clientId: id,
})

const listed = async () =>
  (await invoiceList({ ...scope(), query: { sort: '-issued', ...noFilter, page: 1 } })).docs.map(({ id }) => id)

const pdfOf = (id: ID, as = cookie) => site.rest('GET', `/client-portal/invoices/${id}/pdf`, { cookie: as })

describe('a draft', () => {
  it('is the business’s own: the client finds it nowhere', async () => {
    const draft = await makeDraft(site.payload, client)
    expect(await listed()).not.toContain(draft.id)
    expect(await invoicePage({ ...scope(), id: draft.id })).toBeNull()
    expect((await pdfOf(draft.id)).status).toBe(404)
  })

  it('that staff shares is shown to its client alone, without a number, not payable and in no balance', async () => {
    const stranger = await makeClient(site.payload)
    const before = await statement(scope())
    const draft = await makeDraft(site.payload, client)
    expect((await share(draft.id, true)).status).toBe(200)

    expect(await listed()).toContain(draft.id)
    const page = await invoicePage({ ...scope(), id: draft.id })
    expect(page?.invoice).toMatchObject({ status: 'draft', number: null, amountDue: 0, total: draft.total })
    expect(isPayable(page!.invoice)).toBe(false)
    expect(await invoicePage({ ...scope(stranger.id), id: draft.id })).toBeNull()
    const after = await statement(scope())
    expect(after.balances).toEqual(before.balances)
    expect(after.nextDue?.id).toBe(before.nextDue?.id)
    expect(await codeOf(makePayment(site.payload, { invoice: draft.id, amount: 100 }))).toBe('not-sent')

    const pdf = await pdfOf(draft.id)
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(pdf.headers.get('cache-control')).toContain('no-store')
    expect((await pdfOf(draft.id, '')).status).toBe(401)
    // A preview is stored nowhere.
    const files = await count(await systemReq(site.payload), 'portalFiles', { invoice: { equals: draft.id } })
    expect(files).toBe(0)
  })

  it('is taken back by no longer sharing it', async () => {
    const draft = await makeDraft(site.payload, client)
    await share(draft.id, true)
    await share(draft.id, false)
    expect(await listed()).not.toContain(draft.id)
    expect((await pdfOf(draft.id)).status).toBe(404)
  })

  it('is shared only by those who may send', async () => {
    const draft = await makeDraft(site.payload, client)
    await share(draft.id, true, editor)
    expect(await stored(site.payload, 'invoices', draft.id)).toMatchObject({ shared: false })
    const created = await site.rest('POST', '/invoices', {
      user: editor,
      body: { client: client.id, currency: 'EUR', lines: [line()], shared: true },
    })
    expect(((await created.json()) as { doc: Invoice }).doc.shared).toBe(false)
    expect((await site.rest('POST', `/invoices/${draft.id}/send`, { user: editor, body: {} })).status).toBe(403)
    await share(draft.id, true)
    await share(draft.id, false, editor)
    expect(await stored(site.payload, 'invoices', draft.id)).toMatchObject({ shared: true })
  })

  it('that was shared and is sent is an invoice like any other', async () => {
    const draft = await makeDraft(site.payload, client)
    await share(draft.id, true)
    const { invoice } = await sendInvoice(await systemReq(site.payload), draft.id)
    expect(invoice).toMatchObject({ shared: false, status: 'sent' })
    expect((await share(invoice.id, true)).status).toBe(200)
    expect(await stored(site.payload, 'invoices', invoice.id)).toMatchObject({ shared: false })
    expect(await listed()).toContain(invoice.id)
  })

  it('moved to another client is shown to the other one only', async () => {
    const other = await makeClient(site.payload)
    const draft = await makeDraft(site.payload, client)
    await share(draft.id, true)
    await site.rest('PATCH', `/invoices/${draft.id}`, { user: owner, body: { client: other.id } })
    expect(await invoicePage({ ...scope(), id: draft.id })).toBeNull()
    expect((await pdfOf(draft.id)).status).toBe(404)
    expect((await invoicePage({ ...scope(other.id), id: draft.id }))?.invoice.id).toBe(draft.id)
  })
})
