import { formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import type { Locale } from '../../records.ts'
import type { MailTexts } from '../../translations/en/mail.ts'
import { cleanLine } from '../cleanText.ts'
import type { InvoiceFacts, PaymentFacts } from '../mailContent.ts'

/** The invoice's number as it may stand in a sentence; null where there is none to name. */
export const numberOf = (invoice: InvoiceFacts | null): string | null =>
  (invoice?.number && cleanLine(invoice.number, 60)) || null

/** What it was paid with: `Visa •••• 4242`, else the method's name; null for methods that say nothing. */
export const methodOf = (payment: PaymentFacts, texts: MailTexts): string | null =>
  cleanLine(payment.methodDetail ?? '', 80) || texts.payment.methods[payment.method] || null

export const isLate = (invoice: InvoiceFacts, today: string): boolean =>
  invoice.amountDue > 0 && invoice.dueDate !== null && invoice.dueDate < today

/** What is left to pay on an invoice and by when, in a line; null where nothing is. */
export const stillDue = (
  invoice: InvoiceFacts | null,
  { currency, locale, today }: { currency: string; locale: Locale; today: string },
  texts: MailTexts,
): string | null => {
  if (!invoice || invoice.amountDue <= 0) return null
  const amount = formatMoney(invoice.amountDue, currency, locale)
  const say = texts.payment.stillDue
  if (!invoice.dueDate) return say.undated(amount)
  return (isLate(invoice, today) ? say.late : say.by)(amount, formatDay(invoice.dueDate, locale))
}

/**
 * Why something failed: a code of Stripe's becomes a sentence, or nothing where we know none for it; anybody's words
 * stay words, to be shown as theirs.
 */
export const reasonOf = (reason: string | null, texts: MailTexts): { sentence?: string; words?: string } => {
  const said = cleanLine(reason ?? '', 300)
  if (!said) return {}
  const sentences: Readonly<Record<string, string>> = texts.payment.reasons
  if (Object.hasOwn(sentences, said)) return { sentence: sentences[said] }
  return /^[a-z0-9]+(?:_[a-z0-9]+)*$/.test(said) ? {} : { words: said }
}

/** A row of label and value, or none. */
export const fact = (label: string, value: string | null | undefined): { label: string; value: string }[] =>
  value ? [{ label, value }] : []
