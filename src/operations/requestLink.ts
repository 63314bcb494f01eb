import type { PayloadRequest } from 'payload'

import { addressesOf, clientsAt, normalEmail } from '../access/clientAddresses.ts'
import type { ClientViewer } from '../access/portalSession.ts'
import { withinLimit } from '../access/rateLimit.ts'
import { getPortalOptions } from '../context.ts'
import { isEmail } from '../domain/emailAddress.ts'
import { safeTarget } from '../domain/target.ts'
import { hashToken } from '../domain/token.ts'
import { mailSubject } from '../emails/renderMail.ts'
import { PortalError } from '../errors.ts'
import { enqueueMail } from '../queue/outbox.ts'
import type { BusinessSettings, Client, ID, Locale } from '../records.ts'
import { findById, readSettings } from '../store.ts'
import { localeOf } from './documentSnapshot.ts'
import { documentTitle } from './documentTitle.ts'
import { mailContentOf } from './mailContentOf.ts'
import { findLink } from './redeemMagicLink.ts'
import { replyAddress, senderOf } from './sender.ts'
import { wakeOutbox } from './wakeOutbox.ts'

const HOUR = 3_600_000

/**
 * Counts per address, never for all clients together; the key holds no address. Fresh links for old ones count apart:
 * whoever asks for those holds a mail of ours, and a stranger at the door must not stop them.
 */
const mayMail = (req: PayloadRequest, kind: LinkMail['kind'], email: string, now: Date): Promise<boolean> =>
  withinLimit(req, {
    key: `${kind}:${hashToken(email)}`,
    limit: getPortalOptions(req.payload).limits.linksPerAddressPerHour,
    windowMs: HOUR,
    now,
  })

interface LinkMail {
  kind: 'sign-in' | 'new-link'
  to: string
  locale: Locale
  target: string
  client: Client | null
  invoice?: ID | null
  quote?: ID | null
  replyKey?: string | null
  data?: Record<string, unknown>
}

const queueLink = async (req: PayloadRequest, settings: BusinessSettings, mail: LinkMail, now: Date): Promise<void> => {
  const { client, replyKey, ...row } = mail
  const sender = senderOf(req, settings)
  const content = mailContentOf(req, {
    mail: { ...row, data: row.data ?? null },
    settings,
    client,
    invoice: null,
    snapshot: null,
    linkUrl: '',
    now,
  })
  await enqueueMail(
    req,
    {
      ...row,
      subject: mailSubject(content),
      client: client?.id ?? null,
      linkKind: mail.kind === 'sign-in' ? 'sign-in' : 'document',
      from: sender.from,
      replyTo: replyAddress(req, settings, replyKey),
      messageDomain: sender.domain,
    },
    now,
  )
  wakeOutbox(req.payload)
}

/**
 * Mails a sign-in link to an address, if it stands on a client. Never tells whether it does, nor whether the limit of
 * links an hour was reached: the caller answers the same.
 */
export const requestSignInLink = async (
  req: PayloadRequest,
  { email, to, locale }: { email: string; to?: string | null; locale?: Locale | null },
  now: Date = new Date(),
): Promise<void> => {
  const address = normalEmail(email)
  if (!isEmail(address)) return
  const clients = await clientsAt(req, address)
  const [client] = clients
  if (!client || !(await mayMail(req, 'sign-in', address, now))) return
  const settings = await readSettings(req)
  const { mountPath } = getPortalOptions(req.payload)
  await queueLink(
    req,
    settings,
    {
      kind: 'sign-in',
      to: address,
      locale: client.locale ?? locale ?? settings.locale,
      target: safeTarget(to, mountPath),
      client: clients.length === 1 ? client : null,
    },
    now,
  )
}

/**
 * Mails a fresh link for an old one, to the address on file alone and with the old link's target. An unknown token, or
 * an address that has left the client, mails nothing; the caller answers the same.
 */
export const renewLink = async (req: PayloadRequest, token: string, now: Date = new Date()): Promise<void> => {
  const found = await findLink(req, token, now)
  if (!found) return
  const { link } = found
  if (link.kind === 'sign-in') {
    await requestSignInLink(req, { email: link.email, to: link.target }, now)
    return
  }
  const client = link.client ? await findById(req, 'clients', link.client) : null
  if (!client || !addressesOf(client).includes(link.email)) return
  if (!(await mayMail(req, 'new-link', link.email, now))) return
  const settings = await readSettings(req)
  const locale = localeOf(client, settings)
  const mail = link.mail ? await findById(req, 'emails', link.mail) : null
  const invoice = mail?.invoice ? await findById(req, 'invoices', mail.invoice) : null
  const document = mail?.quote ? await findById(req, 'quotes', mail.quote) : invoice
  await queueLink(
    req,
    settings,
    {
      kind: 'new-link',
      to: link.email,
      locale,
      target: link.target,
      client,
      invoice: invoice?.id ?? null,
      quote: mail?.quote ?? null,
      replyKey: document?.replyKey,
      data: document?.number ? { about: documentTitle(document, locale) } : {},
    },
    now,
  )
}

/**
 * Mails the quote's own link to whoever looks at it in a session that may not answer it. Past the limit of links an hour
 * nothing is mailed; the caller answers the same. Throws `not-found`.
 */
export const requestQuoteLink = async (
  req: PayloadRequest,
  { client, email }: Pick<ClientViewer, 'client' | 'email'>,
  id: unknown,
  now: Date = new Date(),
): Promise<void> => {
  const quote = await findById(req, 'quotes', id)
  if (!quote?.sentAt || String(quote.client) !== String(client.id)) throw new PortalError('not-found')
  if (!(await mayMail(req, 'new-link', email, now))) return
  const settings = await readSettings(req)
  const locale = localeOf(client, settings)
  await queueLink(
    req,
    settings,
    {
      kind: 'new-link',
      to: email,
      locale,
      target: getPortalOptions(req.payload).paths.quote(quote.id),
      client,
      quote: quote.id,
      replyKey: quote.replyKey,
      data: { about: documentTitle(quote, locale) },
    },
    now,
  )
}
