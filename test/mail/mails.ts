import { parseMail } from '../../src/mail/parseMail.ts'
import { type ParsedMail } from '../../src/mail/parsedMail.ts'

/** Lines become a mail; a Buffer among them stands as it is, for what is not UTF-8. */
export const mailOf = (...lines: (string | Buffer)[]): Buffer =>
  Buffer.concat(
    lines.flatMap((line) => [typeof line === 'string' ? Buffer.from(line, 'utf8') : line, Buffer.from('\r\n')]),
  )

export const parse = (...lines: (string | Buffer)[]): Promise<ParsedMail> => parseMail(mailOf(...lines))

/** A client's plain answer with further headers. */
export const answer = (
  headers: Record<string, string> = {},
  body = 'Thank you, that is fine.',
): Promise<ParsedMail> => {
  const all = {
    From: 'Ana Torres <ana@client.test>',
    To: 'Studio <hello@studio.test>',
    Subject: 'Re: Invoice INV-2026-0007',
    'Message-ID': '<CAF1234@mail.client.test>',
    ...headers,
  }
  const lines = Object.entries(all).filter(([, value]) => value !== '')
  return parse(...lines.map(([name, value]) => `${name}: ${value}`), '', body)
}

export const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
