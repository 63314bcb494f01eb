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

const folder = path.join(import.meta.dirname, '../../src/translations')

const textsOf = (locale: (typeof locales)[number]) => ({
  account: accountTexts(locale),
  admin: adminTexts(locale),
  document: documentTexts(locale),
  download: downloadTexts(locale),
  mail: mailTexts(locale, 'formal'),
  pay: payTexts(locale, 'formal'),
  portal: portalTexts(locale, 'formal'),
})

/** Every text by its path; what takes values is given some, a number where it wants one. */
const flat = (value: unknown, at: string, out = new Map<string, string>()): Map<string, string> => {
  if (typeof value === 'string') out.set(at, value)
  else if (typeof value === 'function') {
    for (const sample of ['7', 7] as const) {
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
