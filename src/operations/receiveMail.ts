import { createHash, randomUUID } from 'node:crypto'

import { isolateObjectProperty, type PayloadRequest, type Where } from 'payload'

import { oneLine } from '../domain/plainText.ts'
import type { InboundDelivery } from '../mail/inboundMail.ts'
import { parseMail } from '../mail/parseMail.ts'
import type { ParsedMail } from '../mail/parsedMail.ts'
import type { Email, ID, Locale } from '../records.ts'
import { claim, findRow, insertGiven, insertOnly, readSettings } from '../store.ts'
import type { DeliveryFacts } from './deliveryFacts.ts'
import { inTransaction } from '../transaction.ts'
import { findPlace, placeLeased, placeMail, type MailInHand } from './placeMail.ts'
import { removeFile, sha256, storeFile } from './storedFiles.ts'
import { leaseEnd, originalFileOf } from './threadMail.ts'

const MAX_TEXT = 200_000
const MAX_RECIPIENTS = 20
/** The column is indexed, and PostgreSQL takes no more of a text into an index. */
const MAX_RECIPIENTS_BYTES = 2000

/**
 * What makes a mail this one and no other. A Message-ID alone would not do: whoever knows one could send other words
 * under it and have ours taken for a repetition. Without one, all of the mail.
 */
const dedupKeyOf = (mail: ParsedMail, raw: Uint8Array): string => {
  if (!mail.messageId) return `raw:${sha256(raw)}`
  const hash = createHash('sha256')
  for (const part of [mail.messageId, mail.from?.address ?? '', mail.subject, mail.text ?? '', mail.html ?? '']) {
    hash.update(part, 'utf8').update('\0')
  }
  for (const { content } of mail.attachments) hash.update(sha256(content))
  return `id:${hash.digest('hex')}`
}

interface Incoming {
  delivery: InboundDelivery
  mail: ParsedMail
  dedupKey: string
  /** See `AdapterOutcome`: what a signature covers, where it does not cover the mail. */
  replayKey: string | null
  leaseKey: string
  locale: Locale
}

/** The first of its recipients, for lists and search; all of them stand in the original. */
const recipientsOf = (addresses: readonly string[]): string => {
  const kept: string[] = []
  for (const address of [...new Set(addresses)].slice(0, MAX_RECIPIENTS)) {
    if (Buffer.byteLength([...kept, address].join(', '), 'utf8') > MAX_RECIPIENTS_BYTES) break
    kept.push(address)
  }
  return kept.join(', ')
}

/** What providers tell in JSON of their own may hold what PostgreSQL takes for no JSON: a NUL, half of a character. */
const factsOf = (delivery: InboundDelivery): DeliveryFacts => ({
  provider: delivery.provider,
  envelopeTo: delivery.envelopeTo.map(oneLine),
  envelopeFrom: delivery.envelopeFrom === null ? null : oneLine(delivery.envelopeFrom),
  verdicts: delivery.verdicts,
  isRebuilt: delivery.isRebuilt,
  missing: delivery.missingAttachments.map(oneLine),
})

const replayEvent = (key: string) => `mail:${key}`

/** The mail's row, in our hand from its first moment, and the claim on its signature: together or not at all. */
const writeRow = (req: PayloadRequest, incoming: Incoming, now: Date): Promise<Email> => {
  const { replayKey } = incoming
  if (!replayKey) return writeMail(req, incoming, now)
  return inTransaction(req, async (tx) => {
    await insertOnly(tx, 'portalEvents', {
      key: replayEvent(replayKey),
      type: 'mail-signature',
      at: now.toISOString(),
      actorKind: 'system',
    })
    return writeMail(tx, incoming, now)
  })
}

const writeMail = (req: PayloadRequest, incoming: Incoming, now: Date): Promise<Email> => {
  const { delivery, mail, dedupKey, locale, leaseKey } = incoming
  const { envelopeTo, envelopeFrom } = delivery
  return insertGiven(req, 'emails', {
    kind: 'inbound',
    status: 'received',
    to: recipientsOf([...envelopeTo, ...mail.to]),
    from: mail.from ? (mail.from.name ? `${mail.from.name} <${mail.from.address}>` : mail.from.address) : envelopeFrom,
    subject: mail.subject.slice(0, 1000),
    text: (mail.text ?? '').slice(0, MAX_TEXT),
    locale,
    messageId: mail.messageId ?? '',
    references: [...mail.references, ...(mail.inReplyTo ? [mail.inReplyTo] : [])].slice(-50).join(' '),
    data: { ...factsOf(delivery) },
    dedupKey,
    attempts: 1,
    leaseKey,
    leaseUntil: leaseEnd(now),
    queuedAt: now.toISOString(),
  })
}

/** The whole mail, byte for byte. On a request of its own: what others read meanwhile is no part of its transaction. */
const storeOriginal = async (req: PayloadRequest, row: Email, raw: Uint8Array): Promise<ID> => {
  const own = isolateObjectProperty(req, ['transactionID', 'file'])
  delete own.transactionID
  const file = await storeFile(own, raw, {
    purpose: 'mail',
    name: 'mail.eml',
    mimeType: 'message/rfc822',
    mail: row.id,
  })
  return file.id
}

/** For a mail whose first delivery is not done with it, or died: of two attempts at once one file is kept. */
const keepOriginal = async (req: PayloadRequest, row: Email, raw: Uint8Array): Promise<void> => {
  if (row.raw) return
  const known = await originalFileOf(req, row)
  const file = known ?? (await storeOriginal(req, row, raw))
  const where: Where = { and: [{ id: { equals: row.id } }, { raw: { exists: false } }] }
  const isNamed = await claim(req, 'emails', where, { raw: file })
  if (!isNamed && !known) await removeFile(req, file)
}

/** First in hand: the original is stored while the mail's place is looked for, and placed is only what is kept. */
const keepAndPlace = async (
  req: PayloadRequest,
  inHand: Omit<MailInHand, 'original'>,
  raw: Uint8Array,
  now: Date,
): Promise<void> => {
  const { row, leaseKey } = inHand
  const original = storeOriginal(req, row, raw)
  try {
    await placeLeased(req, { ...inHand, original }, now)
  } catch (error) {
    // Whatever went wrong, the original may still be on its way: the next attempt is to find it.
    await Promise.allSettled([original])
    // Gives it back, so that the provider's next attempt need not wait for the lease's end.
    const where: Where = { and: [{ id: { equals: row.id } }, { leaseKey: { equals: leaseKey } }] }
    await claim(req, 'emails', where, { leaseKey: null, leaseUntil: null })
    throw error
  }
}

/**
 * Takes in one mail that a provider handed over: keeps all of it, then places it. The same mail any number of times, at
 * once or late, is kept once, by the unique `dedupKey`; one whose placing died half-way is placed by the next delivery
 * or by the minute's task. Answers `duplicate` where it had been placed before.
 *
 * Throws where it could not be kept (database or store away), so that the provider comes again.
 */
export const receiveMail = async (
  req: PayloadRequest,
  delivery: InboundDelivery,
  { replayKey = null, now = new Date() }: { replayKey?: string | null; now?: Date } = {},
): Promise<'received' | 'duplicate'> => {
  const [mail, settings] = await Promise.all([parseMail(delivery.raw), readSettings(req)])
  const dedupKey = dedupKeyOf(mail, delivery.raw)
  const leaseKey = randomUUID()
  const found = findPlace(req, mail, factsOf(delivery), settings)
  // Heard of where it is awaited; a mail that we have already waits for nothing of it.
  found.catch(() => undefined)
  let written: Email | null = null
  let row: Email | null = null
  try {
    // Most mails are new, so it is written without a look first: the unique key says whether we have it.
    written = await writeRow(req, { delivery, mail, dedupKey, replayKey, leaseKey, locale: settings.locale }, now)
  } catch (error) {
    row = await findRow(req, 'emails', { dedupKey: { equals: dedupKey } })
    // The signature has brought another mail already: somebody sends words of their own under it.
    if (!row && replayKey && (await findRow(req, 'portalEvents', { key: { equals: replayEvent(replayKey) } }))) {
      return 'duplicate'
    }
    if (!row) throw error
  }
  if (written) {
    await keepAndPlace(req, { row: written, leaseKey, mail, settings, found }, delivery.raw, now)
    return 'received'
  }
  if (!row) throw new Error('The mail has no row.')
  // Before any answer, whoever else is at work on it: what has been answered is never sent again.
  await keepOriginal(req, row, delivery.raw)
  if (row.processedAt) return 'duplicate'
  await placeMail(req, row, mail, now)
  return 'received'
}
