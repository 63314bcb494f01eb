import type { PayloadRequest } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import {
  mailPaymentFailed,
  mailReceipt,
  mailRefund,
  mailStaffNotice,
  type PaymentMailRequest,
  type StaffNoticeRequest,
} from '../../src/operations/mailPayment.ts'
import { redeemMagicLink } from '../../src/operations/redeemMagicLink.ts'
import { resendMail } from '../../src/operations/resendMail.ts'
import { settleInvoice } from '../../src/operations/settleInvoice.ts'
import type { BusinessSettings, Client, Email, ID, Invoice, Payment } from '../../src/records.ts'
import { claim, count, findById, findMany, insertRow, readSettings } from '../../src/store.ts'
import { inTransaction } from '../../src/transaction.ts'
import { makeClient, makeInvoice, saveSettings, stored, systemReq } from '../factories.ts'
import { readable, startSmtpPeer, tokensIn, type ReceivedMail, type SmtpPeer } from '../smtpPeer.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

vi.setConfig({ testTimeout: 60_000 })

let peer: SmtpPeer
let site: StartedPayload

beforeAll(async () => {
  peer = await startSmtpPeer()
  site = await startPayload({ email: peer, plugin: { worker: { inProcess: false } } })
})
afterAll(async () => {
  await site.stop()
  await peer.goDown()
})
beforeEach(async () => {
  await saveSettings(site.payload, { locale: 'en', staffNotices: true, noticeEmail: null, email: 'hola@lumen.test' })
  // What waits from an earlier test is no mail of this one.
  await deliverAll()
  peer.reset()
})

const now = new Date('2026-11-20T10:00:00Z')
const issued = new Date('2026-11-06T10:00:00Z')
const deliverAll = () => deliverDueMail(site.payload, { clock: () => now })

/** An invoice of €121.00, due on 6 December, and a card payment on it that is not written yet. */
const anInvoice = async (data: Partial<Client> = {}): Promise<{ client: Client; invoice: Invoice }> => {
  const client = await makeClient(site.payload, data)
  const invoice = await makeInvoice(site.payload, client, { dueDate: '2026-12-06T00:00:00.000Z' }, issued)
  await deliverAll()
  peer.reset()
  return { client, invoice }
}

/** Records money as the ledger's operations do, and hands its mail everything within the same transaction. */
const pay = async <T>(
  { client, invoice }: { client: Client; invoice: Invoice | null },
  data: Partial<Payment>,
  mail: (tx: PayloadRequest, request: PaymentMailRequest) => Promise<T>,
): Promise<T> =>
  inTransaction(await systemReq(site.payload), async (tx) => {
    const row = await insertRow(tx, 'payments', {
      client: client.id,
      invoice: invoice?.id ?? null,
      amount: 12_100,
      currency: 'EUR',
      method: 'stripe',
      methodDetail: 'Visa •••• 4242',
      status: 'succeeded',
      receivedAt: '2026-11-20T00:00:00.000Z',
      ...data,
    })
    const settled = invoice ? await settleInvoice(tx, invoice.id, now) : null
    const payment = await findById(tx, 'payments', row.id)
    return mail(tx, { payment: payment!, invoice: settled, client, settings: await readSettings(tx), now })
  })

const only = (to: string): ReceivedMail => {
  expect(peer.to(to)).toHaveLength(1)
  return peer.to(to)[0]!
}
const deliver = async (mail: Email | null): Promise<{ received: ReceivedMail; content: string; row: Email }> => {
  await deliverAll()
  const received = only(mail!.to)
  const row = await stored(site.payload, 'emails', mail!.id)
  expect(row).toMatchObject({ status: 'sent', attempts: 1, lastError: null })
  // As queued, so delivered.
  expect(row.subject).toBe(mail!.subject)
  return { received, content: readable(received.raw), row }
}
const header = (mail: ReceivedMail, name: string): string =>
  new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'mi').exec(mail.raw)?.[1]?.trim() ?? ''
const linksOf = async (id: ID) =>
  findMany(await systemReq(site.payload), 'magicLinks', { where: { mail: { equals: id } } })

describe('a receipt', () => {
  it('thanks whoever paid, can be answered to the invoice, and its link opens it', async () => {
    const paid = await anInvoice({ contacts: [{ name: 'Luis Vega', email: 'luis@client.test' }] })
    const mail = await pay(paid, { payerEmail: 'Luis@Client.test' }, mailReceipt)
    expect(mail).toMatchObject({
      kind: 'receipt',
      to: 'luis@client.test',
      client: paid.client.id,
      invoice: paid.invoice.id,
      linkKind: 'document',
      subject: `Receipt from Estudio Lumen: €121.00 for invoice ${paid.invoice.number}, paid in full`,
    })
    const { received, content, row } = await deliver(mail)
    expect(header(received, 'Reply-To')).toBe(`reply+${paid.invoice.replyKey}@reply.localhost`)
    for (const words of ['Hello Luis Vega,', '€121.00', 'Visa •••• 4242', '20 November 2026', 'paid in full']) {
      expect(content).toContain(words)
    }
    const [token] = tokensIn(received)
    const opened = await redeemMagicLink(await systemReq(site.payload), token!, {}, now)
    expect(opened.target).toBe(`/portal/invoices/${paid.invoice.id}`)
    expect(JSON.stringify(row)).not.toContain(token)
    expect(await linksOf(row.id)).toMatchObject([
      { kind: 'document', email: 'luis@client.test', client: paid.client.id },
    ])
  })

  it('goes to the client where the payer has left it', async () => {
    const paid = await anInvoice()
    const mail = await pay(paid, { payerEmail: 'leaver@client.test' }, mailReceipt)
    expect(mail?.to).toBe(paid.client.email)
    await deliver(mail)
  })

  it('says what is left, and what is too much', async () => {
    const paid = await anInvoice()
    const part = await deliver(await pay(paid, { amount: 10_000 }, mailReceipt))
    expect(part.row.subject).toMatch(/: €100\.00 for invoice .*, €21\.00 still due$/)
    expect(part.content).toContain('Still due: €21.00, by 6 December 2026')
    peer.reset()
    const rest = await deliver(await pay(paid, { amount: 3_100 }, mailReceipt))
    expect(rest.row.subject).toMatch(/paid in full$/)
    expect(rest.content).toContain('€10.00 more than was due; we keep it as your credit.')
  })

  it('of money for no invoice leads to the client’s documents', async () => {
    const client = await makeClient(site.payload, { locale: 'es' })
    const mail = await pay({ client, invoice: null }, { method: 'bank-transfer', methodDetail: null }, mailReceipt)
    expect(mail).toMatchObject({ invoice: null, target: '/portal', subject: 'Recibo de Estudio Lumen: 121,00 €' })
    const { received, content } = await deliver(mail)
    expect(header(received, 'Reply-To')).toBe('hola@lumen.test')
    expect(content).toContain('Queda como su saldo a favor')
    expect(content).toContain('Transferencia bancaria')
    const opened = await redeemMagicLink(await systemReq(site.payload), tokensIn(received)[0]!, {}, now)
    expect(opened.target).toBe('/portal')
  })

  it('of imported history needs neither a snapshot nor a key for answers', async () => {
    const paid = await anInvoice()
    await claim(
      await systemReq(site.payload),
      'invoices',
      { id: { equals: paid.invoice.id } },
      { snapshot: null, replyKey: null, dueDate: null },
    )
    const { received, content } = await deliver(await pay(paid, { amount: 100 }, mailReceipt))
    expect(header(received, 'Reply-To')).toBe('hola@lumen.test')
    expect(content).toContain('Still due: €120.00')
  })

  it('that is sent again tells what it told then, whatever has happened since', async () => {
    const paid = await anInvoice()
    const first = await deliver(await pay(paid, { amount: 10_000 }, mailReceipt))
    await pay(paid, { amount: 2_100 }, () => Promise.resolve())
    peer.reset()
    const copy = await resendMail(await systemReq(site.payload), first.row.id, now)
    await deliverAll()
    expect(readable(only(copy.to).raw)).toContain('Still due: €21.00')
    expect(only(copy.to).messageId).not.toBe(first.received.messageId)
  })

  it('is not in the outbox where its transaction fails', async () => {
    const paid = await anInvoice()
    const lost = pay(paid, {}, async (tx, request) => {
      expect(await mailReceipt(tx, request)).not.toBeNull()
      throw new Error('the ledger says no')
    })
    await expect(lost).rejects.toThrow('the ledger says no')
    expect(
      await count(await systemReq(site.payload), 'emails', {
        kind: { equals: 'receipt' },
        client: { equals: paid.client.id },
      }),
    ).toBe(0)
    expect((await stored(site.payload, 'invoices', paid.invoice.id)).amountDue).toBe(12_100)
  })
})

describe('the mail of a debit that came back', () => {
  it('says why, and leads to the invoice that is still to be paid', async () => {
    const paid = await anInvoice({ locale: 'es' })
    const mail = await pay(
      paid,
      { status: 'failed', methodDetail: 'SEPA •••• 3000', lastFailure: 'Insufficient funds.' },
      (tx, request) => mailPaymentFailed(tx, { ...request, reason: 'insufficient_funds' }),
    )
    expect(mail?.subject).toBe(
      `Estudio Lumen: no se ha completado su pago de 121,00 € de la factura ${paid.invoice.number}`,
    )
    const { received, content } = await deliver(mail)
    for (const words of ['No había saldo suficiente', 'No se le ha cobrado nada.', 'Pagar ahora', 'SEPA •••• 3000']) {
      expect(content).toContain(words)
    }
    expect(content).not.toContain('Insufficient funds.')
    const opened = await redeemMagicLink(await systemReq(site.payload), tokensIn(received)[0]!, {}, now)
    expect(opened.target).toBe(`/portal/invoices/${paid.invoice.id}`)
  })

  it('quotes what the payment remembers of it where no code says more', async () => {
    const paid = await anInvoice()
    const mail = await pay(paid, { status: 'failed', lastFailure: 'Refer to the account holder.' }, mailPaymentFailed)
    expect((await deliver(mail)).content).toContain('Refer to the account holder.')
  })
})

describe('the mail of a refund', () => {
  it('says how much goes back where, and names its credit note', async () => {
    const paid = await anInvoice()
    const mail = await pay(paid, {}, (tx, request) =>
      mailRefund(tx, { ...request, refundAmount: 5_000, creditNoteNumber: 'CN-2026-0009' }),
    )
    expect(mail?.subject).toBe(`Refund from Estudio Lumen: €50.00 for invoice ${paid.invoice.number}`)
    const { received, content } = await deliver(mail)
    for (const words of ['On its way to Visa •••• 4242', 'Out of a payment of €121.00', 'CN-2026-0009']) {
      expect(content).toContain(words)
    }
    expect(header(received, 'Reply-To')).toBe(`reply+${paid.invoice.replyKey}@reply.localhost`)
  })
})

describe('a notice to staff', () => {
  const notice =
    (about: StaffNoticeRequest['about'], more: Partial<StaffNoticeRequest> = {}) =>
    async (tx: PayloadRequest, request: PaymentMailRequest): Promise<Email | null> => {
      const { amount, currency } = request.payment
      const [mail = null] = await mailStaffNotice(tx, { ...request, about, amount, currency, ...more })
      return mail
    }

  it('goes to the business alone, leads to the payment in the admin, and opens no portal', async () => {
    const paid = await anInvoice({ company: 'Acme Ltd' })
    const mail = await pay(paid, {}, notice('payment-received'))
    expect(mail).toMatchObject({
      kind: 'staff-notice',
      to: 'hola@lumen.test',
      subject: `€121.00 received from Acme Ltd for ${paid.invoice.number}`,
    })
    const { received, content, row } = await deliver(mail)
    expect(received.to).toEqual(['hola@lumen.test'])
    expect(header(received, 'Reply-To')).toBe('hola@lumen.test')
    const [payment] = await findMany(await systemReq(site.payload), 'payments', {
      where: { invoice: { equals: paid.invoice.id } },
    })
    expect(content).toContain(`/admin/collections/payments/${payment!.id}`)
    expect(content).not.toContain('/portal')
    expect(tokensIn(received)).toEqual([])
    expect(await linksOf(row.id)).toEqual([])
    // No mail of the client's, on no profile and in no thread of theirs.
    expect(row).toMatchObject({ client: null, invoice: null, target: null, linkKind: null })
  })

  it('carries no portal link even where its row asks for one', async () => {
    const paid = await anInvoice()
    const mail = await pay(paid, {}, notice('payment-received'))
    await claim(
      await systemReq(site.payload),
      'emails',
      { id: { equals: mail!.id } },
      { linkKind: 'sign-in', target: '/portal' },
    )
    const { received } = await deliver(mail)
    expect(readable(received.raw)).not.toContain('/portal')
    expect(await linksOf(mail!.id)).toEqual([])
  })

  it('goes to the address for notices, in the business’s language, with the last day for an answer', async () => {
    await saveSettings(site.payload, { locale: 'es', noticeEmail: 'cobros@lumen.test' })
    const paid = await anInvoice({ company: 'Acme Ltd', locale: 'en' })
    // A quarter past midnight in Madrid: the day is the business's, not UTC's.
    const more = {
      answerBy: new Date('2026-12-05T23:15:00Z'),
      reason: 'fraudulent',
      note: 'Comisión de Stripe: 20,00 €',
    }
    const { row, received, content } = await deliver(await pay(paid, {}, notice('dispute-opened', more)))
    expect(row).toMatchObject({ to: 'cobros@lumen.test', locale: 'es' })
    expect(row.subject).toBe(
      `Pago en disputa: 121,00 € de Acme Ltd por ${paid.invoice.number}, plazo hasta el 6 de diciembre`,
    )
    expect(header(received, 'Reply-To')).toBe('hola@lumen.test')
    expect(content).toContain('El titular de la tarjeta dice que el pago no es suyo.')
    expect(content).toContain('Comisión de Stripe: 20,00 €')
  })

  it.each([
    ['payment-failed', 'did not go through'],
    ['dispute-won', 'Dispute won'],
    ['dispute-lost', 'Dispute lost'],
    ['excess', 'too much received'],
    ['stripe-mismatch', 'Stripe and the books differ'],
    ['refund-failed', 'Refund failed'],
  ] as const)('of %s is delivered, with and without an invoice', async (about, words) => {
    const paid = await anInvoice()
    const first = await deliver(await pay(paid, {}, notice(about, { excess: 100 })))
    expect(first.row.subject).toContain(words)
    peer.reset()
    const mail = await pay({ ...paid, invoice: null }, {}, notice(about))
    expect((await deliver(mail)).row.subject).toContain(words)
  })

  it('about no payment leads to the invoice, the client or the dashboard', async () => {
    const { client, invoice } = await anInvoice()
    const tell = async (more: Partial<StaffNoticeRequest>) => {
      peer.reset()
      const [mail] = await inTransaction(await systemReq(site.payload), async (tx) =>
        mailStaffNotice(tx, {
          about: 'stripe-mismatch',
          payment: null,
          invoice: null,
          client: null,
          settings: await readSettings(tx),
          amount: 100,
          currency: 'EUR',
          now,
          ...more,
        }),
      )
      return (await deliver(mail!)).content
    }
    expect(await tell({ invoice, client })).toContain(`/admin/collections/invoices/${invoice.id}`)
    expect(await tell({ client })).toContain(`/admin/collections/clients/${client.id}`)
    expect(await tell({})).toMatch(/Open the admin:\r\n\S+\/admin\r\n/)
  })

  it('is not written where the business wants none or has no address', async () => {
    const paid = await anInvoice()
    const tell = async (settings: Partial<BusinessSettings>) => {
      await saveSettings(site.payload, settings)
      return pay(paid, { amount: 100 }, notice('payment-received'))
    }
    expect(await tell({ staffNotices: false })).toBeNull()
    expect(await tell({ staffNotices: true, email: null })).toBeNull()
    expect(await tell({ staffNotices: true, email: 'hola@lumen.test' })).not.toBeNull()
  })
})
