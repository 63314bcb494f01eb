import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'

import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  from: string
  to: string[]
  /** The message as it came over the wire. */
  raw: string
  messageId: string
}

/** What the server does with a message: keep it, refuse it with a code and words, or hang up before answering. */
export type Verdict = 'accept' | 'drop' | { code: number; message: string }

export interface SmtpPeer {
  host: string
  port: number
  /** Every message that came in whole, whatever became of it; in the order of their arrival. */
  mails: ReceivedMail[]
  to: (address: string) => ReceivedMail[]
  /** The answer to RCPT TO, one recipient after the other. Default: accept. */
  onRecipient: (address: string) => Verdict
  /** The answer to the message itself; a promise keeps the sender waiting. Default: accept. */
  onMessage: (mail: ReceivedMail) => Verdict | Promise<Verdict>
  /** The password asked of those who sign in; nobody has to. */
  password: string
  /** Back to accepting everything, with nothing received. */
  reset: () => void
  /** Nobody listens any more. */
  goDown: () => Promise<void>
  /** Listens again, on the same port. */
  comeUp: () => Promise<void>
}

const refusal = ({ code, message }: { code: number; message: string }): Error =>
  Object.assign(new Error(message), { responseCode: code })

const headerOf = (raw: string, name: string): string => {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  const line = head.split('\r\n').find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line?.slice(name.length + 1).trim() ?? ''
}

/** A real SMTP server on loopback that does what a test tells it to. Call `goDown` in `afterAll`. */
export const startSmtpPeer = async (): Promise<SmtpPeer> => {
  const sockets = new Map<number | undefined, Socket>()
  let server: SMTPServer

  const peer: SmtpPeer = {
    host: '127.0.0.1',
    port: 0,
    mails: [],
    to: (address) => peer.mails.filter((mail) => mail.to.includes(address)),
    onRecipient: () => 'accept',
    onMessage: () => 'accept',
    password: 'right',
    reset: () => {
      peer.mails.length = 0
      peer.onRecipient = () => 'accept'
      peer.onMessage = () => 'accept'
    },
    goDown: async () => {
      const closed = once(server.server, 'close')
      server.close()
      for (const socket of sockets.values()) socket.destroy()
      await closed
    },
    comeUp: async () => {
      server = listen()
      if (!server.server.listening) await once(server.server, 'listening')
      peer.port = (server.server.address() as AddressInfo).port
    },
  }

  const listen = (): SMTPServer => {
    const made = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 0,
      onAuth: ({ password, username }, _session, done) => {
        if (password === peer.password) done(null, { user: username })
        else done(refusal({ code: 535, message: 'Authentication credentials invalid' }))
      },
      onRcptTo: ({ address }, _session, done) => {
        const verdict = peer.onRecipient(address)
        if (verdict === 'accept') done()
        else if (verdict === 'drop') done(refusal({ code: 421, message: 'Closing' }))
        else done(refusal(verdict))
      },
      onData: (stream, session, done) => {
        const take = async () => {
          const raw = (await buffer(stream)).toString('utf8')
          const { mailFrom, rcptTo } = session.envelope
          const mail: ReceivedMail = {
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            raw,
            messageId: headerOf(raw, 'Message-ID'),
          }
          peer.mails.push(mail)
          const verdict = await peer.onMessage(mail)
          if (verdict === 'accept') done()
          else if (verdict === 'drop') sockets.get(session.remotePort)?.destroy()
          else done(refusal(verdict))
        }
        void take()
      },
    })
    // Clients that are cut off, on purpose, are no failure of the test.
    made.on('error', () => undefined)
    made.server.on('connection', (socket: Socket) => {
      const { remotePort } = socket
      sockets.set(remotePort, socket)
      socket.once('close', () => sockets.delete(remotePort))
    })
    made.listen(peer.port, peer.host)
    return made
  }

  await peer.comeUp()
  return peer
}

/** The parts of a message as a person reads them: quoted-printable and base64 undone. */
export const readable = (raw: string): string =>
  raw
    .replace(/=\r\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'))

/** The tokens of all the links in a message. */
export const tokensIn = (mail: Pick<ReceivedMail, 'raw'>): string[] => [
  ...new Set([...readable(mail.raw).matchAll(/\/portal\/enter\/([\w-]{43})/g)].map((match) => match[1] ?? '')),
]
