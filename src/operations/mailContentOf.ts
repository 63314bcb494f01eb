import type { PayloadRequest } from 'payload'

import { personAt } from '../access/clientAddresses.ts'
import { getPortalOptions } from '../context.ts'
import { dayOf, daysBetween } from '../domain/days.ts'
import type {
  DocumentsFacts,
  MailBrand,
  MailContent,
  MailFile,
  PaymentFailedFacts,
  QuoteAcceptedFacts,
  ReceiptFacts,
  RefundFacts,
  StaffNoticeFacts,
  StaffNoticeMail,
  TicketFacts,
  TicketNoticeFacts,
} from '../emails/mailContent.ts'
import type { BusinessSettings, Client, DocumentSnapshot, Email, ID, Invoice } from '../records.ts'
import { supportHoursText } from '../translations/supportTexts.ts'
import { absoluteUrl } from './absoluteUrl.ts'
import { adminUrl } from './adminUrl.ts'
import { businessDay } from './businessDay.ts'

const brandOf = (req: PayloadRequest, settings: BusinessSettings): MailBrand => {
  const { api } = getPortalOptions(req.payload)
  return {
    name: settings.name,
    accentColor: settings.accentColor,
    logoUrl: settings.logo ? absoluteUrl(req, api.logo(settings.logo)) : null,
    legalName: settings.legalName,
    taxId: settings.taxId,
    address: settings.address,
    email: settings.email,
    phone: settings.phone,
    website: settings.website,
    footer: settings.footer,
  }
}

export interface MailFacts {
  mail: Pick<Email, 'kind' | 'to' | 'locale' | 'data'>
  settings: BusinessSettings
  client: Client | null
  invoice: Invoice | null
  /** The document as issued; a test mail brings the draft's. */
  snapshot: DocumentSnapshot | null
  linkUrl: string
  /** What an answer's mail takes along, once it is handed over. */
  files?: MailFile[]
  now: Date
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)

interface QueuedFacts {
  documents: DocumentsFacts
  receipt: ReceiptFacts
  'quote-accepted': QuoteAcceptedFacts
  'payment-failed': PaymentFailedFacts
  refund: RefundFacts
  'staff-notice': StaffNoticeFacts
  ticket: TicketFacts
  'ticket-notice': TicketNoticeFacts
}

/** What a mail was queued with: `mailPayment.ts`, `mailTicket.ts`, `acceptQuote.ts` and `sendDocuments.ts` alone write it, as these types. */
const factsOf = <K extends keyof QueuedFacts>(kind: K, data: Record<string, unknown>): QueuedFacts[K] => {
  if (!data.facts) throw new Error(`The facts of this ${kind} mail are gone.`)
  return data.facts as QueuedFacts[K]
}

/** The page of the admin that a notice to staff opens. */
export interface NoticePage {
  kind: Exclude<StaffNoticeMail['opens'], 'dashboard'>
  id: ID
}

/** What the template of a mail needs, from the row in the outbox and the documents it is about. */
export const mailContentOf = (req: PayloadRequest, facts: MailFacts): MailContent => {
  const { mail, settings, client, invoice, snapshot, linkUrl, now } = facts
  const data = mail.data ?? {}
  const base = {
    brand: brandOf(req, settings),
    locale: mail.locale,
    formality: settings.formality,
    linkUrl,
    recipientName: client ? personAt(client, mail.to) : undefined,
  }
  const document = () => {
    if (!snapshot) throw new Error(`The document of this ${mail.kind} mail is gone.`)
    return {
      snapshot,
      today: businessDay(settings, now),
      copy: data.copy === true,
      message: text(data.message),
    }
  }
  switch (mail.kind) {
    case 'invoice':
    case 'test': {
      const due = invoice?.dueDate ? dayOf(invoice.dueDate) : null
      const late = due ? daysBetween(due, businessDay(settings, now)) : 0
      return {
        ...base,
        ...document(),
        kind: mail.kind,
        amountDue: mail.kind === 'test' || !invoice?.sentAt ? (snapshot?.totals.total ?? 0) : invoice.amountDue,
        overdueDays: late > 0 && invoice?.status === 'overdue' ? late : undefined,
      }
    }
    case 'quote':
      return { ...base, ...document(), kind: 'quote' }
    case 'quote-accepted':
      return { ...base, ...factsOf('quote-accepted', data), kind: 'quote-accepted', timeZone: settings.timeZone }
    case 'documents':
      return { ...base, ...factsOf('documents', data), kind: 'documents' }
    case 'credit-note':
      return { ...base, ...document(), kind: 'credit-note' }
    case 'sign-in':
      return { ...base, kind: 'sign-in', minutes: getPortalOptions(req.payload).links.signInMinutes }
    case 'new-link':
      return {
        ...base,
        kind: 'new-link',
        about: text(data.about),
        days: getPortalOptions(req.payload).links.documentDays,
      }
    case 'new-browser':
      return {
        ...base,
        kind: 'new-browser',
        at: text(data.at) ?? now.toISOString(),
        timeZone: settings.timeZone,
        browser: text(data.browser),
      }
    case 'receipt':
      return { ...base, ...factsOf('receipt', data), kind: 'receipt', today: businessDay(settings, now) }
    case 'payment-failed':
      return {
        ...base,
        ...factsOf('payment-failed', data),
        kind: 'payment-failed',
        today: businessDay(settings, now),
      }
    case 'refund':
      return { ...base, ...factsOf('refund', data), kind: 'refund', today: businessDay(settings, now) }
    case 'staff-notice': {
      const page = (data.page ?? null) as NoticePage | null
      return {
        ...base,
        ...factsOf('staff-notice', data),
        kind: 'staff-notice',
        linkUrl: adminUrl(req, page),
        opens: page?.kind ?? 'dashboard',
        recipientName: undefined,
        today: businessDay(settings, now),
      }
    }
    case 'ticket': {
      // A mail is read at any time: it tells the hours, not whether somebody is there just now.
      const hours = [supportHoursText(settings, mail.locale), settings.supportNote]
      const support = hours.filter(Boolean).join('. ') || undefined
      return {
        ...base,
        ...factsOf('ticket', data),
        kind: 'ticket',
        timeZone: settings.timeZone,
        support,
        files: facts.files,
      }
    }
    case 'ticket-notice':
      return {
        ...base,
        ...factsOf('ticket-notice', data),
        kind: 'ticket-notice',
        linkUrl: adminUrl(req, { kind: 'tickets', id: data.ticket as ID }),
        recipientName: undefined,
      }
    case 'inbound':
      throw new Error('A mail that came in is never rendered.')
  }
}
