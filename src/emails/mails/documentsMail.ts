import { formatDay } from '../../domain/days.ts'
import { intlLocale } from '../../domain/intlLocale.ts'
import { formatMoney } from '../../domain/money.ts'
import { daysOf, type Period } from '../../domain/period.ts'
import type { Locale } from '../../records.ts'
import type { MailTexts } from '../../translations/en/mail.ts'
import type { DocumentsMail } from '../mailContent.ts'
import { brandName, mailFrame } from '../mailFrame.ts'
import type { MailView } from '../mailView.ts'

/** The time in words, as a part of a sentence; null for all of it. */
const periodInWords = (period: Period, locale: Locale, { of }: MailTexts['documents']): string | null => {
  const { year, quarter } = period
  if (year !== null && period.from === null && period.to === null)
    return quarter === null ? of.year(String(year)) : of.quarter(quarter, String(year))
  const { from, to } = daysOf(period)
  const day = (value: string) => formatDay(value, locale)
  if (from !== null) return to === null ? of.since(day(from)) : of.between(day(from), day(to))
  return to === null ? null : of.until(day(to))
}

/** All documents of a time behind one button, which starts their download. */
export const documentsMail = (mail: DocumentsMail, texts: MailTexts): MailView => {
  const { period, count, sums, locale } = mail
  const say = texts.documents
  const business = brandName(mail)
  const of = periodInWords(period, locale, say)
  const amounts = sums.map(({ currency, total }) => formatMoney(total, currency, locale)).join(' · ')
  return {
    ...mailFrame(mail, texts),
    subject: say.subject(business, of),
    preheader: say.preheader,
    lead: [say.lead(business, of)],
    figure: {
      label: say.label,
      amount: new Intl.NumberFormat(intlLocale(locale)).format(count),
      note: say.total(amounts),
      tone: 'quiet',
    },
    facts: [],
    button: { label: say.button, url: mail.linkUrl },
    linkNote: texts.linkSignsIn,
    hint: say.hint,
  }
}
