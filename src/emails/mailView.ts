export interface MailFigure {
  label: string
  amount: string
  /** What is to know about the amount: its due day, or that nothing is left to pay. */
  note: string
  detail?: string
  tone: 'due' | 'good' | 'late' | 'quiet'
}

/** What a person wrote. In a letter its writer signs below, else the line above says whose words they are. */
export interface MailWords {
  text: string
  by?: string
}

/** Files that belong to the mail; a note says where one is that is not attached. */
export interface MailFileLines {
  title: string
  items: { name: string; size: string; note?: string }[]
}

/** What was said before, newest first. */
export interface MailThread {
  title: string
  messages: { heading: string; text: string }[]
}

/**
 * A mail in words, before it is HTML or text. Both parts are written from this alone, so that they can't say
 * different things.
 */
export interface MailView {
  lang: string
  subject: string
  /** What an inbox shows after the subject; empty where the mail's own beginning says it best. */
  preheader: string
  brandName: string
  logoUrl: string | null
  accentColor: string
  /** Shown above everything; only on test mails. */
  notice?: string
  greeting?: string
  /** The mail in one or two sentences, a paragraph each. */
  lead: string[]
  figure?: MailFigure
  words?: MailWords
  files?: MailFileLines
  /** A person's letter: its words come first, and the name or logo signs them instead of standing above. */
  isLetter?: boolean
  facts: { label: string; value: string }[]
  message?: { title: string; text: string }
  button: { label: string; url: string }
  linkIntro: string
  linkNote: string
  /** What else there is to know before asking. */
  hint?: string
  questions: string
  thread?: MailThread
  /** The business's own lines, from its name down. */
  footer: string[]
}
