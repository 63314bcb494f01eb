import { simpleParser, type ParsedMail as ParserMail } from 'mailparser'

import { decodeText } from './charset.ts'
import { firstField, readHeader } from './headerFields.ts'
import { isDeeperThan } from './htmlDepth.ts'
import { honestMail } from './honestMail.ts'
import { readMailHeaders } from './mailHeaders.ts'
import { isTextPart, partBytes, readMime, type MimePart, type MimeStructure } from './mimeParts.ts'
import { type MailAttachment, type ParsedMail, type ParseFault } from './parsedMail.ts'

export interface ParseLimits {
  maxBytes: number
  maxParts: number
  /** Characters of text, and of html. */
  maxText: number
  /** A header of a part larger than this is no person's. */
  maxPartHeader: number
  timeoutMs: number
}

export const parseLimits: ParseLimits = {
  maxBytes: 50 * 1024 * 1024,
  maxParts: 500,
  maxText: 2_000_000,
  maxPartHeader: 64 * 1024,
  timeoutMs: 20_000,
}

interface Body {
  text: string | null
  html: string | null
  isCut: boolean
  files: Omit<MailAttachment, 'isInline'>[]
}

const withoutNul = (text: string): string => text.replaceAll('\0', '')

const MAX_HTML_TO_CONVERT = 1_000_000
const MAX_HTML_DEPTH = 200

const textOf = (bytes: Uint8Array, part: MimePart): string =>
  decodeText(partBytes(bytes, part), part.type.params.get('charset') ?? null)

const cidOf = (text: string | null | undefined): string | null => {
  const cid = withoutNul(text ?? '').replace(/^[\s<]+|[\s>]+$/g, '')
  return cid === '' ? null : cid.slice(0, 998)
}

const nameOf = ({ disposition, type }: MimePart): string | null => {
  const name = disposition.params.get('filename') ?? type.params.get('name') ?? ''
  return name === '' ? null : withoutNul(name)
}

const isHtml = (part: MimePart): boolean => part.type.value === 'text/html'

/** What stands in for the parser where that gives up: each part by itself, in the mail's order. */
const crudeBody = (bytes: Uint8Array, { root, parts }: MimeStructure): Body => {
  const texts = parts.filter((part) => isTextPart(part) && !isHtml(part)).map((part) => textOf(bytes, part))
  const htmls = parts.filter((part) => isTextPart(part) && isHtml(part)).map((part) => textOf(bytes, part))
  const whole = () => decodeText(bytes.subarray(root.bodyStart, root.bodyStart + parseLimits.maxText), null)
  return {
    text: texts.length > 0 ? texts.join('\n') : htmls.length > 0 ? null : whole(),
    html: htmls.length > 0 ? htmls.join('<br>\n') : null,
    isCut: false,
    files: parts
      .filter((part) => !isTextPart(part))
      .map((part) => ({
        filename: nameOf(part),
        contentType: part.type.value || 'application/octet-stream',
        content: partBytes(bytes, part),
        cid: cidOf(firstField(part.fields, 'content-id')),
      })),
  }
}

const bodyFrom = (mail: ParserMail, { parts }: MimeStructure, isCut: boolean): Body => {
  const ownFiles = parts.filter((part) => !isTextPart(part))
  const isSameList = ownFiles.length === mail.attachments.length
  return {
    // Without a part of plain text the parser makes one of the html. That is for `htmlReply.ts`, which knows quotes.
    text: parts.some((part) => isTextPart(part) && !isHtml(part)) ? (mail.text ?? null) : null,
    html: mail.html || null,
    isCut: isCut || mail.textConversionError !== undefined,
    files: mail.attachments.map((file, index) => {
      const ownName = isSameList && ownFiles[index] ? nameOf(ownFiles[index]) : null
      return {
        // The parser believes in the charset of a name, too.
        filename: file.filename?.includes('\ufffd') ? (ownName ?? file.filename) : (file.filename ?? ownName),
        // An empty one comes through as none, whatever the parser's types say.
        contentType: (file.contentType || 'application/octet-stream').toLowerCase(),
        content: file.content,
        cid: cidOf(file.cid),
      }
    }),
  }
}

/** Runs the parser; it yields to others now and then, so that a limit in time is one. */
const runParser = async (
  bytes: Uint8Array,
  structure: MimeStructure,
  limits: ParseLimits,
): Promise<Body | ParseFault> => {
  const hasPlain = structure.parts.some((part) => isTextPart(part) && !isHtml(part))
  const htmlParts = structure.parts.filter((part) => isTextPart(part) && isHtml(part))
  const isMixed = hasPlain && htmlParts.length > 0
  const isTooDeep = isMixed && htmlParts.some((part) => isDeeperThan(textOf(bytes, part), MAX_HTML_DEPTH))
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'parser-slow'>((resolve) => {
    timer = setTimeout(resolve, limits.timeoutMs, 'parser-slow')
  })
  try {
    const parsed = simpleParser(Buffer.from(honestMail(bytes, structure)), {
      // Where text and html parts follow one another, each has to hold what the other says; else nothing is converted.
      skipHtmlToText: !isMixed || isTooDeep,
      skipTextToHtml: !isMixed,
      skipTextLinks: true,
      keepCidLinks: true,
      keepDeliveryStatus: true,
      // A mail inside the mail is a file: its text is not what this one's writer says.
      ignoreEmbedded: true,
      checksumAlgo: false,
      maxHtmlLengthToParse: MAX_HTML_TO_CONVERT,
      maxHeadSize: limits.maxPartHeader,
      maxChildNodes: limits.maxParts * 2,
    })
    const mail = await Promise.race([parsed, late])
    return typeof mail === 'string' ? mail : bodyFrom(mail, structure, isTooDeep)
  } catch {
    return 'parser-failed'
  } finally {
    clearTimeout(timer)
  }
}

/** An empty text beside html is no text: some mailers add one because the form asks for it. */
const visibleText = (text: string | null, html: string | null): string | null => {
  const visible = text === null ? null : withoutNul(text).replace(/\r\n?/g, '\n')
  return visible?.trim() === '' && html !== null ? null : visible
}

const CID_LINK = /cid:([^"'\s<>)]{1,998})/gi

const readableCid = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const shownCids = (html: string | null): Set<string> =>
  new Set([...(html ?? '').matchAll(CID_LINK)].map(([, cid = '']) => readableCid(cid)))

const LF = 0x0a
const CR = 0x0d

/** Some old program's mail has bare carriage returns alone, and would be one line of header to everybody else. */
const withLines = (bytes: Buffer): Buffer =>
  bytes.includes(LF) || !bytes.includes(CR) ? bytes : Buffer.from(bytes.map((byte) => (byte === CR ? LF : byte)))

/**
 * Reads a mail; never throws, and never takes long. Where the parser fails the mail is read crudely, so that a visible
 * message is left of it, and `faults` tell what happened.
 */
export const parseMail = async (raw: Uint8Array, limits: ParseLimits = parseLimits): Promise<ParsedMail> => {
  const faults: ParseFault[] = []
  const bytes = withLines(Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, limits.maxBytes)))
  if (bytes.byteLength < raw.byteLength) faults.push('too-large')

  const structure = readMime(bytes, limits.maxParts)
  if (structure.root.isCut) faults.push('header-cut')
  if (structure.isCut) faults.push('parts-cut')

  let body: Body | null = null
  if (!structure.isCut) {
    const result = await runParser(bytes, structure, limits)
    if (typeof result === 'string') faults.push(result)
    else body = result
  }
  const { text, html, files, isCut } = body ?? crudeBody(bytes, structure)
  if (isCut || (text?.length ?? 0) > limits.maxText || (html?.length ?? 0) > limits.maxText) faults.push('text-cut')

  const charset = structure.parts.find(isTextPart)?.type.params.get('charset') ?? null
  const cleanHtml = html === null ? null : withoutNul(html).slice(0, limits.maxText)
  const shown = shownCids(cleanHtml)
  return {
    ...readMailHeaders(readHeader(bytes, 0, { charset }).fields),
    text: visibleText(text, cleanHtml)?.slice(0, limits.maxText) ?? null,
    html: cleanHtml,
    attachments: files.map((file) => ({
      ...file,
      filename: file.filename === null ? null : withoutNul(file.filename).slice(0, 1000),
      isInline: file.cid !== null && shown.has(file.cid),
    })),
    hasFault: faults.length > 0,
    faults,
  }
}
