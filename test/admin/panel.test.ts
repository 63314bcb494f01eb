import { describe, expect, it } from 'vitest'

import { adminUrls } from '../../src/admin/adminUrls.ts'
import { addressesIn, firstChoice, listed } from '../../src/admin/documentPanel/addresses.ts'
import { problemText } from '../../src/admin/postTo.ts'
import { invoiceStatusText } from '../../src/admin/status/statusTone.ts'
import { filled, wordsOf } from '../../src/admin/words.ts'
import { defaultSlugs } from '../../src/slugs.ts'
import { admin as en } from '../../src/translations/en/admin.ts'

const ana = {
  name: 'Ana García',
  email: 'ana@cliente.test',
  contacts: [
    { name: 'Pedro', email: 'pedro@gestoria.test', role: 'Gestoría' },
    { name: 'Ana again', email: 'ana@cliente.test' },
  ],
}

describe('whom a document can be sent to', () => {
  it('is the client and the contacts, each address once', () => {
    expect(addressesIn(ana).map(({ email, isOwn }) => [email, isOwn])).toEqual([
      ['ana@cliente.test', true],
      ['pedro@gestoria.test', false],
    ])
  })

  it('starts with the recipients the document names, where they are still on file, else the client', () => {
    const addresses = addressesIn(ana)
    expect(firstChoice(addresses, ['Pedro@gestoria.test', 'gone@old.test'])).toEqual(['pedro@gestoria.test'])
    expect(firstChoice(addresses, ['gone@old.test'])).toEqual(['ana@cliente.test'])
    expect(firstChoice(addresses, null)).toEqual(['ana@cliente.test'])
  })

  it('is listed as people say it', () => {
    expect(listed(['a', 'b', 'c'], 'es')).toBe('a, b y c')
    expect(listed(['a', 'b'], 'en')).toBe('a and b')
  })
})

describe('words', () => {
  it('calls an issued credit note issued: nobody waits for it to be paid', () => {
    expect(invoiceStatusText({ kind: 'credit-note', status: 'sent' }, en)).toEqual({ tone: 'quiet', label: 'Issued' })
    expect(invoiceStatusText({ kind: 'invoice', status: 'overdue' }, en)).toEqual({ tone: 'late', label: 'Overdue' })
  })

  it('says what is wrong with single fields rather than that something is', () => {
    const answer = {
      errors: [
        { message: 'The following field is invalid: Amount', data: { errors: [{ message: 'Enter an amount.' }] } },
      ],
    }
    expect(problemText(answer)).toBe('Enter an amount.')
    expect(problemText({ errors: [{ message: 'Busy.' }, { message: 'Wait.' }] })).toBe('Busy. Wait.')
    expect(problemText('<html>')).toBeNull()
    expect(problemText(null)).toBeNull()
  })

  it('are the host’s where it has its own, and English where a language is unknown', () => {
    const own = { ...en, words: { ...en.words, invoices: 'bills' } }
    expect(wordsOf({ translations: { clientPortal: own } }).words.invoices).toBe('bills')
    expect(wordsOf({ translations: {} })).toBe(en)
  })

  it('leave a place open that nothing fills', () => {
    expect(filled('{a} and {b}', { a: 1 })).toBe('1 and {b}')
  })
})

describe('addresses in the admin', () => {
  it('follow the host’s routes and slugs', () => {
    const urls = adminUrls({ adminRoute: '/', apiRoute: '/rest', slugs: { ...defaultSlugs, invoices: 'bills' } })
    expect(urls.document('invoices', 4)).toBe('/collections/bills/4')
    expect(urls.api('invoices', 4)).toBe('/rest/bills/4')
    expect(decodeURIComponent(urls.list('invoices', { client: 9 }))).toBe(
      '/collections/bills?where[or][0][and][0][client][equals]=9',
    )
    expect(decodeURIComponent(urls.heap('emails', { placement: 'unassigned' }))).toBe(
      '/collections/emails?where[and][0][placement][equals]=unassigned',
    )
  })
})
