import type { PayloadRequest } from 'payload'

import type { ClientViewer } from '../access/portalSession.ts'
import { recordEvent } from '../access/trail.ts'
import { prepareLimit } from '../access/rateLimit.ts'
import { getPortalOptions } from '../context.ts'
import { increment } from '../counters.ts'
import { describeBrowser } from '../domain/browserName.ts'
import { hashToken } from '../domain/token.ts'
import { mailSubject } from '../emails/renderMail.ts'
import { enqueueMail } from '../queue/outbox.ts'
import type { BusinessSettings } from '../records.ts'
import { claim, count, findById, readSettings } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { mailContentOf } from './mailContentOf.ts'
import { replyAddress, senderOf } from './sender.ts'
import { wakeOutbox } from './wakeOutbox.ts'

/** Whose visit it is: a viewer, or a session that was opened this very moment. */
export type Visit = Pick<ClientViewer, 'session' | 'client' | 'locale' | 'readOnly'>

/** Tells the address that a further browser is in, with a way to end that access. */
const tellOfNewBrowser = async (
  req: PayloadRequest,
  viewer: Visit,
  settings: BusinessSettings,
  now: Date,
): Promise<void> => {
  const { session, client } = viewer
  const sender = senderOf(req, settings)
  const mail = {
    kind: 'new-browser' as const,
    to: session.email,
    locale: viewer.locale,
    data: { at: now.toISOString(), browser: describeBrowser(session.userAgent), session: session.id },
  }
  const content = mailContentOf(req, { mail, settings, client, invoice: null, snapshot: null, linkUrl: '', now })
  await enqueueMail(
    req,
    {
      ...mail,
      subject: mailSubject(content),
      client: client.id,
      target: getPortalOptions(req.payload).paths.details(`?session=${session.id}`),
      linkKind: 'document',
      from: sender.from,
      replyTo: replyAddress(req, settings, null),
      messageDomain: sender.domain,
    },
    now,
  )
}

const hasOtherBrowsers = async (req: PayloadRequest, { session, client }: Visit): Promise<boolean> =>
  (await count(req, 'portalSessions', {
    and: [
      { id: { not_equals: session.id } },
      { email: { equals: session.email } },
      { client: { equals: client.id } },
      { confirmedAt: { exists: true } },
      { linkKind: { not_equals: 'staff' } },
    ],
  })) > 0

/** Whoever holds one link could otherwise have us mail its address without end. */
const NOTICES_AN_HOUR = 3

/**
 * A person's first input in a session (some mail scanners run scripts, but none presses or types). Only the first of
 * many at once is claimed; a further browser is told of then, and never earlier. Claim and mail are one transaction:
 * a process that dies between them leaves neither.
 */
export const confirmSession = async (req: PayloadRequest, viewer: Visit, now: Date = new Date()): Promise<void> => {
  if (viewer.readOnly || viewer.session.confirmedAt) return
  const settings = await readSettings(req)
  const isFurther = !viewer.session.knownBrowser && (await hasOtherBrowsers(req, viewer))
  const counter = isFurther
    ? await prepareLimit(req, { key: `new-browser:${hashToken(viewer.session.email)}`, windowMs: 3_600_000, now })
    : null
  await inTransaction(req, async (tx) => {
    const first = await claim(
      tx,
      'portalSessions',
      { and: [{ id: { equals: viewer.session.id } }, { confirmedAt: { exists: false } }] },
      { confirmedAt: now.toISOString() },
    )
    if (!first || !counter || (await increment(tx, counter)) > NOTICES_AN_HOUR) return
    await tellOfNewBrowser(tx, viewer, settings, now)
  })
  wakeOutbox(req.payload)
}

/** Counts a look at an issued document by a person. The first look stays the first, whoever comes at once. */
export const recordView = async (
  req: PayloadRequest,
  viewer: ClientViewer,
  kind: 'invoices' | 'quotes',
  id: unknown,
  now: Date = new Date(),
): Promise<void> => {
  if (viewer.readOnly) return
  const document = await findById(req, kind, id)
  if (!document?.sentAt || String(document.client) !== String(viewer.client.id)) return
  await claim(req, kind, { id: { equals: document.id } }, { views: { $inc: 1 } })
  const first = await claim(
    req,
    kind,
    { and: [{ id: { equals: document.id } }, { viewedAt: { exists: false } }] },
    { viewedAt: now.toISOString() },
  )
  if (!first) return
  await recordEvent(req, {
    type: kind === 'quotes' ? 'quote-viewed' : 'invoice-viewed',
    client: viewer.client.id,
    [kind === 'quotes' ? 'quote' : 'invoice']: document.id,
    actorKind: 'client',
    actorName: viewer.email,
  })
}
