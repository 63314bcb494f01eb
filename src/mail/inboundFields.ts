import { createPublicKey } from 'node:crypto'

import type { InboundSecrets } from '../options.ts'
import type { InboundProvider } from './inboundMail.ts'

/** What is wrong with what was entered for a provider; each is a text of `errors.field`. */
export type InboundProblem =
  'inboundSecret' | 'mailUser' | 'publicKey' | 'resendApiKey' | 'resendWebhookSecret' | 'snsTopic'

export interface InboundField {
  secret: keyof InboundSecrets
  /** The field of the business settings. */
  name: `inbound${string}`
  provider: InboundProvider
  /** Kept sealed and never shown again; the others prove nothing to who reads them. */
  isSecret: boolean
  problem: (text: string) => InboundProblem | null
}

const unless = (isRight: boolean, problem: InboundProblem): InboundProblem | null => (isRight ? null : problem)

/** A header, an address and a password carry it as it is: printable, no blanks, and long enough not to be guessed. */
const sharedSecret = (text: string) => unless(/^[\u0021-\u007e]{16,500}$/.test(text), 'inboundSecret')

const isPublicKey = (text: string): boolean => {
  try {
    const key = text.includes('-----BEGIN')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ec'
  } catch {
    return false
  }
}

/** Where each provider's secrets stand in the business settings, and what they look like. */
export const inboundFields: readonly InboundField[] = [
  { secret: 'rawSecret', name: 'inboundRawSecret', provider: 'raw', isSecret: true, problem: sharedSecret },
  {
    secret: 'cloudflareSecret',
    name: 'inboundCloudflareSecret',
    provider: 'cloudflare',
    isSecret: true,
    problem: sharedSecret,
  },
  { secret: 'sendgridKey', name: 'inboundSendgridKey', provider: 'sendgrid', isSecret: true, problem: sharedSecret },
  {
    secret: 'sendgridPublicKey',
    name: 'inboundSendgridPublicKey',
    provider: 'sendgrid',
    isSecret: false,
    problem: (text) => unless(isPublicKey(text), 'publicKey'),
  },
  {
    secret: 'mailgunSigningKey',
    name: 'inboundMailgunSigningKey',
    provider: 'mailgun',
    isSecret: true,
    problem: sharedSecret,
  },
  {
    secret: 'postmarkUser',
    name: 'inboundPostmarkUser',
    provider: 'postmark',
    isSecret: false,
    problem: (text) => unless(/^[\u0021-\u0039\u003b-\u007e]{1,100}$/.test(text), 'mailUser'),
  },
  {
    secret: 'postmarkPassword',
    name: 'inboundPostmarkPassword',
    provider: 'postmark',
    isSecret: true,
    problem: sharedSecret,
  },
  {
    secret: 'sesTopicArn',
    name: 'inboundSesTopicArn',
    provider: 'ses',
    isSecret: false,
    problem: (text) => unless(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/.test(text), 'snsTopic'),
  },
  {
    secret: 'resendWebhookSecret',
    name: 'inboundResendWebhookSecret',
    provider: 'resend',
    isSecret: true,
    problem: (text) => unless(/^whsec_[\w+/=-]{8,250}$/.test(text), 'resendWebhookSecret'),
  },
  {
    secret: 'resendApiKey',
    name: 'inboundResendApiKey',
    provider: 'resend',
    isSecret: true,
    problem: (text) => unless(/^re_\w{8,250}$/.test(text), 'resendApiKey'),
  },
]

/** Which providers these secrets set up. Of SendGrid's two proofs one is enough, of the others all are needed. */
export const providersSetUp = (secrets: InboundSecrets): InboundProvider[] => {
  const providers = [...new Set(inboundFields.map(({ provider }) => provider))]
  return providers.filter((provider) => {
    const own = inboundFields.filter((field) => field.provider === provider).map(({ secret }) => secrets[secret])
    return provider === 'sendgrid' ? own.some(Boolean) : own.every(Boolean)
  })
}
