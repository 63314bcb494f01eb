import { queryText, type Query } from '../domain/query.ts'
import type { BrandIcon } from '../domain/brandIcon.ts'
import type { ApiPaths, PortalPaths } from '../paths.ts'
import type { UnreadTicket } from '../queries/ticketList.ts'
import type { BusinessSettings, Client, FormDraft, ID, Locale } from '../records.ts'
import type { SupportWords } from '../translations/supportTexts.ts'
import { portal as de } from '../translations/de/portal.ts'
import { portal as english } from '../translations/en/portal.ts'
import { portal as spanish, portalFamiliar as spanishFamiliar } from '../translations/es/portal.ts'
import { portal as fr } from '../translations/fr/portal.ts'
import { portal as it } from '../translations/it/portal.ts'
import { portal as pt } from '../translations/pt/portal.ts'

export type PortalTexts = typeof english

const languages: Record<Locale, PortalTexts> = { en: english, es: spanish, fr, de, it, pt }

/** The portal's words in a language, in the form of address the business chose. */
export const portalTexts = (locale: Locale, formality: BusinessSettings['formality']): PortalTexts =>
  locale === 'es' && formality === 'familiar' ? spanishFamiliar : languages[locale]

export interface FrameViewer {
  email: string
  /** Null while an address that stands on several clients has not chosen. */
  client: Pick<Client, 'name' | 'company'> | null
  /** Whether there is another client to change to. */
  canChangeClient: boolean
  /** A member of staff who looks at the portal as this client. */
  readOnly: boolean
}

export interface FramePayments {
  publishableKey: string
  /** A stand-in's script in the place of Stripe.js. */
  scriptUrl: string | null
  allowParts: boolean
  sendsReceipts: boolean
  formality: BusinessSettings['formality']
}

/** What every page is drawn with: plain data, so that a page renders the same from a database and from a fixture. */
export interface PortalFrame {
  locale: Locale
  texts: PortalTexts
  paths: PortalPaths
  api: ApiPaths
  /** The business's day, `YYYY-MM-DD`. */
  today: string
  timeZone: string
  /** Of the Content-Security-Policy; none where the host has no proxy file. */
  nonce?: string
  business: Pick<
    BusinessSettings,
    'name' | 'legalName' | 'taxId' | 'address' | 'email' | 'phone' | 'website' | 'footer' | 'accentColor'
  > & { logo: ID | null }
  /** Of the browser's tab. */
  icon: BrandIcon
  /** When questions are answered; null where the business says nothing of it. */
  support: SupportWords | null
  viewer: FrameViewer | null
  /** Whether the client has quotes to see: only then the navigation has a place for them. */
  hasQuotes: boolean
  /** Answers of the business that the client has not read. */
  unread: readonly UnreadTicket[]
  /** The stamp of what is shown, for the page to notice when there is more; null where no client is signed in. */
  pulse: string | null
  /** How clients pay here; null where they can't. */
  payments: FramePayments | null
  /** Of the browser's tab. */
  title: string
  /** Path and query of this page, for forms that come back to it. */
  here: string
  /** What the viewer wrote in a form that was refused; see `formOf`. */
  draft: FormDraft | null
  /** What just happened, from the query string. */
  outcome: Outcome | null
}

export type Outcome =
  { kind: 'done'; text: string } | { kind: 'failed'; text: string; code: string; field: string | null }

const notices: Record<string, keyof PortalTexts['notices']> = {
  saved: 'saved',
  out: 'signed-out',
  ended: 'session-ended',
  asked: 'asked',
  answered: 'quote-accepted',
  declined: 'quote-declined',
  linked: 'link-sent',
}

/** The message a form's answer left in the query string. Unknown codes get a general one, other parameters none. */
export const outcomeOf = (query: Query, texts: PortalTexts): Outcome | null => {
  const code = queryText(query, 'error')
  if (code) {
    const known = Object.hasOwn(texts.errors, code) ? (code as keyof PortalTexts['errors']) : 'unknown'
    return { kind: 'failed', text: texts.errors[known], code: known, field: queryText(query, 'field') || null }
  }
  for (const [parameter, notice] of Object.entries(notices)) {
    if (queryText(query, parameter)) return { kind: 'done', text: texts.notices[notice] }
  }
  return null
}
