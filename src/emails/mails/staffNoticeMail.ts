import { formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import type { MailTexts } from '../../translations/en/mail.ts'
import { cleanLine, cleanLines } from '../cleanText.ts'
import type { StaffNoticeMail } from '../mailContent.ts'
import { mailFrame } from '../mailFrame.ts'
import type { MailFigure, MailView } from '../mailView.ts'
import { fact, methodOf, numberOf, reasonOf, stillDue } from './paymentParts.ts'

type Tone = MailFigure['tone']

const tones: Readonly<Record<StaffNoticeMail['about'], Tone>> = {
  'payment-received': 'good',
  'payment-failed': 'late',
  'dispute-opened': 'late',
  'dispute-won': 'good',
  'dispute-lost': 'late',
  excess: 'due',
  'stripe-mismatch': 'late',
  'refund-failed': 'late',
  'quote-accepted': 'good',
  'quote-declined': 'quiet',
}

/** What is to know at a glance: the last day for an answer, what the invoice still lacks, or what no invoice needs. */
const standing = (mail: StaffNoticeMail, texts: MailTexts): { note: string; detail?: string } => {
  const { about, invoice, payment, excess, currency, locale, today } = mail
  const say = texts.staffNotice
  const left = stillDue(invoice, { currency, locale, today }, texts)
  const credit = excess > 0 ? say.excess(formatMoney(excess, currency, locale)) : null
  if (about === 'payment-received') {
    if (left) return { note: left }
    return invoice ? { note: say.settled, detail: credit ?? undefined } : { note: say.noInvoice }
  }
  if (about === 'excess') {
    return { note: payment ? say.outOf(formatMoney(payment.amount, payment.currency, locale)) : say.noInvoice }
  }
  if (about === 'dispute-opened') {
    return { note: mail.answerBy ? say.answerBy(formatDay(mail.answerBy, locale)) : say.answerSoon }
  }
  return { note: say.notes[about], detail: left ?? undefined }
}

/** Tells the business's own people what happened to its money, with one button into the admin. */
export const staffNoticeMail = (mail: StaffNoticeMail, texts: MailTexts): MailView => {
  const { about, payment, locale } = mail
  const say = texts.staffNotice
  const shown = about === 'excess' && mail.excess > 0 ? mail.excess : mail.amount
  const amount = formatMoney(shown, mail.currency, locale)
  const client = cleanLine(mail.clientName ?? '', 60) || null
  const number = numberOf(mail.invoice) ?? (cleanLine(mail.quote ?? '', 60) || null)
  const isInquiry = about === 'dispute-opened' && mail.isInquiry
  const words = isInquiry ? say.inquiry : say.about[about]
  // A name may end in a full stop of its own: 'Torres S.L.'
  const lead = words.lead(client, number).replace(/\.\.(?=\s|$)/g, '.')
  const reason = reasonOf(mail.reason, texts)
  const note = cleanLines(mail.note ?? '', 2000)
  const answerBy = mail.answerBy ? formatDay(mail.answerBy, locale, 'long', mail.today) : null
  const subject = words.subject(amount, client, number)
  return {
    ...mailFrame(mail, texts),
    subject: about === 'dispute-opened' && answerBy ? say.untilDay(subject, answerBy) : subject,
    preheader: lead,
    lead: [lead],
    figure: { label: words.label, amount, ...standing(mail, texts), tone: tones[about] },
    facts: [
      ...fact(say.client, client),
      ...fact(mail.quote ? texts.facts.quote : texts.facts.invoice, number),
      ...fact(texts.payment.paidWith, payment && methodOf(payment, texts)),
      ...fact(
        about === 'payment-failed' ? texts.payment.begun : texts.payment.paidOn,
        payment && formatDay(payment.day, locale),
      ),
      ...fact(texts.facts.reason, reason.sentence ?? reason.words),
    ],
    message: note ? { title: say.note, text: note } : undefined,
    button: { label: say.open[mail.opens], url: mail.linkUrl },
    linkNote: say.linkNote,
    questions: say.why,
  }
}
