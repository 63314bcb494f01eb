/** What providers tell of a mail in fields of their own, to be made a mail again: one path leads on from there. */
export interface MailFields {
  /** In the mail's order. What describes the old body is left out by us. */
  headers: readonly (readonly [name: string, value: string])[]
  text: string | null
  html: string | null
  attachments: readonly MailFile[]
}

export interface MailFile {
  filename: string | null
  contentType: string | null
  cid: string | null
  content: Uint8Array
}

// Base64 has no dash: no content can hold a delimiter, and the same fields always give the same mail.
const MIXED = '=_client-portal-mixed'
const ALTERNATIVE = '=_client-portal-alternative'

const LONE_SURROGATE = /\p{Surrogate}/gu

/** A value that stays in its line: a provider's JSON may hold line breaks, and they would start headers of their own. */
const inLine = (text: string): string => text.replace(/[\r\n\0]+/g, ' ').trim()

const headerLine = ([name, value]: readonly [string, string]): string =>
  /^[!-9;-~]{1,200}$/.test(name) ? `${name}: ${inLine(value)}\r\n` : ''

const base64Lines = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64').replace(/.{76}/g, '$&\r\n')

const part = (headers: readonly string[], content: Uint8Array): string =>
  [...headers, 'Content-Transfer-Encoding: base64', '', base64Lines(content)].join('\r\n')

const textPart = (subtype: 'plain' | 'html', text: string): string =>
  part([`Content-Type: text/${subtype}; charset=utf-8`], Buffer.from(text, 'utf8'))

const multipart = (subtype: string, boundary: string, parts: readonly string[]): string =>
  [
    `Content-Type: multipart/${subtype}; boundary="${boundary}"`,
    '',
    ...parts.map((content) => `--${boundary}\r\n${content}`),
    `--${boundary}--`,
    '',
  ].join('\r\n')

const bodyPart = ({ text, html }: MailFields): string => {
  if (html === null) return textPart('plain', text ?? '')
  if (text === null || text === '') return textPart('html', html)
  return multipart('alternative', ALTERNATIVE, [textPart('plain', text), textPart('html', html)])
}

const filePart = ({ filename, contentType, cid, content }: MailFile): string => {
  const type = /^[\w.+-]{1,80}\/[\w.+-]{1,120}/.exec(contentType ?? '')?.[0] ?? 'application/octet-stream'
  const name = filename === null ? '' : `; filename*=utf-8''${encodeURIComponent(filename.replace(LONE_SURROGATE, ''))}`
  return part(
    [
      // Multiparts and mails can't be base64; as a file of plain bytes nothing of them is lost.
      `Content-Type: ${/^(?:multipart|message)\//i.test(type) ? 'application/octet-stream' : type}`,
      `Content-Disposition: ${cid === null ? 'attachment' : 'inline'}${name}`,
      ...(cid === null ? [] : [`Content-ID: <${inLine(cid).replace(/[<>]/g, '')}>`]),
    ],
    content,
  )
}

export const rebuildMail = (fields: MailFields): Uint8Array => {
  const kept = fields.headers.filter(([name]) => !/^(?:content-|mime-version$)/i.test(name))
  const body =
    fields.attachments.length === 0
      ? bodyPart(fields)
      : multipart('mixed', MIXED, [bodyPart(fields), ...fields.attachments.map(filePart)])
  return Buffer.from(`${kept.map(headerLine).join('')}MIME-Version: 1.0\r\n${body}`, 'utf8')
}
