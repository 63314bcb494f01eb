import { parseAddressHeader } from 'mailparser'

import { isEmail } from '../domain/emailAddress.ts'
import { oneLine } from '../domain/plainText.ts'
import { decodeWords, relabelWords } from './encodedWords.ts'
import { allFields, firstField, type HeaderField } from './headerFields.ts'
import { type MailAddress, type ParsedMail } from './parsedMail.ts'

const MAX_ADDRESSES = 200
const MAX_NAME = 200
const MAX_SUBJECT = 1000
const MAX_IDS = 200
/** What a header's line may have (RFC 5322, 2.1.1), and what an index of PostgreSQL still takes. */
const MAX_ID_BYTES = 998

const addressesIn = (values: readonly string[]): MailAddress[] => {
  const parsed = values.flatMap((value) => {
    try {
      return parseAddressHeader(relabelWords(value), { flatten: true }).value
    } catch {
      return []
    }
  })
  return parsed
    .map(({ address, name }) => ({ address: (address ?? '').toLowerCase(), name: oneLine(name).slice(0, MAX_NAME) }))
    .filter(({ address }) => isEmail(address))
    .slice(0, MAX_ADDRESSES)
}

/** Message-IDs have brackets; some mailers forget them. */
const idsIn = (values: readonly string[]): string[] => {
  const text = values.join(' ')
  const bracketed = text.match(/<[^<>\s]{1,998}>/g)
  const ids = bracketed ?? text.split(/\s+/).filter((word) => word.includes('@') && word.length <= 998)
  return ids
    .filter((id) => Buffer.byteLength(id, 'utf8') <= MAX_ID_BYTES)
    .slice(-MAX_IDS)
    .map((id) => (id.startsWith('<') ? id : `<${id.replace(/[<>]/g, '')}>`))
}

const dateIn = (value: string | null): Date | null => {
  const date = new Date((value ?? '').slice(0, 100).replace(/\([^)]*\)/g, ''))
  const year = date.getUTCFullYear()
  return year >= 1970 && year <= 9999 ? date : null
}

const byName = (fields: readonly HeaderField[]): Map<string, string[]> => {
  const headers = new Map<string, string[]>()
  for (const { name, value } of fields) {
    const values = headers.get(name)
    if (values) values.push(value)
    else headers.set(name, [value])
  }
  return headers
}

export type MailHeaders = Omit<ParsedMail, 'text' | 'html' | 'attachments' | 'hasFault' | 'faults'>

/** What a mail's header says. Needs no more than the header, so that it is right also where the body is beyond reading. */
export const readMailHeaders = (fields: readonly HeaderField[]): MailHeaders => {
  const addresses = (name: string): string[] => [
    ...new Set(addressesIn(allFields(fields, name)).map(({ address }) => address)),
  ]
  const from = addressesIn(allFields(fields, 'from'))
  const [inReplyTo = null, ...furtherParents] = idsIn(allFields(fields, 'in-reply-to'))
  return {
    messageId: idsIn([firstField(fields, 'message-id') ?? ''])[0] ?? null,
    inReplyTo,
    references: [...idsIn(allFields(fields, 'references')), ...furtherParents],
    from: from[0] ?? null,
    fromAddresses: [...new Set(from.map(({ address }) => address))],
    senderAddresses: addresses('sender'),
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    deliveredTo: addresses('delivered-to'),
    xOriginalTo: addresses('x-original-to'),
    subject: oneLine(decodeWords(firstField(fields, 'subject') ?? '')).slice(0, MAX_SUBJECT),
    date: dateIn(firstField(fields, 'date')),
    headers: byName(fields),
  }
}
