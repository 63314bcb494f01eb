import { describe, expect, it } from 'vitest'

import type { MailContent, NoticeAbout } from '../../src/emails/mailContent.ts'
import { mailSubject, renderMail } from '../../src/emails/renderMail.ts'
import {
  adminUrl,
  aFailedPayment,
  aNotice,
  aReceipt,
  aRefund,
  brand,
  linkUrl,
  openInvoice,
  paidInvoice,
  payment,
} from './mails.ts'

const spanish = { locale: 'es' } as const
const text = async (mail: MailContent) => (await renderMail(mail)).text

/** What a person reads of the HTML part, its links included. */
const readHtml = (html: string): string =>
  html
    .replace(/<(head|style)[^>]*>.*?<\/\1>/gs, '')
    .replace(/<!--.*?-->/gs, '')
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<\/?span[^>]*>/g, '')
    .replace(/<[^>]+>/g, '\n')
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/[\u00a0\u202f]/g, ' ')

const about: NoticeAbout[] = [
  'payment-received',
  'payment-failed',
  'dispute-opened',
  'dispute-won',
  'dispute-lost',
  'excess',
  'stripe-mismatch',
  'refund-failed',
]
const partlyPaid = { ...paidInvoice, amountDue: 4298 }
const hard: Record<string, MailContent> = {
  'a receipt of a part': aReceipt({ payment: { ...payment, amount: 10000 }, invoice: partlyPaid }),
  'a receipt of too much': aReceipt({ payment: { ...payment, amount: 15298 }, unapplied: 1000 }),
  'a receipt of credit alone': aReceipt({ invoice: null, unapplied: 14298 }),
  'a debit that came back': aFailedPayment({ reason: 'AM04: ask your <bank>' }),
  'a refund in part': aRefund(),
  ...Object.fromEntries(
    about.map((each) => [
      `a notice of ${each}`,
      aNotice({ about: each, excess: 1000, answerBy: '2026-12-06', reason: 'fraudulent', note: 'Line one\nLine two' }),
    ]),
  ),
}

describe.each(
  Object.entries(hard).flatMap(
    ([name, mail]) =>
      [
        [name, mail],
        [`${name}, in Spanish`, { ...mail, ...spanish }],
      ] as const,
  ),
)('In %s', (_, mail) => {
  it('HTML and text say the same', async () => {
    const rendered = await renderMail(mail)
    const shown = readHtml(rendered.html)
    const lines = rendered.text.split('\n').filter((line) => line && line !== '-- ')
    expect(lines.length).toBeGreaterThan(8)
    for (const line of lines) {
      // Labels stand in a column of their own in HTML, and on the value's line in text.
      const parts = shown.includes(line) ? [] : line.split(/: |:$/).filter(Boolean)
      for (const part of parts) expect(shown).toContain(part)
    }
    expect(rendered.text).not.toMatch(/undefined|null|\[object|NaN/)
  })
})

describe('A receipt', () => {
  it('says in its subject what was paid, for what, and what that left', () => {
    expect(mailSubject(aReceipt())).toBe('Receipt from Estudio Lumen: €142.98 for invoice INV-2026-0042, paid in full')
    expect(mailSubject(aReceipt(spanish))).toBe(
      'Recibo de Estudio Lumen: 142,98 € por la factura INV-2026-0042, pagada por completo',
    )
    const part = { payment: { ...payment, amount: 10000 }, invoice: partlyPaid }
    expect(mailSubject(aReceipt(part))).toMatch(/: €100\.00 for invoice INV-2026-0042, €42\.98 still due$/)
    expect(mailSubject(aReceipt({ ...part, ...spanish }))).toMatch(/, quedan 42,98 € por pagar$/)
    expect(mailSubject(aReceipt({ invoice: null, unapplied: 14298 }))).toBe('Receipt from Estudio Lumen: €142.98')
  })

  it('thanks, and names amount, day and card', async () => {
    const mail = await text(aReceipt())
    expect(mail).toContain('Thank you. Your payment for invoice INV-2026-0042 has arrived.')
    expect(mail).toContain('Paid: €142.98\nThe invoice is paid in full.')
    expect(mail).toContain('Paid on: 20 November 2026\nPaid with: Visa •••• 4242')
    expect(mail).toContain(`View invoice:\n${linkUrl}`)
    expect(mail).not.toContain('Invoice total')
  })

  it('says what is left to pay and by when, also once that day has passed', async () => {
    const part = aReceipt({ payment: { ...payment, amount: 10000 }, invoice: partlyPaid })
    expect(await text(part)).toContain('Paid: €100.00\nStill due: €42.98, by 6 December 2026')
    expect(await text(part)).toContain('Invoice total: €142.98')
    expect(await text({ ...part, today: '2026-12-06' })).toContain('by 6 December')
    expect(await text({ ...part, today: '2026-12-07' })).toContain('Still due: €42.98, was due 6 December 2026')
    const undated = { ...part, invoice: { ...partlyPaid, dueDate: null } }
    expect(await text(undated)).toContain('Still due: €42.98\n')
    expect(await text({ ...undated, ...spanish })).toContain('Queda por pagar: 42,98 €\n')
  })

  it('tells what is kept as credit', async () => {
    const tooMuch = aReceipt({ payment: { ...payment, amount: 15298 }, unapplied: 1000 })
    expect(await text(tooMuch)).toContain('€10.00 more than was due; we keep it as your credit.')
    const forNone = await text(aReceipt({ invoice: null, unapplied: 14298 }))
    expect(forNone).toContain('Paid: €142.98\nKept as your credit\n')
    expect(forNone).toContain(`View documents:\n${linkUrl}`)
    expect(forNone).not.toContain('nvoice')
    const settledBefore = await text(aReceipt({ unapplied: 14298 }))
    expect(settledBefore).toContain('Kept as your credit\nNothing was left to pay on that invoice.')
    expect(settledBefore).not.toContain('in full')
  })

  it('of credit that was moved says so', async () => {
    const moved = aReceipt({ payment: { ...payment, method: 'credit', methodDetail: null } })
    expect(await text(moved)).toContain('We have applied your credit to invoice INV-2026-0042.')
    expect(await text({ ...moved, ...spanish })).toContain(
      'Hemos aplicado su saldo a favor a la factura INV-2026-0042.',
    )
  })

  it('names the way it was paid where no card says it, and nothing where the way has no name', async () => {
    const by = (method: 'bank-transfer' | 'cash' | 'other') =>
      text(aReceipt({ payment: { ...payment, method, methodDetail: null } }))
    expect(await by('bank-transfer')).toContain('Paid with: Bank transfer')
    expect(await by('cash')).toContain('Paid with: Cash')
    expect(await by('other')).not.toContain('Paid with')
  })

  it('keeps to the decimals of its currency', async () => {
    const inCurrency = (currency: string) =>
      text(aReceipt({ payment: { ...payment, currency }, invoice: { ...paidInvoice, amountDue: 4298 } }))
    expect(await inCurrency('JPY')).toMatch(/Paid: ¥14,298\nStill due: ¥4,298, /)
    expect(await inCurrency('KWD')).toMatch(/Paid: KWD 14\.298\nStill due: KWD 4\.298, /)
  })

  it('of imported history without a number still says what it can', async () => {
    const mail = aReceipt({ invoice: { ...paidInvoice, number: null, dueDate: null } })
    expect(mailSubject(mail)).toBe('Receipt from Estudio Lumen: €142.98, paid in full')
    expect(await text(mail)).toContain('Thank you. Your payment has arrived.')
  })
})

describe('The mail of a failed debit', () => {
  it('says what failed in its subject', () => {
    expect(mailSubject(aFailedPayment())).toBe(
      'Estudio Lumen: your payment of €142.98 for invoice INV-2026-0042 did not go through',
    )
    expect(mailSubject(aFailedPayment(spanish))).toBe(
      'Estudio Lumen: no se ha completado su pago de 142,98 € de la factura INV-2026-0042',
    )
    expect(mailSubject(aFailedPayment({ ...spanish, formality: 'familiar' }))).toContain('completado tu pago')
  })

  it('says why in plain words, that nothing was charged, and how to go on', async () => {
    const mail = await text(aFailedPayment())
    expect(mail).toContain('There was not enough money in the account.')
    expect(mail).toContain('Not paid: €142.98\nNothing was charged.\nStill due: €142.98, by 6 December 2026')
    expect(mail).toContain(`Pay now:\n${linkUrl}`)
    expect(await text(aFailedPayment(spanish))).toContain('No había saldo suficiente en la cuenta.')
  })

  it('quotes a bank that speaks in words, and shows no code to anybody', async () => {
    expect(await text(aFailedPayment({ reason: 'Refer to the account holder' }))).toContain(
      'Bank’s answer: Refer to the account holder',
    )
    const unknown = await text(aFailedPayment({ reason: 'some_new_code' }))
    expect(unknown).not.toContain('some_new_code')
    expect(unknown).not.toContain('Bank’s answer')
    expect(await text(aFailedPayment({ reason: 'toString' }))).toContain('Bank’s answer: toString')
  })

  it('asks for nothing where the invoice needs nothing any more', async () => {
    const mail = await text(aFailedPayment({ invoice: paidInvoice }))
    expect(mail).toContain(`View invoice:\n${linkUrl}`)
    expect(mail).not.toMatch(/Pay now|Still due|another way to pay/)
  })
})

describe('The mail of a refund', () => {
  it('says how much goes back, for what and where to', async () => {
    expect(mailSubject(aRefund())).toBe('Refund from Estudio Lumen: €50.00 for invoice INV-2026-0042')
    expect(mailSubject(aRefund(spanish))).toBe('Devolución de Estudio Lumen: 50,00 € de la factura INV-2026-0042')
    const part = await text(aRefund())
    expect(part).toContain('We have refunded part of your payment for invoice INV-2026-0042.')
    expect(part).toContain('Refunded: €50.00\nOn its way to Visa •••• 4242\nOut of a payment of €142.98')
    expect(part).toContain('Credit note: CN-2026-0003')
    expect(part).toContain('Banks take 5 to 10 working days to show a refund.')
    const whole = await text(aRefund({ amount: 14298, creditNote: null }))
    expect(whole).toContain('We have refunded your payment for invoice INV-2026-0042.')
    expect(whole).not.toMatch(/Out of|Credit note/)
  })

  it('says what the invoice lacks again where no credit note went with it', async () => {
    expect(await text(aRefund({ creditNote: null, invoice: { ...openInvoice, amountDue: 5000 } }))).toContain(
      'Left to pay: €50.00',
    )
  })

  it('speaks of no bank where the money went back by hand', async () => {
    const mail = await text(aRefund({ payment: { ...payment, method: 'cash', methodDetail: null } }))
    expect(mail).toContain('Refunded: €50.00\nSent back to you')
    expect(mail).not.toContain('Banks')
  })
})

describe('A notice to staff', () => {
  const subjects = (locale: 'en' | 'es') =>
    about.map((each) => mailSubject(aNotice({ about: each, locale, answerBy: '2026-12-06', excess: 1000 })))

  it('says everything in its subject', () => {
    expect(subjects('en')).toEqual([
      '€142.98 received from Acme Ltd for INV-2026-0042',
      '€142.98 from Acme Ltd for INV-2026-0042 did not go through',
      'Dispute over €142.98 from Acme Ltd for INV-2026-0042: answer by 6 December',
      'Dispute won: €142.98 from Acme Ltd for INV-2026-0042',
      'Dispute lost: €142.98 from Acme Ltd for INV-2026-0042',
      '€10.00 too much received from Acme Ltd for INV-2026-0042',
      'Stripe and the books differ: €142.98 from Acme Ltd for INV-2026-0042',
      'Refund failed: €142.98 to Acme Ltd for INV-2026-0042',
    ])
    expect(subjects('es')).toEqual([
      'Pago recibido: 142,98 € de Acme Ltd por INV-2026-0042',
      'Pago fallido: 142,98 € de Acme Ltd por INV-2026-0042',
      'Pago en disputa: 142,98 € de Acme Ltd por INV-2026-0042, plazo hasta el 6 de diciembre',
      'Disputa ganada: 142,98 € de Acme Ltd por INV-2026-0042',
      'Disputa perdida: 142,98 € de Acme Ltd por INV-2026-0042',
      'Pago de más: 10,00 € de Acme Ltd por INV-2026-0042',
      'Stripe y los libros no coinciden: 142,98 € de Acme Ltd por INV-2026-0042',
      'Devolución fallida: 142,98 € a Acme Ltd por INV-2026-0042',
    ])
  })

  it('leaves out whom and what it does not know', async () => {
    for (const each of about) {
      const notice = aNotice({ about: each, clientName: null, payment: null, invoice: null, opens: 'dashboard' })
      expect(mailSubject(notice)).not.toMatch(/from|for |null|undefined/)
      expect(mailSubject({ ...notice, ...spanish })).not.toMatch(/ de (?!más)| por INV|null|undefined/)
      expect(await text(notice)).toContain('Open the admin:')
    }
  })

  it('leads to the admin, greets nobody and asks for no answer by mail', async () => {
    for (const each of about) {
      const { html, text: plain } = await renderMail(aNotice({ about: each }))
      expect(plain).toContain(`Open payment:\n${adminUrl}`)
      for (const part of [html, plain]) expect(part).not.toMatch(/\/portal|link-token|Hello|reply to this mail/)
    }
  })

  it('names the last day for an answer to a dispute, and says when a bank only asks', async () => {
    const dispute = aNotice({ about: 'dispute-opened', answerBy: '2027-01-05', reason: 'fraudulent' })
    expect(mailSubject(dispute)).toMatch(/: answer by 5 January 2027$/)
    expect(await text(dispute)).toContain('Disputed: €142.98\nAnswer by 5 January 2027')
    expect(await text(dispute)).toContain('Reason: The cardholder says the payment is not theirs.')
    const inquiry = { ...dispute, isInquiry: true }
    expect(mailSubject(inquiry)).toMatch(/^Bank asks about €142\.98 from Acme Ltd/)
    expect(await text(inquiry)).toContain('No money has moved yet')
    expect(mailSubject({ ...dispute, answerBy: null })).toMatch(/INV-2026-0042$/)
  })

  it('tells what a payment left on its invoice, or that it is credit', async () => {
    expect(await text(aNotice())).toContain('Received: €142.98\nThe invoice is paid in full.')
    expect(await text(aNotice({ invoice: partlyPaid }))).toContain('Still due: €42.98, by 6 December 2026')
    expect(await text(aNotice({ invoice: null }))).toContain('No invoice needs it: it is the client’s credit.')
    expect(await text(aNotice({ excess: 1000 }))).toContain('€10.00 more than was due: the client’s credit.')
  })

  it('ends no sentence in two full stops, whatever the client is called', async () => {
    const notice = aNotice({ about: 'dispute-lost', clientName: 'Torres & Hijos S.L.', ...spanish })
    expect(await text(notice)).toContain('a favor de Torres & Hijos S.L.\n')
  })
})

describe('What strangers wrote', () => {
  const hostile = '<img src=x onerror="alert(1)">\r\nBcc: everyone@evil.test\u202e'
  const facts = { ...payment, methodDetail: hostile }
  const invoice = { ...openInvoice, number: hostile }
  const mails: MailContent[] = [
    aReceipt({ payment: facts, invoice, recipientName: hostile }),
    aFailedPayment({ payment: facts, invoice, reason: hostile }),
    aRefund({ payment: facts, invoice, creditNote: hostile }),
    ...about.map((each) =>
      aNotice({ about: each, payment: facts, invoice, clientName: hostile, reason: hostile, note: hostile }),
    ),
  ]

  it('is text in HTML and one line in subjects, wherever it stands in a payment’s mail', async () => {
    for (const mail of mails) {
      const { html, subject } = await renderMail(mail)
      expect(html).not.toContain('<img')
      expect(subject).not.toMatch(/[\p{Cc}\u202e]/u)
    }
  })

  it('makes no subject endless', () => {
    const endless = 'x'.repeat(5000)
    const long = { ...openInvoice, number: endless }
    for (const mail of [
      aReceipt({ invoice: long, brand: { ...brand, name: endless } }),
      aFailedPayment({ invoice: long, brand: { ...brand, name: endless } }),
      aRefund({ invoice: long, brand: { ...brand, name: endless } }),
      ...about.map((each) => aNotice({ about: each, invoice: long, clientName: endless })),
    ]) {
      expect(mailSubject(mail).length).toBeLessThan(250)
    }
  })
})

describe('A document’s number in a sentence', () => {
  it('stays on one line where it fits one', async () => {
    const { html } = await renderMail(aReceipt())
    expect(html).toContain('<span style="white-space:nowrap">INV-2026-0042</span> has arrived.')
    const long = { ...paidInvoice, number: `INV-${'0'.repeat(40)}` }
    expect((await renderMail(aReceipt({ invoice: long }))).html).not.toContain('white-space:nowrap">INV')
  })
})
