import { mkdirSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'

import { MailDev } from 'maildev'

import type { MailReplies } from './mailReplies.ts'

export interface RunningMailServer {
  smtpUrl: string
  uiUrl: string
  stop: () => Promise<void>
}

/** What we read of a mail that came in. */
interface ReceivedMail {
  id: string
  envelope: { from: { address: string } | false; to: { address: string }[] }
}

interface MailServerOptions {
  host: string
  smtpPort: number
  uiPort: number
  /** Where mails are kept; maildev's own default would be shared with every other maildev on the machine. */
  folder: string
  /** What becomes of answers to our mails, besides lying in the inbox. */
  replies?: MailReplies
}

/** Starts an SMTP server that keeps every mail, and a web page to read them (REST at `/api/email`). */
export const startMailServer = async (options: MailServerOptions): Promise<RunningMailServer> => {
  mkdirSync(options.folder, { recursive: true })
  const maildev = new MailDev({
    ip: options.host,
    smtp: options.smtpPort,
    web: options.uiPort,
    webIp: options.host,
    mailDirectory: options.folder,
    silent: true,
  })
  const { smtp } = await maildev.start()
  const { replies } = options
  if (replies) {
    smtp.on('new', ({ id, envelope }: ReceivedMail) => {
      const recipients = envelope.to
        .map(({ address }) => address)
        .filter((address) => address.toLowerCase().endsWith(`@${replies.domain}`))
      if (recipients.length === 0) return
      const sender = envelope.from ? envelope.from.address : ''
      void smtp
        .getRawEmail(id)
        .then((stream) => buffer(stream))
        .then((raw) => replies.handOver({ raw, recipients, sender }))
        .catch((error: unknown) => {
          const why = error instanceof Error ? error.message : String(error)
          console.error(`An answer by mail to ${recipients.join(', ')} was not handed over: ${why}.`)
        })
    })
  }
  return {
    smtpUrl: `smtp://${/^(0\.0\.0\.0|::)$/.test(options.host) ? '127.0.0.1' : options.host}:${options.smtpPort}`,
    uiUrl: `http://localhost:${options.uiPort}`,
    stop: () => maildev.stop(),
  }
}
