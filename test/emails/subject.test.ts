import { describe, expect, it } from 'vitest'

import { mailSubject } from '../../src/emails/renderMail.ts'
import type { DocumentsMail } from '../../src/emails/mailContent.ts'
import type { Locale } from '../../src/records.ts'
import { aDownload, anInvoice, brand, everyMail, snapshot } from './mails.ts'

const spanish = { locale: 'es' } as const

describe('The subject of an invoice', () => {
  it('says number, business, amount and due day', () => {
    expect(mailSubject(anInvoice())).toBe('Invoice INV-2026-0042 from Estudio Lumen: €142.98, due 6 December')
    expect(mailSubject(anInvoice(spanish))).toBe(
      'Factura INV-2026-0042 de Estudio Lumen: 142,98 €, vence el 6 de diciembre',
    )
  })

  it('names the year where it is another one', () => {
    const mail = { snapshot: { ...snapshot, dueDate: '2027-01-05' } }
    expect(mailSubject(anInvoice(mail))).toMatch(/€142\.98, due 5 January 2027$/)
    expect(mailSubject(anInvoice({ ...mail, ...spanish }))).toMatch(/142,98 €, vence el 5 de enero de 2027$/)
  })

  it('asks only for what is left', () => {
    expect(mailSubject(anInvoice({ amountDue: 4298 }))).toContain(': €42.98, due 6 December')
  })

  it('says when it was due', () => {
    const mail = anInvoice({ today: '2026-12-09', overdueDays: 3 })
    expect(mailSubject(mail)).toContain('€142.98, was due 6 December')
    expect(mailSubject({ ...mail, ...spanish })).toContain('142,98 €, venció el 6 de diciembre')
  })

  it('says paid where nothing is left, and that there is nothing to pay where the total is zero', () => {
    expect(mailSubject(anInvoice({ amountDue: 0 }))).toMatch(/: €142\.98, paid$/)
    expect(mailSubject(anInvoice({ amountDue: 0, ...spanish }))).toMatch(/: 142,98 €, pagada$/)
    const free = anInvoice({ amountDue: 0, snapshot: { ...snapshot, totals: { ...snapshot.totals, total: 0 } } })
    expect(mailSubject(free)).toMatch(/: nothing to pay$/)
    expect(mailSubject({ ...free, ...spanish })).toMatch(/: nada que pagar$/)
  })

  it('leaves the day out where there is none', () => {
    expect(mailSubject(anInvoice({ snapshot: { ...snapshot, dueDate: null } }))).toMatch(/: €142\.98$/)
  })

  it('tells a copy and a test apart', () => {
    expect(mailSubject(anInvoice({ copy: true }))).toMatch(/^Copy of invoice INV-2026-0042 from/)
    expect(mailSubject(anInvoice({ copy: true, ...spanish }))).toMatch(/^Copia de la factura INV-2026-0042 de/)
    expect(mailSubject(everyMail.test)).toMatch(/^Test: Invoice INV-2026-0042/)
  })

  it('keeps to the decimals of its currency', () => {
    const inCurrency = (currency: string) => mailSubject(anInvoice({ snapshot: { ...snapshot, currency } }))
    expect(inCurrency('JPY')).toContain('14,298')
    expect(inCurrency('KWD')).toContain('14.298')
  })
})

describe('The other subjects', () => {
  it('speak both languages', () => {
    const subjects = (locale: 'en' | 'es') =>
      (['credit-note', 'sign-in', 'new-link', 'new-browser'] as const).map((kind) =>
        mailSubject({ ...everyMail[kind], locale }),
      )
    expect(subjects('en')).toEqual([
      'Credit note CN-2026-0003 from Estudio Lumen: €142.98 off invoice INV-2026-0042',
      'Your sign-in link for Estudio Lumen',
      'Your new link from Estudio Lumen: Invoice INV-2026-0042',
      'New sign-in to your documents at Estudio Lumen',
    ])
    expect(subjects('es')).toEqual([
      'Factura rectificativa CN-2026-0003 de Estudio Lumen: 142,98 € menos en la factura INV-2026-0042',
      'Su enlace para entrar en Estudio Lumen',
      'Su enlace nuevo de Estudio Lumen: Invoice INV-2026-0042',
      'Nuevo acceso a sus documentos de Estudio Lumen',
    ])
  })

  it('say which documents a link downloads', () => {
    const subject = (period: Partial<DocumentsMail['period']>, locale: Locale = 'en') =>
      mailSubject(aDownload({ locale, period: { year: null, quarter: null, from: null, to: null, ...period } }))
    expect(subject({})).toBe('All your documents from Estudio Lumen')
    expect(subject({ year: 2025 })).toBe('All your documents of 2025 from Estudio Lumen')
    expect(subject({ year: 2025, quarter: 2 })).toBe('All your documents of the 2nd quarter of 2025 from Estudio Lumen')
    expect(subject({ from: '2025-02-01', to: '2025-03-31' })).toBe(
      'All your documents between 1 February 2025 and 31 March 2025 from Estudio Lumen',
    )
    expect(subject({ year: 2025, to: '2025-03-31' })).toBe(
      'All your documents between 1 January 2025 and 31 March 2025 from Estudio Lumen',
    )
    expect(subject({ from: '2025-02-01' })).toBe('All your documents since 1 February 2025 from Estudio Lumen')
    expect(subject({ to: '2025-02-01' })).toBe('All your documents up to 1 February 2025 from Estudio Lumen')
    expect((['es', 'fr', 'de', 'it', 'pt'] as const).map((locale) => subject({ year: 2025 }, locale))).toEqual([
      'Todos sus documentos de 2025, de Estudio Lumen',
      'Tous vos documents de 2025 chez Estudio Lumen',
      'Alle Ihre Dokumente aus dem Jahr 2025 von Estudio Lumen',
      'Tutti i suoi documenti del 2025, da Estudio Lumen',
      'Todos os seus documentos de 2025, de Estudio Lumen',
    ])
  })

  it('say tú where the business does', () => {
    expect(mailSubject({ ...everyMail['sign-in'], locale: 'es', formality: 'familiar' })).toBe(
      'Tu enlace para entrar en Estudio Lumen',
    )
  })
})

describe('A subject is one line, whatever the names hold', () => {
  it.each([
    ['a header injection', 'Lumen\r\nBcc: everyone@evil.test', 'Lumen Bcc: everyone@evil.test'],
    ['a control character', 'Lu\u0000m\u0007en\u001b', 'Lumen'],
    ['a bidirectional override', 'Lu\u202emen\u2066', 'Lumen'],
    ['a line separator', 'Estudio\u2028Lumen\u0085', 'Estudio Lumen'],
  ])('takes %s out', (_, name, clean) => {
    for (const mail of Object.values(everyMail)) {
      // Staff knows whose mail it is: their subjects name the client instead. A thread's subject is its own.
      const isForStaff = mail.kind === 'staff-notice' || mail.kind === 'ticket-notice'
      const named = isForStaff
        ? { ...mail, clientName: name }
        : mail.kind === 'ticket'
          ? { ...mail, subject: name }
          : mail
      const subject = mailSubject({ ...named, brand: { ...brand, name } })
      expect(subject).toContain(clean)
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
    }
  })

  it('cuts a name that would never end', () => {
    expect(mailSubject(anInvoice({ brand: { ...brand, name: 'x'.repeat(5000) } })).length).toBeLessThan(200)
  })
})
