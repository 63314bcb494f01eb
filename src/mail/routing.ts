import { isKey } from '../domain/token.ts'
import { decodeWords } from './encodedWords.ts'
import { type InboundDelivery } from './inboundMail.ts'
import { type ParsedMail } from './parsedMail.ts'

export type RoutingKind = 'ticket' | 'reply' | 'staff'

export interface RoutingKey {
  kind: RoutingKind
  key: string
  /** The envelope is the server's word, the headers are the writer's. */
  source: 'envelope' | 'header'
}

const MAX_KEYS = 20
const MAX_IDS = 50

/** In the order of trust: what servers wrote, then what the writer wrote. */
const recipientHeaders = [
  'x-original-to',
  'delivered-to',
  'envelope-to',
  'x-envelope-to',
  'x-forwarded-to',
  'resent-to',
  'to',
  'cc',
]

const escaped = (domain: string): string => domain.toLowerCase().replace(/[^a-z0-9-]/g, '\\$&')

/**
 * `ticket+<key>@domain` wherever it stands in a text: bare, in brackets, as a display name, in quotes, or inside the
 * address a forwarder made of it, with `=` or `%` for the `@` and the plus escaped.
 */
const keyPattern = (domains: readonly string[]): RegExp => {
  const domain = domains
    .filter((name) => name !== '')
    .map(escaped)
    .join('|')
  return new RegExp(
    `(?<![a-z0-9])(ticket|reply|staff)(?:\\+|[%=]2b)([0-9a-z]{20})"?(?:@|=40|%40|=|%)(?:${domain})(?![a-z0-9-]|\\.[a-z0-9])`,
    'gi',
  )
}

const keysInText = (text: string, pattern: RegExp, source: RoutingKey['source']): RoutingKey[] =>
  [...text.matchAll(pattern)].flatMap(([, kind = '', key = '']) =>
    isKey(key.toLowerCase()) ? [{ kind: kind.toLowerCase() as RoutingKind, key: key.toLowerCase(), source }] : [],
  )

/** The keys that a mail was addressed to, the most trustworthy first; each but once. */
export const keysIn = (
  delivery: Pick<InboundDelivery, 'envelopeTo'>,
  mail: Pick<ParsedMail, 'headers'>,
  domains: readonly string[],
): RoutingKey[] => {
  if (!domains.some((domain) => domain !== '')) return []
  const pattern = keyPattern(domains)
  const found = [
    ...delivery.envelopeTo.flatMap((address) => keysInText(address, pattern, 'envelope')),
    ...recipientHeaders.flatMap((name) =>
      (mail.headers.get(name) ?? []).flatMap((value) => [
        ...keysInText(value, pattern, 'header'),
        ...(value.includes('=?') ? keysInText(decodeWords(value), pattern, 'header') : []),
      ]),
    ),
  ]
  const seen = new Set<string>()
  return found.filter(({ kind, key }) => !seen.has(`${kind}+${key}`) && seen.add(`${kind}+${key}`)).slice(0, MAX_KEYS)
}

/** The mails that a mail answers: its direct parent, then its thread from the newest to the oldest. */
export const messageIdsIn = (mail: Pick<ParsedMail, 'inReplyTo' | 'references'>): string[] =>
  [...new Set([...(mail.inReplyTo === null ? [] : [mail.inReplyTo]), ...mail.references.toReversed()])].slice(
    0,
    MAX_IDS,
  )
