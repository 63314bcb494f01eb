import { readdirSync } from 'node:fs'
import path from 'node:path'

import { describe, expect, it } from 'vitest'

import { locales, localeIn, localeNames } from '../../src/locales.ts'
import { mailTexts } from '../../src/emails/mailTexts.ts'
import { payTexts } from '../../src/portal/pay/payTexts.ts'
import { portalTexts } from '../../src/portal/frame.ts'
import { accountTexts } from '../../src/translations/accountTexts.ts'
import { adminTexts } from '../../src/translations/adminTexts.ts'
import { documentTexts } from '../../src/translations/documentTexts.ts'
import { downloadTexts } from '../../src/translations/downloadTexts.ts'
import { supportTexts } from '../../src/translations/supportTexts.ts'

const folder = path.join(import.meta.dirname, '../../src/translations')

type Locale = (typeof locales)[number]

/** Those that are only ever looked up by a code. */
const coded = Object.fromEntries(
  await Promise.all(
    locales.map(async (locale) => {
      const { errors } = (await import(`../../src/translations/${locale}/errors.ts`)) as { errors: object }
      const { stripe } = (await import(`../../src/translations/${locale}/stripe.ts`)) as { stripe: object }
      return [locale, { errors, stripe }] as const
    }),
  ),
) as Record<Locale, { errors: object; stripe: object }>

const textsOf = (locale: Locale, formality: 'formal' | 'familiar' = 'formal') => ({
  ...coded[locale],
  account: accountTexts(locale),
  admin: adminTexts(locale),
  document: documentTexts(locale),
  download: downloadTexts(locale),
  mail: mailTexts(locale, formality),
  pay: payTexts(locale, formality),
  portal: portalTexts(locale, formality),
  support: supportTexts(locale),
})

/** Every text by its path; what takes values is given some, a number where it wants one. */
const flat = (value: unknown, at: string, out = new Map<string, string>()): Map<string, string> => {
  if (typeof value === 'string') out.set(at, value)
  else if (typeof value === 'function') {
    for (const sample of ['3', 3] as const) {
      const given = Array.from({ length: value.length }, () => sample)
      let said: unknown
      try {
        said = (value as (...args: unknown[]) => unknown)(...given)
      } catch {
        // It wants the other kind of value, or a record of facts: those are called by their own tests.
        continue
      }
      if (typeof said === 'string') out.set(`${at}(${typeof sample})`, said)
    }
  } else if (value !== null && typeof value === 'object') {
    for (const [key, each] of Object.entries(value)) flat(each, `${at}.${key}`, out)
  }
  return out
}

/** What is broken by a rule, with where it stands. */
const breaking = (texts: ReadonlyMap<string, string>, rule: (text: string, at: string) => boolean) =>
  [...texts].filter(([at, text]) => rule(text, at)).map(([at, text]) => `${at}: ${text}`)

/** Without places for values, addresses, commands and the words of somebody else's screen, which are quoted as they are. */
const ownWords = (text: string) =>
  text.replace(/\{\w+\}/g, '3').replace(/\b(?:https?|arn):\S*|^Re:|\?key=|stripe listen.*$|«[^»]*»|„[^“]*“/g, '')

interface Marks {
  foreignQuotes: RegExp
  openEnd: RegExp
  familiar: RegExp | null
  /** What is called by another word everywhere else. */
  strays: RegExp | null
}

const marks: Record<Locale, Marks> = {
  en: { foreignQuotes: /[«»„]/, openEnd: / …$/, familiar: null, strays: null },
  es: {
    foreignQuotes: /[“”„]/,
    openEnd: /\p{L}…$/u,
    familiar: /(?<!\p{L})(?:tú|tus?|te|ti)(?!\p{L})/iu,
    strays: /reembols|cotización|nota de crédito|ajustes del negocio|e-?mail(?! Routing|\.received)/i,
  },
  fr: {
    foreignQuotes: /[“”„]/,
    openEnd: /\p{L}…$/u,
    familiar: /(?<!\p{L})(?:tu|ton|tes|toi)(?!\p{L})/iu,
    strays: /portail|courriel|note de crédit|email(?! Routing|\.received)/i,
  },
  de: {
    foreignQuotes: /[«»”]/,
    openEnd: / …$/,
    familiar: /(?<!\p{L})(?:du|dich|dir|dein\p{L}*)(?!\p{L})/iu,
    // A «Gutschrift» is something else in the law on VAT: an invoice that the customer writes.
    strays: /Gutschrift|MwSt|Kostenvoranschlag|email(?!-Routing| Routing|\.received)/i,
  },
  it: {
    foreignQuotes: /[“”„]/,
    openEnd: /\p{L}…$/u,
    familiar: /(?<!\p{L})(?:tu|tuo|tua|tuoi|tue|ti)(?!\p{L})/iu,
    strays: /e-mail|nota di accredito|offerta/i,
  },
  pt: {
    foreignQuotes: /[“”„]/,
    openEnd: /\p{L}…$/u,
    familiar: /(?<!\p{L})(?:você|teus?|tuas?)(?!\p{L})/iu,
    strays: /cotação|senha|arquivo|email(?! Routing|\.received)/i,
  },
}

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe.each(locales)('the texts in %s', (locale) => {
  const english = flat(textsOf('en'), '')
  const texts = flat(textsOf(locale), '')

  it('say something at every place, and name the same values as the English ones', () => {
    const said = new Map([...texts].map(([at, text]) => [at.replace(/\(\w+\)$/, '()'), text.trim()]))
    const empty = [...english]
      .filter(([at, text]) => text !== '' && !said.get(at.replace(/\(\w+\)$/, '()')))
      .map(([at]) => at)
    expect(empty).toEqual([])
    const differing = [...english].filter(([at, text]) => {
      const own = texts.get(at)
      return own !== undefined && !at.includes('(') && placeholders(own).join() !== placeholders(text).join()
    })
    expect(differing.map(([at]) => at)).toEqual([])
  })

  it('hold nothing that a program forgot to fill in', () => {
    const broken = [...texts].filter(([, text]) => /undefined|\[object|NaN|TODO|\$\{/.test(text)).map(([at]) => at)
    expect(broken).toEqual([])
  })

  it('are calm: no exclamation mark but the Spanish pair', () => {
    const loud = [...texts].filter(([, text]) => text.includes('!')).map(([at]) => at)
    expect(loud).toEqual([])
  })

  it('are set as print would be: curled quotes of the language, one sign for three dots, no space too many', () => {
    const { foreignQuotes, openEnd } = marks[locale]
    expect(breaking(texts, (text) => /"|\p{L}'\p{L}|\.\.\.| {2}|^ | $/u.test(text))).toEqual([])
    expect(breaking(texts, (text) => foreignQuotes.test(text))).toEqual([])
    expect(breaking(texts, (text) => ownWords(text).endsWith('…') && !openEnd.test(text))).toEqual([])
  })

  it('never part a number from its unit at the end of a line', () => {
    expect(breaking(texts, (text) => /\d (?:%|MB|Mo)/.test(text))).toEqual([])
  })

  it('hold no words of another language', () => {
    const english = /(?<![\p{L}-])(?:the|and|your|with|this|that|from|which|there)(?![\p{L}-])/iu
    expect(locale === 'en' ? [] : breaking(texts, (text) => english.test(ownWords(text)))).toEqual([])
  })

  it('call one thing by one word', () => {
    const { strays } = marks[locale]
    expect(breaking(texts, (text) => strays?.test(ownWords(text)) === true)).toEqual([])
  })

  it('keep their distance: nobody is addressed as a friend unless the business chose so', () => {
    const { familiar } = marks[locale]
    const isChoice = (at: string) => at.startsWith('.admin.options.formality')
    expect(breaking(texts, (text, at) => familiar !== null && familiar.test(text) && !isChoice(at))).toEqual([])
  })
})

describe('the French texts', () => {
  const texts = flat(textsOf('fr'), '')

  it('put a narrow space that does not break before : ; ? and inside « »', () => {
    const bare = /(?<!\u202f)[;?»%]|(?<!\u202f):(?=\s|$)|«(?!\u202f)/
    const label = / %$/
    expect(breaking(texts, (text) => bare.test(ownWords(text).replace(label, '')))).toEqual([])
  })
})

describe('the Spanish texts', () => {
  it('ask and exclaim with both of their marks', () => {
    for (const formality of ['formal', 'familiar'] as const) {
      const texts = flat(textsOf('es', formality), '')
      expect(breaking(texts, (text) => ownWords(text).split('?').length !== text.split('¿').length)).toEqual([])
    }
  })

  it('say tú throughout where the business is on first-name terms', () => {
    const { mail, pay, portal } = textsOf('es', 'familiar')
    const formal = /(?<!\p{L})(?:usted|pulse|escriba|elija|espere|vuelva|revise|responda)(?!\p{L})/iu
    expect(breaking(flat({ mail, pay, portal }, ''), (text) => formal.test(text))).toEqual([])
  })
})

describe('the languages', () => {
  it('are the folders of texts, each with the same files', () => {
    const files = (locale: string) =>
      readdirSync(path.join(folder, locale)).filter((name) => readdirSync(path.join(folder, 'en')).includes(name))
    for (const locale of locales) expect(files(locale)).toEqual(files('en'))
    expect(
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...locales].sort())
  })

  it('are found by a browser’s tag, whatever the region; English stands in for the others', () => {
    expect(['de-AT', 'fr', 'IT-it', 'es-419', 'ja', ''].map(localeIn)).toEqual(['de', 'fr', 'it', 'es', 'en', 'en'])
    expect(Object.values(localeNames)).toContain('Français')
  })
})
