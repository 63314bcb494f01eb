import { describe, expect, it } from 'vitest'

import { fillCannedAnswer, firstName, PLACEHOLDERS } from '../../src/domain/cannedAnswer.ts'

const all = {
  client: 'Ana',
  company: 'Torres & Hijos',
  invoice: 'INV-2026-0007',
  due: '142,97 €',
  me: 'Marta Ruiz',
  business: 'Estudio Lumen',
  reference: 'T-7K3M9P',
}

describe('a canned answer', () => {
  it('fills every placeholder, as often as it stands there', () => {
    for (const name of PLACEHOLDERS) {
      expect(fillCannedAnswer(`<{${name}} {${name}}>`, all)).toEqual({
        text: `<${all[name]} ${all[name]}>`,
        missing: [],
      })
    }
  })

  it('leaves a name it does not know as it was written, and other braces', () => {
    const body = 'Dear {cleint}, {}, {a b}, {Client}, {constructor}'
    expect(fillCannedAnswer(body, all)).toEqual({ text: body, missing: [] })
  })

  it('takes a value for what it is, whatever it looks like', () => {
    const values = { client: '{me} $& $1', me: '{client}' }
    expect(fillCannedAnswer('{client} {me}', values).text).toBe('{me} $& $1 {client}')
  })

  it.each([
    ['Hello {client},', 'Hello,'],
    ['{client}, thank you for writing.', 'Thank you for writing.'],
    ['  {client} {company}: a word.', 'A word.'],
    ['Your invoice ({invoice}) is here.', 'Your invoice is here.'],
    ['It is “{invoice}”.', 'It is.'],
    ['Thank you.\n{company}\nMarta', 'Thank you.\nMarta'],
    ['Thank you.\n\n{client} ({company})\n\nMarta', 'Thank you.\n\nMarta'],
    ['{client}', ''],
    ['Tell me, {client}.', 'Tell me.'],
  ])('leaves no hole in %j where nothing is known', (body, text) => {
    expect(fillCannedAnswer(body, { client: '', company: null, invoice: '  ' }).text).toBe(text)
  })

  it('says what it has no value for', () => {
    const { missing } = fillCannedAnswer('{due} of {invoice}, {due}, {me}', { me: 'Marta' })
    expect(missing).toEqual(['due', 'invoice'])
  })
})

it.each([
  ['Ana Torres', 'Ana'],
  ['  María  José Pérez ', 'María'],
  ['Dr. Grace Hopper', 'Grace'],
  ['D.ª Ana', 'Ana'],
  ['Sra. Torres', 'Torres'],
  ['', null],
  [null, null],
])('%j is addressed as %j', (name, first) => {
  expect(firstName(name)).toBe(first)
})
