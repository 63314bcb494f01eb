/**
 * Stripe's signatures, by hand: the SDK would have to be loaded before anybody has proven to be Stripe.
 * https://docs.stripe.com/webhooks/signature#verify-manually
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** How old a signed message may be; Stripe signs every attempt anew. */
const TOLERANCE_SECONDS = 300

/**
 * What an event says of itself. Which object it is about is all that is believed of it: what has become of the object
 * is asked of Stripe, since events come twice, late and in any order.
 */
export interface WebhookEvent {
  id: string
  type: string
  /** With Connect: whose event it is. */
  account: string | null
  livemode: boolean
  /** `id` is empty where the object has none, such as a balance. */
  object: { id: string; object: string; payment_intent: string | null }
}

const hash = (secret: string, signed: string): Buffer => createHmac('sha256', secret).update(signed, 'utf8').digest()

const partsOf = (header: string) => {
  const parts = header.split(',').map((part) => {
    const at = part.indexOf('=')
    return { name: part.slice(0, at).trim(), value: part.slice(at + 1).trim() }
  })
  const timestamp = parts.find(({ name }) => name === 't')?.value ?? ''
  return {
    timestamp: /^\d{1,12}$/.test(timestamp) ? timestamp : null,
    signatures: parts.flatMap(({ name, value }) =>
      name === 'v1' && /^[0-9a-f]{64}$/i.test(value) ? [Buffer.from(value, 'hex')] : [],
    ),
  }
}

const isSigned = (raw: string, header: string, secrets: string[], now: Date): boolean => {
  const { timestamp, signatures } = partsOf(header)
  // A message from the future is a slow clock of ours, not an attack: the time is part of what is signed.
  if (timestamp === null || now.getTime() / 1000 - Number(timestamp) > TOLERANCE_SECONDS) return false
  return secrets
    .filter(Boolean)
    .map((secret) => hash(secret, `${timestamp}.${raw}`))
    .some((expected) => signatures.some((signature) => timingSafeEqual(signature, expected)))
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const parsed = (raw: string): unknown => {
  try {
    return JSON.parse(raw)
  } catch {
    return null
  }
}

const readEvent = (event: unknown): WebhookEvent | null => {
  if (!isRecord(event) || event.object !== 'event') return null
  const id = textOf(event.id)
  const type = textOf(event.type)
  const object = isRecord(event.data) ? event.data.object : null
  if (!id || !type || !isRecord(object)) return null
  const intent = object.payment_intent
  return {
    id,
    type,
    account: textOf(event.account),
    livemode: event.livemode === true,
    object: {
      id: textOf(object.id) ?? '',
      object: textOf(object.object) ?? '',
      payment_intent: textOf(isRecord(intent) ? intent.id : intent),
    },
  }
}

/**
 * The event in a request that one of the secrets signed within the last five minutes; null for anything else. `raw` is
 * the body byte for byte.
 */
export const verifyWebhook = (
  raw: string,
  signatureHeader: string | null,
  secrets: string[],
  now: Date = new Date(),
): WebhookEvent | null =>
  signatureHeader && isSigned(raw, signatureHeader, secrets, now) ? readEvent(parsed(raw)) : null
