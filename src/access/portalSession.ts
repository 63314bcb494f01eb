/** The portal's own sessions: the only reader of their cookie. */
import { createLocalReq, type Payload, type PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import { hashToken, isToken } from '../domain/token.ts'
import { PortalError } from '../errors.ts'
import type { Client, Locale, PortalSession } from '../records.ts'
import { locales } from '../locales.ts'
import { claim, findById, findRow, readSettings } from '../store.ts'
import { addressesOf, clientsAt } from './clientAddresses.ts'
import { readLanguageCookie, readSessionCookie } from './cookies.ts'

/** Who looks at the portal. `client` is null while an address that stands on several clients has not chosen. */
export interface PortalViewer {
  session: PortalSession
  client: Client | null
  /** Clients this person may change to, where they were asked for; none for links that are bound to one. */
  choices: Client[]
  email: string
  /** A member of staff who looks at the portal as this client. */
  readOnly: boolean
  locale: Locale
}

/** A viewer who has a client: what every page but the chooser asks for. */
export type ClientViewer = PortalViewer & { client: Client }

const DAY = 86_400_000
const SEEN_EVERY = 5 * 60_000

const isAlive = (session: PortalSession, idleDays: number, now: number): boolean =>
  !session.revokedAt && Date.parse(session.expiresAt) > now && Date.parse(session.lastSeenAt) + idleDays * DAY > now

/** The person's language: what they switched to, else the client's, else the browser's, else the business's. */
export const portalLocale = async (
  req: PayloadRequest,
  headers: Headers,
  client: Client | null = null,
): Promise<Locale> => {
  const accepted = [
    readLanguageCookie(headers),
    client?.locale,
    ...(headers.get('accept-language') ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase()),
  ]
  const known = accepted.find((one) => locales.some((locale) => locale === one))
  return (known as Locale | undefined) ?? (await readSettings(req)).locale
}

/**
 * Reads the session behind a request's cookie, or null. Each request checks anew that the session is alive and that its
 * address still is one of the client's: taking an address off a client ends its access at once.
 */
export const readPortalSession = async ({
  payload,
  headers,
  req: given,
  now = new Date(),
  isVisit = true,
  withChoices = true,
}: {
  payload: Payload
  headers: Headers
  req?: PayloadRequest
  now?: Date
  /** False where a page asks by itself: an open tab nobody looks after must not keep its session alive for ever. */
  isVisit?: boolean
  /** Whether to look for other clients of the same person, where the session has one already. */
  withChoices?: boolean
}): Promise<PortalViewer | null> => {
  const options = getPortalOptions(payload)
  const token = readSessionCookie(headers, options.url)
  if (!token || !isToken(token)) return null
  const req = given ?? (await createLocalReq({}, payload))
  const session = await findRow(req, 'portalSessions', { tokenHash: { equals: hashToken(token) } })
  if (!session || !isAlive(session, options.sessions.idleDays, now.getTime())) return null

  const client = session.client ? await findById(req, 'clients', session.client) : null
  const isStaff = session.linkKind === 'staff'
  if (session.client && !client) return null
  if (client && !isStaff && !addressesOf(client).includes(session.email)) return null
  const wantsChoices = session.linkKind === 'sign-in' && (withChoices || !client)
  const choices = wantsChoices ? await clientsAt(req, session.email) : []
  if (!client && choices.length === 0) return null

  if (isVisit && now.getTime() - Date.parse(session.lastSeenAt) > SEEN_EVERY) {
    const lastSeenAt = now.toISOString()
    await claim(req, 'portalSessions', { id: { equals: session.id } }, { lastSeenAt })
  }
  return {
    session,
    client,
    choices,
    email: session.email,
    readOnly: isStaff,
    locale: await portalLocale(req, headers, client),
  }
}

/** For endpoints: the signed-in client, or 401. With `write`, a member of staff looking in gets 403. */
export const requireClient = async (
  req: PayloadRequest,
  { write = false, isVisit = true } = {},
): Promise<ClientViewer> => {
  const viewer = await readPortalSession({
    payload: req.payload,
    headers: req.headers,
    req,
    isVisit,
    withChoices: false,
  })
  if (!viewer?.client) throw new PortalError('not-signed-in')
  if (write && viewer.readOnly) throw new PortalError('read-only')
  return viewer as ClientViewer
}
