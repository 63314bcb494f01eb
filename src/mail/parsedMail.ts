export interface MailAddress {
  /** In lower case. */
  address: string
  name: string
}

export interface MailAttachment {
  /** As the mail names it: any text at all. `safeFileName` in `attachmentRules.ts` makes a file's name of it. */
  filename: string | null
  /** As the mail claims it, in lower case. */
  contentType: string
  content: Uint8Array
  /** Its Content-ID, without brackets. */
  cid: string | null
  /** The html shows it: it belongs into the text, not among the files. */
  isInline: boolean
}

/**
 * What could not be read as it stands: the mail is larger than is read, its header, parts or text were cut, or the
 * parser failed or took too long. Everything else about the mail is still right, and a text is there.
 */
export type ParseFault = 'too-large' | 'header-cut' | 'parts-cut' | 'text-cut' | 'parser-failed' | 'parser-slow'

/** A mail as our operations use it. Nothing in it is proven: whoever wrote the mail wrote all of this. */
export interface ParsedMail {
  /** With its brackets, as all Message-IDs here. */
  messageId: string | null
  inReplyTo: string | null
  /** The oldest first. */
  references: string[]
  /** The first address of From. */
  from: MailAddress | null
  /** Every address of every From: more than one is a reason to trust none. */
  fromAddresses: string[]
  /** Of the header Sender. */
  senderAddresses: string[]
  replyTo: string[]
  to: string[]
  cc: string[]
  deliveredTo: string[]
  xOriginalTo: string[]
  subject: string
  /** As the mail claims it. */
  date: Date | null
  /** `null` where html alone says anything; line ends are `\n`. */
  text: string | null
  /** As it came: not to be shown before `sanitizeHtml`. */
  html: string | null
  attachments: MailAttachment[]
  /** Every header by its name in lower case, unfolded, in the mail's order, encoded words as they came. */
  headers: ReadonlyMap<string, readonly string[]>
  hasFault: boolean
  faults: ParseFault[]
}

/** The first value of a header, empty if there is none. */
export const headerOf = (mail: Pick<ParsedMail, 'headers'>, name: string): string => mail.headers.get(name)?.[0] ?? ''
