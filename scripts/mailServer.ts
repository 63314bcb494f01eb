import { mkdirSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'

import { MailDev } from 'maildev'

export interface RunningMailServer {
  smtpUrl: string
  uiUrl: string
  stop: () => Promise<void>
}

/** What we read of a mail that came in. */
interface ReceivedMail {
  id: string
  envelope: { to: { address: string }[] }
}

interface MailServerOptions {
  host: string
  smtpPort: number
  uiPort: number
  /** Where mails are kept; maildev's own default would be shared with every other maildev on the machine. */
  folder: string
  /**
   * Mail to this domain answers one of ours: it is handed over raw, as a mail provider would.
   * @example { domain: 'reply.localhost', handOver: (raw, recipients) => … }
   */
  replies?: { domain: string; handOver: (raw: Buffer, recipients: string[]) => Promise<void> }
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
    smtp.on('new', (email: ReceivedMail) => {
      const recipients = email.envelope.to.map(({ address }) => address)
      if (!recipients.some((address) => address.toLowerCase().endsWith(`@${replies.domain}`))) return
      void smtp
        .getRawEmail(email.id)
        .then((stream) => buffer(stream))
        .then((raw) => replies.handOver(raw, recipients))
        .catch((error: unknown) => {
          console.error(`An answer by mail was not handed over: ${String(error)}`)
        })
    })
  }
  return {
    smtpUrl: `smtp://${/^(0\.0\.0\.0|::)$/.test(options.host) ? '127.0.0.1' : options.host}:${options.smtpPort}`,
    uiUrl: `http://localhost:${options.uiPort}`,
    stop: () => maildev.stop(),
  }
}
