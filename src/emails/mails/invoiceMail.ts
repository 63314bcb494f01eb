import { formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import type { MailTexts } from '../../translations/en/mail.ts'
import { cleanLine } from '../cleanText.ts'
import { brandName, mailFrame } from '../mailFrame.ts'
import type { InvoiceMail, TestMail } from '../mailContent.ts'
import type { MailFigure, MailView } from '../mailView.ts'
import { documentFacts, documentMessage } from './documentParts.ts'

const isOverdue = (mail: InvoiceMail | TestMail): boolean => (mail.overdueDays ?? 0) > 0

/** `Invoice INV-2026-0042 from Estudio Lumen: €142.98, due 6 December`. */
export const invoiceSubject = (mail: InvoiceMail | TestMail, texts: MailTexts): string => {
  const { snapshot, amountDue, today, locale } = mail
  const title = (mail.copy ? texts.invoice.copyTitle : texts.invoice.title)(cleanLine(snapshot.number), brandName(mail))
  const amount = (minor: number) => formatMoney(minor, snapshot.currency, locale)
  const say = texts.invoice.subject
  if (snapshot.totals.total <= 0) return say.nothing(title)
  if (amountDue <= 0) return say.paid(title, amount(snapshot.totals.total))
  if (!snapshot.dueDate) return say.undated(title, amount(amountDue))
  const wording = isOverdue(mail) ? say.overdue : say.due
  return wording(title, amount(amountDue), formatDay(snapshot.dueDate, locale, 'long', today))
}

const invoiceFigure = (mail: InvoiceMail | TestMail, texts: MailTexts): MailFigure => {
  const { snapshot, amountDue, locale } = mail
  const { total } = snapshot.totals
  const amount = (minor: number) => formatMoney(minor, snapshot.currency, locale)
  const say = texts.invoice
  if (total <= 0) return { label: say.amountDue, amount: amount(0), note: say.nothing, tone: 'good' }
  if (amountDue <= 0) return { label: say.paid, amount: amount(total), note: say.settled, tone: 'good' }
  const day = snapshot.dueDate ? formatDay(snapshot.dueDate, locale) : null
  return {
    label: say.amountDue,
    amount: amount(amountDue),
    note: !day ? say.undated : isOverdue(mail) ? say.overdue(day, mail.overdueDays ?? 0) : say.due(day),
    detail: amountDue < total ? say.partly(amount(total)) : undefined,
    tone: isOverdue(mail) ? 'late' : 'due',
  }
}

/** An invoice on its way to the client, or (kind `test`) to staff who want to see what clients get. */
export const invoiceMail = (mail: InvoiceMail | TestMail, texts: MailTexts): MailView => {
  const lead = mail.copy ? texts.invoice.copyLead : texts.invoice.lead
  const isTest = mail.kind === 'test'
  const subject = invoiceSubject(mail, texts)
  return {
    ...mailFrame(mail, texts),
    subject: isTest ? texts.test.subject(subject) : subject,
    preheader: texts.invoice.preheader,
    notice: isTest ? texts.test.notice : undefined,
    lead: [lead(cleanLine(mail.snapshot.number), brandName(mail))],
    figure: invoiceFigure(mail, texts),
    facts: documentFacts(mail, texts, texts.facts.invoice),
    message: documentMessage(mail, texts),
    button: { label: texts.invoice.button, url: mail.linkUrl },
    linkNote: texts.linkSignsIn,
  }
}
