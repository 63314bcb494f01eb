import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import { sendInvoice } from '../../src/operations/sendInvoice.ts'
import { findById, findMany } from '../../src/store.ts'
import { line, makeClient, makeDraft, saveSettings, systemReq } from '../factories.ts'
import { textOf } from '../portalVisit.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

let site: StartedPayload

beforeAll(async () => {
  site = await startPayload({ plugin: { worker: { inProcess: false }, url: 'https://studio.test' } })
  await saveSettings(site.payload)
})
afterAll(() => site.stop())

describe('sending an invoice', () => {
  it('gives it a number, freezes it, stores its PDF and mails one link', async () => {
    const client = await makeClient(site.payload, { email: 'ana@cliente.test', locale: 'es' })
    const draft = await makeDraft(site.payload, client, { lines: [line({ quantity: 2, unitPrice: 5_908 })] })
    const req = await systemReq(site.payload)

    const { invoice, mails } = await sendInvoice(req, draft.id)

    expect(invoice).toMatchObject({ status: 'sent', total: 14_297, amountDue: 14_297 })
    expect(invoice.number).toMatch(/^INV-\d{4}-0001$/)
    expect(mails).toHaveLength(1)

    await deliverDueMail(site.payload)
    const [mail] = await findMany(req, 'emails', { where: { invoice: { equals: invoice.id } } })
    expect(mail).toMatchObject({ status: 'sent', to: 'ana@cliente.test', attempts: 1 })
    expect(mail?.subject).toContain(invoice.number)
    const [sent] = site.mails
    const token = /\/portal\/enter\/([\w-]{43})/.exec(textOf(sent))?.[1]
    expect(token).toBeTruthy()
    expect(mail?.html).not.toContain(token)
    expect(sent?.replyTo).toMatch(/^reply\+[0-9a-z]{20}@reply\.localhost$/)
    const stored = await findById(req, 'invoices', invoice.id)
    expect(stored?.pdfSha256).toMatch(/^[0-9a-f]{64}$/)
  })
})
