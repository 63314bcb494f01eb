import type { Metadata } from 'next'
import { notFound } from 'next/navigation.js'
import { getPayload } from 'payload'
import type { ReactNode } from 'react'

import { readPortalSession } from '../access/portalSession.ts'
import { getPortalOptions } from '../context.ts'
import { queryText, type Query } from '../domain/query.ts'
import { safeTarget } from '../domain/target.ts'
import { hasInvoice } from '../queries/invoicePage.ts'
import { hasQuote } from '../queries/quotePage.ts'
import { hasTicket } from '../queries/ticketPage.ts'
import type { BusinessSettings } from '../records.ts'
import { offerDocumentGate } from './documentGate.ts'
import { drawPage } from './drawPage.tsx'
import { outcomeOf, type PortalFrame, type PortalTexts } from './frame.ts'
import { invoiceTitle } from './pages/InvoicePage.tsx'
import { FailurePage, NotFoundPage } from './pages/NotFoundPage.tsx'
import { quoteTitle } from './quoteInWords.ts'
import { parseRoute, type Route } from './route.ts'
import { readInvoice, readPayments, readQuote, readTicket, readVisit, type ConfigSource } from './visit.ts'

/** What Next gives the page of a catch-all segment. */
export interface PortalPageProps {
  params: Promise<{ segments?: string[] }>
  searchParams: Promise<Query>
}

export interface CreatePortalArgs {
  /** The host's Payload config, as `@payload-config` exports it. */
  config: ConfigSource
}

/**
 * Told or meant for one visit: a form that comes back here brings its own outcome, and what a bank adds when it sends
 * somebody back (a client secret, too) belongs in no link.
 */
const once = new Set(
  ['error', 'field', 'saved', 'out', 'ended', 'pay', 'paid', 'asked', 'answered', 'declined', 'linked'].concat([
    'download',
    'payment_intent',
    'payment_intent_client_secret',
    'redirect_status',
    'source_redirect_slug',
  ]),
)

const queryString = (query: Query): string => {
  const params = new URLSearchParams()
  for (const name of Object.keys(query)) {
    if (!once.has(name)) params.set(name, queryText(query, name))
  }
  const text = params.toString()
  return text ? `?${text}` : ''
}

const hereOf = (segments: string[], query: Query, mount: string): string => {
  // An enter link's address holds its token, which belongs in no other page.
  if (segments[0] === 'enter') return mount
  return safeTarget(`${[mount, ...segments].join('/')}${queryString(query)}`, mount)
}

const isPayable = ({ page }: Route): boolean => page === 'statement' || page === 'invoices' || page === 'invoice'

const isNextSignal = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'digest' in error && String(error.digest).startsWith('NEXT_')

const pageTitle = async (config: ConfigSource, route: Route, query: Query, texts: PortalTexts): Promise<string> => {
  switch (route.page) {
    case 'statement':
      return texts.statement.title
    case 'invoices':
      return texts.invoices.title
    case 'invoice': {
      const data = await readInvoice(config, route.id)
      return data ? invoiceTitle(data.invoice, texts) : texts.notFound.title
    }
    case 'account':
      return texts.account.link
    case 'quotes':
      return texts.quotes.title
    case 'quote': {
      const data = await readQuote(config, route.id)
      return data ? quoteTitle(data.quote, texts) : texts.notFound.title
    }
    case 'support':
      return queryText(query, 'new') ? texts.support.newTitle : texts.support.title
    case 'ticket': {
      const data = await readTicket(config, route.id, false)
      return data ? data.ticket.subject : texts.notFound.title
    }
    case 'details':
      return texts.details.title
    case 'sign-in':
      return queryText(query, 'sent') ? texts.signIn.sentTitle : texts.signIn.title
    case 'enter':
      return texts.nav.label
    case 'unknown':
      return texts.notFound.title
  }
}

const withBusiness = (title: string, { name }: Pick<BusinessSettings, 'name'>): string =>
  [title, name].filter(Boolean).join(' · ')

/**
 * The portal as components for the host's catch-all route.
 * @example
 * // app/(portal)/portal/[[...segments]]/page.tsx
 * export const dynamic = 'force-dynamic'
 * const { generateMetadata, Page } = createPortal({ config })
 * export { generateMetadata }
 * export default Page
 */
export const createPortal = ({ config }: CreatePortalArgs) => {
  offerDocumentGate(async ({ kind, id }, headers) => {
    const payload = await getPayload({ config })
    const viewer = await readPortalSession({ payload, headers, isVisit: false, withChoices: false })
    if (!viewer?.client) return false
    const scope = { payload, options: getPortalOptions(payload), clientId: viewer.client.id, id }
    const has = { invoices: hasInvoice, quotes: hasQuote, support: hasTicket }[kind]
    return !(await has(scope))
  })

  const Page = async ({ params, searchParams }: PortalPageProps): Promise<ReactNode> => {
    const [{ segments = [] }, query, visit] = await Promise.all([params, searchParams, readVisit(config)])
    const route = parseRoute(segments)
    const frame: PortalFrame = {
      ...visit.frame,
      payments: isPayable(route) ? await readPayments(config) : null,
      title: withBusiness(await pageTitle(config, route, query, visit.texts), visit.settings),
      here: hereOf(segments, query, visit.options.mountPath),
      outcome: outcomeOf(query, visit.texts),
    }
    let page: ReactNode
    try {
      page = await drawPage(config, visit, route, frame, query)
    } catch (error) {
      if (isNextSignal(error)) throw error
      visit.payload.logger.error({ err: error, msg: `The portal could not draw ${frame.here}` })
      return <FailurePage frame={frame} />
    }
    if (page !== null) return page
    // Where the proxy could not set the status, Next's own way does, at the price of needing JavaScript for the words.
    return visit.isMissing ? <NotFoundPage frame={frame} /> : notFound()
  }

  // The title stands in the document itself: Next streams metadata behind the page, where only scripts put it in place.
  const generateMetadata = (): Metadata => ({ robots: { index: false, follow: false }, referrer: 'strict-origin' })

  /** For the host's `not-found.tsx`. */
  const NotFound = async (): Promise<ReactNode> => {
    const { frame, options, settings, texts } = await readVisit(config)
    const title = withBusiness(texts.notFound.title, settings)
    return <NotFoundPage frame={{ ...frame, payments: null, title, here: options.mountPath, outcome: null }} />
  }

  return { Page, generateMetadata, NotFound }
}
