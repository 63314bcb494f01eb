import { headers as requestHeaders } from 'next/headers.js'
import { createLocalReq, getPayload, type Payload, type PayloadRequest, type SanitizedConfig } from 'payload'
import { cache } from 'react'

import { portalLocale, readPortalSession, type PortalViewer } from '../access/portalSession.ts'
import { getPortalOptions } from '../context.ts'
import { brandIcon } from '../domain/brandIcon.ts'
import { dayInZone } from '../domain/days.ts'
import { refreshOverdue } from '../operations/refreshOverdue.ts'
import type { ResolvedOptions } from '../options.ts'
import { brandPictures } from '../queries/brandPictures.ts'
import { invoicePage, type InvoicePageData } from '../queries/invoicePage.ts'
import { quotePage, type QuotePageData } from '../queries/quotePage.ts'
import { clientLook } from '../queries/pulse.ts'
import { unreadTickets } from '../queries/ticketList.ts'
import { ticketPage, type TicketPageData } from '../queries/ticketPage.ts'
import type { BusinessSettings } from '../records.ts'
import { readSettings } from '../store.ts'
import { hasStripe, stripeKeys } from '../stripe/stripeKeys.ts'
import { supportWords } from '../translations/supportTexts.ts'
import { MISSING_HEADER } from './documentGate.ts'
import { portalTexts, type FramePayments, type PortalFrame, type PortalTexts } from './frame.ts'

/** The host's Payload config, as `@payload-config` exports it. */
export type ConfigSource = Promise<SanitizedConfig> | SanitizedConfig

/** What every page of one request needs. */
export interface Visit {
  payload: Payload
  req: PayloadRequest
  options: ResolvedOptions
  settings: BusinessSettings
  viewer: PortalViewer | null
  texts: PortalTexts
  frame: Omit<PortalFrame, 'here' | 'outcome' | 'title' | 'payments'>
  /** The proxy has answered 404 already, so that the page may say so in words. */
  isMissing: boolean
}

const nonceOf = (headers: Headers): string | undefined =>
  /'nonce-([A-Za-z0-9+/=_-]+)'/.exec(headers.get('content-security-policy') ?? '')?.[1]

/** A page that draws itself anew is no visit: only a person who opens one keeps the session alive. */
const isOpened = (headers: Headers): boolean => headers.get('sec-fetch-dest') !== 'empty'

/** Once per request, though layout, metadata and page ask for it. */
export const readVisit = cache(async (config: ConfigSource): Promise<Visit> => {
  const headers = await requestHeaders()
  // Starts the schedule that wakes the outbox, where this is the first request after a restart.
  const payload = await getPayload({ config, cron: true })
  const options = getPortalOptions(payload)
  const req = await createLocalReq({}, payload)
  const [settings, viewer] = await Promise.all([
    readSettings(req),
    readPortalSession({ payload, headers, req, isVisit: isOpened(headers) }),
  ])
  // Before anything else of the client is read: what changes meanwhile is noticed at the next look.
  const [look, pictures] = await Promise.all([
    viewer?.client ? clientLook({ payload, options, client: viewer.client }) : null,
    brandPictures(req, settings),
  ])
  const unread = viewer?.client ? await unreadTickets({ payload, options, clientId: viewer.client.id }) : []
  const locale = viewer?.locale ?? (await portalLocale(req, headers))
  const texts = portalTexts(locale, settings.formality)
  const now = new Date()
  return {
    isMissing: headers.has(MISSING_HEADER),
    payload,
    req,
    options,
    settings,
    viewer,
    texts,
    frame: {
      locale,
      texts,
      paths: options.paths,
      api: options.api,
      today: dayInZone(now, settings.timeZone),
      timeZone: settings.timeZone,
      nonce: nonceOf(headers),
      business: { ...settings, logo: settings.logo ?? null },
      icon: brandIcon(settings, pictures),
      support: supportWords(settings, locale, now),
      viewer: viewer && {
        email: viewer.email,
        client: viewer.client && { name: viewer.client.name, company: viewer.client.company },
        canChangeClient: viewer.choices.length > 1,
        readOnly: viewer.readOnly,
      },
      unread,
      hasQuotes: look?.hasQuotes ?? false,
      draft: viewer?.session.draft ?? null,
      pulse: look?.stamp ?? null,
    },
  }
})

/** How the visitor can pay online, or null: for pages where there may be something to pay. */
export const readPayments = async (config: ConfigSource): Promise<FramePayments | null> => {
  const { req, options, settings, viewer } = await readVisit(config)
  const keys = viewer?.client ? await stripeKeys(req) : null
  if (!keys || !hasStripe(keys) || keys.publishableKey === null) return null
  return {
    publishableKey: keys.publishableKey,
    scriptUrl: options.stripe.scriptUrl,
    allowParts: settings.allowPartialPayments,
    sendsReceipts: settings.sendReceipts,
    formality: settings.formality,
  }
}

/** One read of a document per request, for its page and its title. */
export const readInvoice = cache(async (config: ConfigSource, id: string): Promise<InvoicePageData | null> => {
  const { payload, options, req, viewer } = await readVisit(config)
  if (!viewer?.client) return null
  await refreshOverdue(req)
  return invoicePage({ payload, options, clientId: viewer.client.id, id })
})

/** One read of a quote per request, for its page and its title. */
export const readQuote = cache(async (config: ConfigSource, id: string): Promise<QuotePageData | null> => {
  const { payload, options, req, viewer } = await readVisit(config)
  if (!viewer?.client) return null
  await refreshOverdue(req)
  return quotePage({ payload, options, clientId: viewer.client.id, id })
})

/** One read of a thread per request, for its page and its title. */
export const readTicket = cache(
  async (config: ConfigSource, id: string, withEarlier: boolean): Promise<TicketPageData | null> => {
    const { payload, options, viewer } = await readVisit(config)
    if (!viewer?.client) return null
    return ticketPage({ payload, options, clientId: viewer.client.id, id, withEarlier })
  },
)
