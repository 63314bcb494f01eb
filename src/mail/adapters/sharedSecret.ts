import { envelopeAddresses, envelopeSender } from '../envelope.ts'
import { deliver, notConfigured, refuse, type InboundAdapter, type ProviderConfig } from '../inboundMail.ts'
import { isSameSecret } from '../proof.ts'

const isFormOrJson = (headers: Headers): boolean =>
  /^\s*(?:multipart\/form-data|application\/json)\b/i.test(headers.get('content-type') ?? '')

/**
 * The mail itself as the body, our secret in a header, the envelope in two more: for mail servers that pipe to a
 * command, and for workers of the host's own.
 */
export const sharedSecretAdapter =
  (provider: 'raw' | 'cloudflare', secretOf: (config: ProviderConfig) => string | null): InboundAdapter =>
  ({ headers, body }, config) => {
    const outcome = () => {
      const secret = secretOf(config)
      if (!secret) return notConfigured
      if (!isSameSecret(headers.get('x-inbound-secret') ?? '', secret)) return refuse(401, 'wrong secret')
      if (isFormOrJson(headers)) return refuse(400, 'the body must be the mail itself, as message/rfc822')
      if (body.every((byte) => byte <= 0x20)) return refuse(400, 'the body is empty')
      return deliver({
        provider,
        raw: body,
        envelopeTo: envelopeAddresses([headers.get('x-envelope-to')]),
        envelopeFrom: envelopeSender(headers.get('x-envelope-from')),
      })
    }
    return Promise.resolve(outcome())
  }
