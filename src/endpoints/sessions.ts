import type { PayloadRequest } from 'payload'

import { clearedSessionCookie, languageCookie, sessionCookie } from '../access/cookies.ts'
import { portalLocale, readPortalSession, requireClient } from '../access/portalSession.ts'
import { withinLimit } from '../access/rateLimit.ts'
import { getPortalOptions } from '../context.ts'
import { clientIp } from '../domain/clientIp.ts'
import { safeTarget } from '../domain/target.ts'
import { isToken } from '../domain/token.ts'
import { PortalError } from '../errors.ts'
import { locales } from '../locales.ts'
import { endAccessThrough } from '../operations/endAccess.ts'
import { confirmSession, recordView } from '../operations/confirmVisit.ts'
import { endSession, redeemMagicLink } from '../operations/redeemMagicLink.ts'
import { seeThread } from '../operations/seeThread.ts'
import { endpointPaths } from '../paths.ts'
import { claim, findById, findRow, parseId } from '../store.ts'
import { json, portalEndpoint, seeOther, wantsJson, wantsPage } from './answer.ts'
import { readFields, text } from './body.ts'

const HOUR = 3_600_000

const ipOf = (req: PayloadRequest): string | null =>
  clientIp(req.headers.get('x-forwarded-for'), getPortalOptions(req.payload).trustedProxies)

/** Counts a failed sign-in for the address it came from; one address never slows down another. */
const isGuessing = async (req: PayloadRequest, ip: string | null): Promise<boolean> => {
  if (!ip) return false
  const limit = getPortalOptions(req.payload).limits.failedSignInsPerIpPerHour
  return !(await withinLimit(req, { key: `sign-in:${ip}`, limit, windowMs: HOUR }))
}

/** Whoever pressed the button is a person: scanners that run scripts let the page post by itself. */
const confirmPressed = async (req: PayloadRequest, tokenHash: string): Promise<void> => {
  const session = await findRow(req, 'portalSessions', { tokenHash: { equals: tokenHash } })
  const client = session?.client ? await findById(req, 'clients', session.client) : null
  if (!session || !client) return
  const locale = await portalLocale(req, req.headers, client)
  await confirmSession(req, { session, client, locale, readOnly: false })
}

const signInPage = (req: PayloadRequest): string => getPortalOptions(req.payload).paths.signIn()

/**
 * `POST /api/client-portal/sessions` `token=…` (`auto=1` where a script posted it): signs in. Sets the session cookie and
 * answers 303 to the link's target; callers that ask for JSON alone get 201 `{ target }`. 410 `link-unusable`, 429.
 */
export const signInEndpoint = portalEndpoint({
  path: endpointPaths.sessions,
  method: 'post',
  handler: async (req) => {
    const { paths, url, mountPath } = getPortalOptions(req.payload)
    const fields = await readFields(req)
    const token = text(fields.token) ?? ''
    const pressed = text(fields.auto) === null
    const present = await readPortalSession({ payload: req.payload, headers: req.headers, req })
    const ip = ipOf(req)
    try {
      const redeemed = await redeemMagicLink(req, token, {
        userAgent: req.headers.get('user-agent'),
        ip,
        present: present?.session ?? null,
      })
      if (pressed) await confirmPressed(req, redeemed.tokenHash)
      const cookie = { 'Set-Cookie': sessionCookie(redeemed.token, url, redeemed.expiresAt) }
      const target = safeTarget(redeemed.target, mountPath)
      return wantsJson(req) ? json({ target }, { status: 201, headers: cookie }) : seeOther(target, cookie)
    } catch (error) {
      if (!(error instanceof PortalError)) throw error
      const failure = (await isGuessing(req, ip)) ? new PortalError('too-many-requests') : error
      if (!wantsPage(req)) throw failure
      return seeOther(`${isToken(token) ? paths.enter(token) : paths.signIn()}?error=${failure.code}`)
    }
  },
})

/** `POST /api/client-portal/sign-out`: ends the session and takes its cookie away. Signed out already is fine. */
export const signOutEndpoint = portalEndpoint({
  path: endpointPaths.signOut,
  method: 'post',
  handler: async (req) => {
    const { url, paths } = getPortalOptions(req.payload)
    const viewer = await readPortalSession({ payload: req.payload, headers: req.headers, req })
    if (viewer) await endSession(req, viewer.session.id)
    const cookie = { 'Set-Cookie': clearedSessionCookie(url) }
    if (!wantsPage(req)) return json({ ok: true }, { headers: cookie })
    return seeOther(paths.signIn(viewer?.readOnly ? '' : '?out=1'), cookie)
  },
})

/** `POST /api/client-portal/seen` `{ invoice? }`, `{ quote? }` or `{ ticket, until }`: a person's first input on a page. */
export const seenEndpoint = portalEndpoint({
  path: endpointPaths.seen,
  method: 'post',
  handler: async (req) => {
    const viewer = await requireClient(req)
    const fields = await readFields(req)
    await confirmSession(req, viewer)
    if (fields.invoice) await recordView(req, viewer, 'invoices', fields.invoice)
    if (fields.quote) await recordView(req, viewer, 'quotes', fields.quote)
    // The session is confirmed by now, which the viewer that was read before cannot know.
    if (fields.ticket) await seeThread(req, await requireClient(req), fields.ticket, fields.until)
    return json({ ok: true })
  },
})

/** `POST /api/client-portal/choose-client` `client=<id>`: which of the address's clients this session looks at. */
export const chooseClientEndpoint = portalEndpoint({
  path: endpointPaths.chooseClient,
  method: 'post',
  failurePage: signInPage,
  handler: async (req) => {
    const { paths, mountPath } = getPortalOptions(req.payload)
    const viewer = await readPortalSession({ payload: req.payload, headers: req.headers, req })
    if (!viewer) throw new PortalError('not-signed-in')
    const fields = await readFields(req)
    const chosen = viewer.choices.find((client) => String(client.id) === fields.client)
    if (!chosen) throw new PortalError('not-found')
    await claim(req, 'portalSessions', { id: { equals: viewer.session.id } }, { client: chosen.id })
    const target = viewer.client ? paths.statement() : safeTarget(viewer.session.target, mountPath)
    return wantsPage(req) ? seeOther(target) : json({ target })
  },
})

/**
 * `POST /api/client-portal/end-session` `session=<id>`: a client ends one of their own sessions, and the link
 * that opened it: who holds that mail would be back in with a press.
 */
export const endSessionEndpoint = portalEndpoint({
  path: endpointPaths.endSession,
  method: 'post',
  failurePage: (req) => getPortalOptions(req.payload).paths.details(),
  handler: async (req) => {
    const { paths, url } = getPortalOptions(req.payload)
    const viewer = await requireClient(req, { write: true })
    const fields = await readFields(req)
    const session = await findById(req, 'portalSessions', parseId(req, fields.session))
    const isOwn = session && session.linkKind !== 'staff' && String(session.client) === String(viewer.client.id)
    if (!isOwn) throw new PortalError('not-found')
    await endAccessThrough(req, session)
    const isOver = session.id === viewer.session.id || (session.link && session.link === viewer.session.link)
    if (isOver) {
      const cookie = { 'Set-Cookie': clearedSessionCookie(url) }
      return wantsPage(req) ? seeOther(paths.signIn('?out=1'), cookie) : json({ ok: true }, { headers: cookie })
    }
    return wantsPage(req) ? seeOther(paths.details('?ended=1')) : json({ ok: true })
  },
})

/** `POST /api/client-portal/language` `locale=…&to=…`: the language this browser sees the portal in. */
export const languageEndpoint = portalEndpoint({
  path: endpointPaths.language,
  method: 'post',
  failurePage: signInPage,
  handler: async (req) => {
    const { url, mountPath } = getPortalOptions(req.payload)
    const fields = await readFields(req)
    const locale = locales.find((one) => one === fields.locale)
    if (!locale) throw new PortalError('bad-request')
    const cookie = { 'Set-Cookie': languageCookie(locale, url) }
    const target = safeTarget(text(fields.to), mountPath)
    return wantsPage(req) ? seeOther(target, cookie) : json({ ok: true }, { headers: cookie })
  },
})
