import { createLocalReq, type Payload, type PayloadRequest } from 'payload'

import { addressesOf } from '../access/clientAddresses.ts'
import { getPortalOptions } from '../context.ts'
import { manyLines } from '../domain/plainText.ts'
import { makeToken } from '../domain/token.ts'
import { renderMail } from '../emails/renderMail.ts'
import { TOKEN_PLACEHOLDER } from '../paths.ts'
import { claimDueMail, finishAttempt, GIVE_UP_AFTER_MS, nextAttempt, renewLease } from '../queue/outbox.ts'
import type { Client, DocumentSnapshot, Email, Invoice, Quote } from '../records.ts'
import { findById, insertRow, readSettings } from '../store.ts'
import { absoluteUrl } from './absoluteUrl.ts'
import { documentPdf, type DocumentPdf } from './documentPdf.ts'
import { headersOf } from './headersOf.ts'
import { mailFilesOf } from './mailFiles.ts'
import { mailContentOf } from './mailContentOf.ts'

/**
 * A server may take ten minutes to answer the message (RFC 5321, 4.5.3.2.6): giving up earlier would send again what it
 * accepts after all. Well below the lease: when this runs out, nobody else holds the mail yet.
 */
const SMTP_TIMEOUT_MS = 10 * 60_000 + 30_000
const AT_ONCE = 4
const DAY = 86_400_000

/** Another worker has taken the mail over: nothing is left to do or to write down. */
class LeaseLostError extends Error {}

/** A failure that another attempt won't mend. */
class UndeliverableError extends Error {}

const within = <T>(work: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The mail server did not answer within ${ms / 1000} seconds.`))
    }, ms)
  })
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer)
  })
}

/** The server's own final no to this recipient or message. A wrong password is the site's fault and may be mended. */
const isRefusal = (error: unknown): boolean => {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown }
  return typeof responseCode === 'number' && responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
}

const isForStaff = ({ kind }: Email): boolean => kind === 'staff-notice' || kind === 'ticket-notice'

/**
 * Mints the mail's link. Only its hash is stored, and the token lives in this function's callers alone while the mail is
 * handed to SMTP. A retry mints another and revokes none: the earlier mail may have arrived after all.
 */
const mintLink = async (req: PayloadRequest, mail: Email, now: Date): Promise<string | null> => {
  // Whoever reads the business's notices must not become a client by one of them.
  if (!mail.linkKind || !mail.target || isForStaff(mail)) return null
  const { links } = getPortalOptions(req.payload)
  const { token, tokenHash } = makeToken()
  const lifetime = mail.linkKind === 'document' ? links.documentDays * DAY : links.signInMinutes * 60_000
  await insertRow(req, 'magicLinks', {
    tokenHash,
    kind: mail.linkKind,
    email: mail.to,
    client: mail.linkKind === 'document' ? (mail.client ?? null) : null,
    target: mail.target,
    expiresAt: new Date(now.getTime() + lifetime).toISOString(),
    mail: mail.id,
  })
  return token
}

const snapshotOf = (mail: Email, document: Invoice | Quote | null): DocumentSnapshot | null =>
  (mail.data?.snapshot as DocumentSnapshot | undefined) ?? document?.snapshot ?? null

/** Mails that bring a document. */
const documentMails: readonly Email['kind'][] = ['invoice', 'credit-note', 'quote']

const checkRecipient = (mail: Email, client: Client | null): void => {
  if (mail.linkKind !== 'document' || mail.kind === 'test') return
  if (!client || !addressesOf(client).includes(mail.to)) {
    throw new UndeliverableError(`${mail.to} is no longer among the client's addresses.`)
  }
}

/** Rendered once, when the mail first goes out. A render that fails holds up the mail only where it is attached. */
const pdfFor = async (
  req: PayloadRequest,
  mail: Email,
  document: Invoice | Quote | null,
  attach: boolean,
): Promise<DocumentPdf | null> => {
  if (!document?.snapshot || !documentMails.includes(mail.kind)) return null
  try {
    return await documentPdf(req, document)
  } catch (error) {
    req.payload.logger.error({ err: error, msg: `payload-client-portal: no PDF of ${document.number ?? ''}` })
    if (attach) throw error
    return null
  }
}

const deliver = async (req: PayloadRequest, mail: Email, clock: () => Date): Promise<Partial<Email>> => {
  const now = clock()
  const settings = await readSettings(req)
  const client = mail.client ? await findById(req, 'clients', mail.client) : null
  const invoice = mail.invoice ? await findById(req, 'invoices', mail.invoice) : null
  const document = mail.quote ? await findById(req, 'quotes', mail.quote) : invoice
  checkRecipient(mail, client)
  const pdf = await pdfFor(req, mail, document, settings.attachPdf)
  const files = await mailFilesOf(req, mail)

  const { paths } = getPortalOptions(req.payload)
  const linkUrl = absoluteUrl(req, mail.linkKind ? paths.enter(TOKEN_PLACEHOLDER) : paths.signIn())
  const content = mailContentOf(req, {
    mail,
    settings,
    client,
    invoice,
    snapshot: snapshotOf(mail, document),
    linkUrl,
    files: files.told,
    now,
  })
  const rendered = await renderMail(content)
  const attachments =
    pdf && settings.attachPdf
      ? [{ filename: pdf.name, content: Buffer.from(pdf.bytes), contentType: 'application/pdf' }]
      : files.attachments
  if (!(await renewLease(req, mail, clock()))) throw new LeaseLostError()
  const token = await mintLink(req, mail, now)
  const withToken = (part: string) => (token ? part.replaceAll(TOKEN_PLACEHOLDER, token) : part)
  try {
    await within(
      req.payload.sendEmail({
        from: mail.from ?? undefined,
        to: mail.to,
        replyTo: mail.replyTo ?? undefined,
        subject: rendered.subject,
        html: withToken(rendered.html),
        text: withToken(rendered.text),
        messageId: mail.messageId,
        headers: headersOf(mail, rendered.subject),
        attachments: attachments.length > 0 ? attachments : undefined,
      }),
      SMTP_TIMEOUT_MS,
    )
  } catch (error) {
    const message = withoutToken(error instanceof Error ? error.message : String(error), token)
    if (isRefusal(error)) throw new UndeliverableError(message)
    // eslint-disable-next-line preserve-caught-error -- the original may quote the mail, and with it the link's token
    throw new Error(message)
  }
  return { subject: rendered.subject, html: rendered.html, text: rendered.text }
}

const withoutToken = (message: string, token: string | null): string =>
  (token ? message.replaceAll(token, TOKEN_PLACEHOLDER) : message).slice(0, 500)

/**
 * Marks a mail as sent. The server has it: a database that is away now must not have it sent again, so the mark is tried
 * for a while. Only a process that dies here leaves a double behind, with the same Message-ID.
 */
const markSent = async (req: PayloadRequest, mail: Email, sent: Partial<Email>): Promise<void> => {
  const outcome: Partial<Email> = {
    ...sent,
    status: 'sent',
    sentAt: new Date().toISOString(),
    nextAttemptAt: null,
    lastError: null,
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      await finishAttempt(req, mail, outcome)
      return
    } catch (error) {
      req.payload.logger.error({
        err: error,
        msg: `payload-client-portal: mail ${mail.id} is sent but not marked yet.`,
      })
      if (attempt === MARK_ATTEMPTS) return
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 100))
    }
  }
}

/** Up to about a minute and a half in all, well within the lease. */
const MARK_ATTEMPTS = 10

const markFailed = async (req: PayloadRequest, mail: Email, error: unknown, now: Date): Promise<void> => {
  const lastError = manyLines(error instanceof Error ? error.message : String(error)).slice(0, 500)
  const isFinal = error instanceof UndeliverableError || now.getTime() - Date.parse(mail.queuedAt) >= GIVE_UP_AFTER_MS
  req.payload.logger.warn({ msg: `payload-client-portal: mail ${mail.id} failed: ${lastError}` })
  await finishAttempt(
    req,
    mail,
    isFinal
      ? { status: 'failed', lastError, nextAttemptAt: null }
      : { lastError, nextAttemptAt: nextAttempt(mail.attempts, now).toISOString() },
  )
}

/** Hands one claimed mail to the mail server and writes down how that ended. */
export const deliverMail = async (
  req: PayloadRequest,
  mail: Email,
  clock: () => Date = () => new Date(),
): Promise<void> => {
  let sent: Partial<Email>
  try {
    sent = await deliver(req, mail, clock)
  } catch (error) {
    if (!(error instanceof LeaseLostError)) await markFailed(req, mail, error, clock())
    return
  }
  await markSent(req, mail, sent)
}

export interface DeliverOptions {
  clock?: () => Date
}

/** Delivers one mail after the other until none is due; answers how many were tried. */
export const deliverLane = async (
  payload: Payload,
  { clock = () => new Date() }: DeliverOptions = {},
): Promise<number> => {
  const req = await createLocalReq({}, payload)
  let tried = 0
  for (let mail = await claimDueMail(req, clock()); mail; mail = await claimDueMail(req, clock())) {
    tried += 1
    await deliverMail(req, mail, clock)
  }
  return tried
}

/** Delivers what is due, a few at once, until nothing is; answers how many mails were tried. Any number of workers may run. */
export const deliverDueMail = async (payload: Payload, options: DeliverOptions = {}): Promise<number> => {
  const lanes = await Promise.all(Array.from({ length: AT_ONCE }, () => deliverLane(payload, options)))
  return lanes.reduce((sum, tried) => sum + tried, 0)
}
