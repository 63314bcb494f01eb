/** Mails by hand, byte for byte: what mailers write, and what none should. */

export type Headers = Record<string, string | string[]>

export interface Part {
  headers: Headers
  body: Buffer
}

export const bytes = (content: string | Buffer, charset: BufferEncoding = 'utf8'): Buffer =>
  typeof content === 'string' ? Buffer.from(content, charset) : content

const crlf = (text: string): string => text.replace(/\r?\n/g, '\r\n')

export const headerLines = (headers: Headers): string =>
  Object.entries(headers)
    .flatMap(([name, values]) => [values].flat().map((value) => `${name}: ${value}\r\n`))
    .join('')

export const entity = ({ headers, body }: Part): Buffer =>
  Buffer.concat([Buffer.from(`${headerLines(headers)}\r\n`, 'utf8'), body])

const base64 = (content: Buffer): Buffer =>
  Buffer.from(content.toString('base64').replace(/.{76}/g, '$&\r\n'), 'latin1')

export const quotedPrintable = (content: Buffer): Buffer =>
  Buffer.from(
    [...content]
      .map((byte) =>
        byte === 0x0d || byte === 0x0a || (byte >= 0x20 && byte <= 0x7e && byte !== 0x3d)
          ? String.fromCharCode(byte)
          : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
      )
      .join('')
      .replace(/[^\r\n]{70}(?=[^\r\n=]{3})/g, '$&=\r\n'),
    'latin1',
  )

export interface TextOptions {
  type?: string
  charset?: string | null
  encoding?: '8bit' | 'base64' | 'quoted-printable'
  headers?: Headers
}

export const textPart = (content: string | Buffer, options: TextOptions = {}): Part => {
  const { type = 'text/plain', charset = 'utf-8', encoding = '8bit', headers = {} } = options
  const raw = typeof content === 'string' ? bytes(crlf(content)) : content
  const encode = { '8bit': (body: Buffer) => body, base64, 'quoted-printable': quotedPrintable }[encoding]
  return {
    headers: {
      'Content-Type': charset === null ? type : `${type}; charset=${charset}`,
      'Content-Transfer-Encoding': encoding,
      ...headers,
    },
    body: encode(raw),
  }
}

export const htmlPart = (content: string | Buffer, options: TextOptions = {}): Part =>
  textPart(content, { ...options, type: 'text/html' })

export const filePart = (
  name: string,
  content: string | Buffer,
  { type = 'application/octet-stream', cid, headers = {} }: { type?: string; cid?: string; headers?: Headers } = {},
): Part => ({
  headers: {
    'Content-Type': `${type}; name="${name}"`,
    'Content-Transfer-Encoding': 'base64',
    'Content-Disposition': `${cid === undefined ? 'attachment' : 'inline'}; filename="${name}"`,
    ...(cid === undefined ? {} : { 'Content-ID': `<${cid}>` }),
    ...headers,
  },
  body: base64(bytes(content)),
})

/** A mail inside a mail, as *forward as attachment* makes it. */
export const mailPart = (mail: Buffer): Part => ({
  headers: { 'Content-Type': 'message/rfc822', 'Content-Disposition': 'attachment; filename="mail.eml"' },
  body: mail,
})

let boundaries = 0

export const multipart = (
  type: string,
  parts: readonly Part[],
  { boundary = `=_part-${(boundaries += 1)}`, closed = true }: { boundary?: string; closed?: boolean } = {},
): Part => ({
  headers: { 'Content-Type': `multipart/${type}; boundary="${boundary}"` },
  body: Buffer.concat([
    ...parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n`, 'utf8'), entity(part), Buffer.from('\r\n')]),
    Buffer.from(closed ? `--${boundary}--\r\n` : '', 'utf8'),
  ]),
})

let mails = 0

/** A mail of this body. A header that is `''` is left out. */
export const buildMail = (headers: Headers, part: Part | string): Buffer => {
  mails += 1
  const { headers: own, body } = typeof part === 'string' ? textPart(part) : part
  const all: Headers = {
    To: 'hola@reply.localhost',
    Subject: 'A question',
    'Message-ID': `<built-${mails}@mail.example>`,
    Date: 'Wed, 25 Nov 2026 10:00:00 +0000',
    'MIME-Version': '1.0',
    ...own,
    ...headers,
  }
  const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
  return entity({ headers: kept, body })
}

/** The smallest picture there is: one pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Two frames of one pixel. */
export const GIF = Buffer.concat([
  Buffer.from('GIF89a', 'latin1'),
  Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
  Buffer.from([0x21, 0xff, 11]),
  Buffer.from('NETSCAPE2.0', 'latin1'),
  Buffer.from([3, 1, 0, 0, 0]),
  ...[0, 1].map(() => Buffer.from([0x21, 0xf9, 4, 4, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0])),
  Buffer.from([0x3b]),
])

export const SVG_WITH_SCRIPT = Buffer.from(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
)

/** The beginning of a photo of a phone whose rest got lost. */
export const HALF_HEIC = Buffer.concat([
  Buffer.from([0, 0, 0, 0x24]),
  Buffer.from('ftypheic', 'latin1'),
  Buffer.from([0, 0, 0, 0]),
  Buffer.from('mif1heic', 'latin1'),
])
