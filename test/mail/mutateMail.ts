/** Changes mails at random, as broken relays, scanners and people with time do; the same seed gives the same mails. */

export interface Random {
  /** From 0 up to, not including, `below`. */
  int: (below: number) => number
  pick: <T>(from: readonly T[]) => T
}

/** Small and good enough: every case has a seed of its own, so that one can be repeated without those before it. */
export const randomOf = (seed: number, index: number): Random => {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (below: number): number => Math.floor(next() * below)
  return {
    int,
    pick: (from) => {
      const chosen = from[int(from.length)]
      if (chosen === undefined) throw new Error('There is nothing to pick from.')
      return chosen
    },
  }
}

type Change = (raw: Buffer, random: Random, others: readonly Buffer[]) => Buffer

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
const cutAt = (raw: Buffer, at: number): [Buffer, Buffer] => [raw.subarray(0, at), raw.subarray(at)]

const tokens: readonly Buffer[] = [
  ...['\r\n', '\r\n\r\n', '\n', '\r', '\0', '--', ':', ';', '"', '<', '>', '(', '=', '=\r\n', ',', '@', '\t', ' '],
  ...['--mixed-9', '--related--', 'boundary=', '=?utf-8?Q?=00=FF?=', '=?utf-8?B?7aCA?=', '=?utf-16?B?2AA=?=', '?='],
  ...['\xff\xfe', '\xef\xbb\xbf', '\xed\xa0\x80', '\xf0\x9f\x98', '\xc3', '\x1b$B', '\x7f', '\x80', '\x01'],
  ...[
    'BM',
    'GIF89a',
    '\x89PNG\r\n\x1a\n',
    '\xff\xd8\xff',
    '%PDF-',
    '\0\0\0\x18ftypheic',
    '<?xml ?><svg>',
    'PK\x03\x04',
  ],
  ...['<!--', '<blockquote>', '</div>', '<script>', '<table><tr>', '&#0;', '&#xd800;', '<img src="cid:', 'begin 644 x'],
  ...['From: ', 'Content-Type: multipart/mixed; boundary=b\r\n', 'Content-Type: message/rfc822\r\n', 'Received: x\r\n'],
].map(latin)

const types = [
  'text/plain',
  'text/html; charset=utf-7',
  'text/plain; charset="x-unknown"',
  'text/plain; charset=utf-16',
  'multipart/mixed; boundary="mixed-9"',
  'multipart/mixed',
  'multipart/alternative; boundary=""',
  'multipart/report; report-type=delivery-status; boundary=b',
  'message/rfc822',
  'message/delivery-status',
  'message/partial; id=x; number=1; total=2',
  'image/png; name="a.png"',
  'image/svg+xml; name=a.svg',
  'application/octet-stream; name="../../a\\\\b.exe"',
  'x',
  ';;;',
]

const encodings = ['7bit', '8bit', 'binary', 'base64', 'quoted-printable', 'x-uuencode', 'base64, base64', '']

const addresses = [
  '<>',
  '"" <@>',
  'a@b, c@d, e@f',
  '"Estudio Lumen" <hola@lumen.test>',
  '=?utf-8?Q?=00?= <a@b.test>',
  'a@[127.0.0.1]',
  'undisclosed-recipients:;',
  '<ticket+@reply.localhost>',
  'ticket+zzzzzzzzzzzzzzzzzzzz@reply.localhost',
  `${'x'.repeat(300)}@b.test`,
]

const bytesChanged: readonly Change[] = [
  (raw, random) => {
    const [before, after] = cutAt(raw, random.int(raw.byteLength))
    return Buffer.concat([before, random.pick(tokens), after])
  },
  (raw, random) => {
    const [before, after] = cutAt(raw, random.int(raw.byteLength))
    const token = random.pick(tokens)
    return Buffer.concat([before, token, after.subarray(token.byteLength)])
  },
  (raw, random) => {
    const copy = Buffer.from(raw)
    for (let left = 1 + random.int(8); left > 0 && copy.byteLength > 0; left -= 1) {
      const at = random.int(copy.byteLength)
      copy[at] = random.int(256)
    }
    return copy
  },
  (raw, random) => {
    const [before, after] = cutAt(raw, random.int(raw.byteLength))
    return Buffer.concat([before, after.subarray(1 + random.int(80))])
  },
  (raw, random) => {
    const [before, after] = cutAt(raw, random.int(raw.byteLength))
    return Buffer.concat([before, after.subarray(0, 1 + random.int(200)), after])
  },
  (raw, random) => raw.subarray(0, 1 + random.int(raw.byteLength)),
  (raw, random) => Buffer.concat([random.pick(tokens), raw]),
  (raw, random) => {
    const [before, after] = cutAt(raw, random.int(raw.byteLength))
    return Buffer.concat([
      before,
      Buffer.alloc(1000 + random.int(100_000), random.pick([0x20, 0x41, 0x3c, 0x3e, 0xe9, 0])),
      after,
    ])
  },
]

/** The lines of a header with those folded under them, and the rest of the mail. */
const split = (raw: Buffer): { fields: string[]; rest: Buffer } => {
  const end = raw.indexOf('\r\n\r\n')
  const at = end === -1 ? raw.byteLength : end + 2
  return {
    fields: raw
      .subarray(0, at)
      .toString('latin1')
      .split(/(?<=\n)(?![ \t])/),
    rest: raw.subarray(at),
  }
}

const joined = (fields: readonly string[], rest: Buffer): Buffer => Buffer.concat([latin(fields.join('')), rest])

const onHeader =
  (change: (fields: string[], random: Random) => string[]): Change =>
  (raw, random) => {
    const { fields, rest } = split(raw)
    return joined(change(fields, random), rest)
  }

const replaced =
  (name: RegExp, values: readonly string[]): Change =>
  (raw, random) => {
    const text = raw.toString('latin1')
    const found = [...text.matchAll(name)]
    if (found.length === 0) return joined([`X-Not: there\r\n`], raw)
    const match = random.pick(found)
    const at = match.index + match[0].length
    const end = text.indexOf('\r\n', at)
    return latin(`${text.slice(0, at)} ${random.pick(values)}${end === -1 ? '' : text.slice(end)}`)
  }

const structureChanged: readonly Change[] = [
  onHeader((fields, random) => fields.filter((_, index) => index !== random.int(fields.length))),
  onHeader((fields, random) => [...fields, random.pick(fields)]),
  onHeader((fields, random) => [...fields].sort(() => random.int(3) - 1)),
  onHeader((fields, random) => fields.map((field) => (random.int(3) === 0 ? field.replace(/: /, ':\r\n ') : field))),
  onHeader((fields, random) => [
    `Subject: ${String.fromCharCode(1 + random.int(255)).repeat(1 + random.int(3000))}\r\n`,
    ...fields,
  ]),
  onHeader((fields, random) => [
    ...Array.from({ length: random.int(300) }, (_, index) => `X-${index}: ${index}\r\n`),
    ...fields,
  ]),
  replaced(/^content-type:/gim, types),
  replaced(/^content-transfer-encoding:/gim, encodings),
  replaced(/^from:/gim, addresses),
  replaced(/^(?:to|cc|reply-to):/gim, addresses),
  replaced(/^message-id:/gim, [
    '',
    '<>',
    '<a b@c>',
    `<${'é'.repeat(998)}@x>`,
    'no brackets@x',
    '<a@b><c@d>',
    '<\x01@\xff>',
  ]),
  replaced(/^(?:date|mime-version):/gim, [
    'Thu, 99 Foo 99999',
    '0',
    '-1',
    '',
    '1.0 (a',
    'Wed, 25 Nov 2026 10:00:00 +9999',
  ]),
  // The whole mail as a file of another, and a body of one with the header of another.
  (raw) =>
    Buffer.concat([
      latin(
        'From: x@y.test\r\nContent-Type: multipart/mixed; boundary=out\r\n\r\n--out\r\nContent-Type: message/rfc822\r\n\r\n',
      ),
      raw,
      latin('\r\n--out--\r\n'),
    ]),
  (raw, random, others) => Buffer.concat([latin(split(random.pick(others)).fields.join('')), split(raw).rest]),
  (raw, random, others) => Buffer.concat([raw, random.pick(others)]),
  (raw, random) => {
    const levels = 1 + random.int(60)
    const heads = Array.from(
      { length: levels },
      (_, level) => `Content-Type: multipart/mixed; boundary=n${level}\r\n\r\n--n${level}\r\n`,
    )
    return Buffer.concat([latin(`From: x@y.test\r\n${heads.join('')}`), raw])
  },
  // Parts taken out, doubled, and left open.
  (raw, random) => {
    const parts = raw.toString('latin1').split(/(?=^--)/m)
    const chosen = random.int(parts.length)
    return latin(parts.filter((_, index) => index !== chosen).join(''))
  },
  (raw, random) => {
    const parts = raw.toString('latin1').split(/(?=^--)/m)
    const chosen = random.int(parts.length)
    return latin(parts.map((part, index) => (index === chosen ? part.repeat(2 + random.int(40)) : part)).join(''))
  },
  (raw) => latin(raw.toString('latin1').replace(/^(--.*)--\r\n/gm, '$1\r\n')),
  (raw) => latin(raw.toString('latin1').replaceAll('\r\n', '\n')),
  (raw) => latin(raw.toString('latin1').replaceAll('\n', '')),
]

/** A mail of these, changed one to five times. Never empty: a post without a body is no mail. */
export const mutatedMail = (mails: readonly Buffer[], seed: number, index: number): Buffer => {
  const random = randomOf(seed, index)
  // Under an id of its own: else it would be taken for a repetition of the mail that it was, where its words are the same.
  let raw = latin(random.pick(mails).toString('latin1').replace('<varied-', `<case-${index}-`))
  for (let left = 1 + random.int(5); left > 0; left -= 1) {
    raw = random.pick(random.int(2) === 0 ? bytesChanged : structureChanged)(raw, random, mails)
    if (raw.byteLength === 0) raw = latin('x')
  }
  return raw
}
