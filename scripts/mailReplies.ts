/** One mail as an SMTP server took it. */
export interface TakenMail {
  raw: Buffer
  /** The envelope's recipients at the reply domain. */
  recipients: string[]
  /** The envelope's sender; empty on bounces. */
  sender: string
}

export interface MailReplies {
  /** Mail to this domain answers one of ours. */
  domain: string
  handOver: (mail: TakenMail) => Promise<void>
}

/** Hands answers by mail to the site's inbound endpoint, as a mail provider's webhook does. */
export const mailReplies = (options: { domain: string; siteUrl: string; secret: string }): MailReplies => ({
  domain: options.domain,
  handOver: async ({ raw, recipients, sender }) => {
    const answer = await fetch(`${options.siteUrl}/api/client-portal/mail/inbound/raw`, {
      method: 'POST',
      headers: {
        'content-type': 'message/rfc822',
        'x-inbound-secret': options.secret,
        'x-envelope-to': recipients.join(', '),
        'x-envelope-from': sender,
      },
      body: new Uint8Array(raw),
    })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`the site answered ${answer.status}`)
  },
})
