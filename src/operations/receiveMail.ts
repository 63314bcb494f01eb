import { createHash } from 'node:crypto'

import type { PayloadRequest } from 'payload'

import { oneLine } from '../domain/plainText.ts'
import type { InboundDelivery } from '../mail/inboundMail.ts'
import { parseMail } from '../mail/parseMail.ts'
import type { ParsedMail } from '../mail/parsedMail.ts'
import type { Email } from '../records.ts'
import { claim, findRow, insertRow, readSettings } from '../store.ts'
import type { DeliveryFacts } from './deliveryFacts.ts'
import { inTransaction } from '../transaction.ts'
import { placeMail } from './placeMail.ts'
import { removeFile, sha256, storeFile } from './storedFiles.ts'

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

/** The mail's row and the claim on its signature, together or not at all. */
const writeRow = (req: PayloadRequest, incoming: Incoming, now: Date): Promise<Email> =>
  inTransaction(req, async (tx) => {
    if (incoming.replayKey) {
      await insertRow(tx, 'portalEvents', {
        key: replayEvent(incoming.replayKey),
        type: 'mail-signature',
        at: now.toISOString(),
        actorKind: 'system',
      })
    }
    return writeMail(tx, incoming, now)
  })

const replayEvent = (key: string) => `mail:${key}`

const writeMail = async (req: PayloadRequest, { delivery, mail, dedupKey }: Incoming, now: Date): Promise<Email> => {
  const { envelopeTo, envelopeFrom } = delivery
  return insertRow(req, 'emails', {
    kind: 'inbound',
    status: 'received',
    to: recipientsOf([...envelopeTo, ...mail.to]),
    from: mail.from ? (mail.from.name ? `${mail.from.name} <${mail.from.address}>` : mail.from.address) : envelopeFrom,
    subject: mail.subject.slice(0, 1000),
    text: (mail.text ?? '').slice(0, MAX_TEXT),
    locale: (await readSettings(req)).locale,
    messageId: mail.messageId ?? '',
    references: [...mail.references, ...(mail.inReplyTo ? [mail.inReplyTo] : [])].slice(-50).join(' '),
    data: { ...factsOf(delivery) },
    dedupKey,
    attempts: 0,
    queuedAt: now.toISOString(),
  })
}

/** The whole mail, byte for byte, before anything is made of it. Of two attempts at once one file is kept. */
const keepRaw = async (req: PayloadRequest, row: Email, raw: Uint8Array): Promise<void> => {
  if (row.raw) return
  const file = await storeFile(req, raw, {
    purpose: 'mail',
    name: 'mail.eml',
    mimeType: 'message/rfc822',
    mail: row.id,
  })
  const kept = await claim(
    req,
    'emails',
    { and: [{ id: { equals: row.id } }, { raw: { exists: false } }] },
    { raw: file.id },
  )
  if (!kept) await removeFile(req, file.id)
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
  const mail = await parseMail(delivery.raw)
  const dedupKey = dedupKeyOf(mail, delivery.raw)
  const where = { dedupKey: { equals: dedupKey } }
  let row = await findRow(req, 'emails', where)
  if (row?.processedAt) return 'duplicate'
  if (!row) {
    try {
      row = await writeRow(req, { delivery, mail, dedupKey, replayKey }, now)
    } catch (error) {
      row = await findRow(req, 'emails', where)
      // The signature has brought another mail already: somebody sends words of their own under it.
      if (!row && replayKey && (await findRow(req, 'portalEvents', { key: { equals: replayEvent(replayKey) } }))) {
        return 'duplicate'
      }
      if (!row) throw error
    }
  }
  await keepRaw(req, row, delivery.raw)
  await placeMail(req, row, mail, now)
  return 'received'
}
