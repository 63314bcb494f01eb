import { isPortalError, PortalError } from '../errors.ts'

/** What of the SDK's errors is looked at. By shape, not `instanceof`: the SDK may be loaded twice. */
interface StripeFailure extends Error {
  type: string
  code?: string
  statusCode?: number
}

export const isStripeFailure = (error: unknown): error is StripeFailure =>
  error instanceof Error && 'type' in error && typeof error.type === 'string' && error.type.startsWith('Stripe')

const hasCode = (error: unknown, code: string): boolean => isStripeFailure(error) && error.code === code

/** There is no such object in this account: it was deleted, or made with another account's keys. */
export const isMissing = (error: unknown): boolean => hasCode(error, 'resource_missing')

/** The same idempotency key came before with other parameters. */
export const isIdempotencyMismatch = (error: unknown): boolean =>
  isStripeFailure(error) && error.type === 'StripeIdempotencyError'

/** The PaymentIntent has moved on meanwhile: paid, cancelled, on its way through the bank. */
export const isUnexpectedState = (error: unknown): boolean => hasCode(error, 'payment_intent_unexpected_state')

/** Stripe does not know the key, or no longer. */
export const isUnknownKey = (error: unknown): boolean =>
  isStripeFailure(error) && error.type === 'StripeAuthenticationError'
export const isExpiredKey = (error: unknown): boolean => hasCode(error, 'api_key_expired')

/** The key is a restricted one without this right. */
export const isForbidden = (error: unknown): boolean => isStripeFailure(error) && error.type === 'StripePermissionError'

/** Nobody answered, or with "not now": the same call may succeed later. 409 is a lock that another request holds. */
const isPassing = ({ type, statusCode = 0 }: StripeFailure): boolean =>
  type === 'StripeConnectionError' ||
  type === 'StripeRateLimitError' ||
  type === 'StripeAPIError' ||
  statusCode === 409 ||
  statusCode === 429 ||
  statusCode >= 500

/** Stripe quotes keys, half masked, where it does not know them: none of that reaches a page. */
const withoutKeys = (text: string): string => text.replace(/\b(?:sk|rk|pk|whsec)_\S+/g, '…')

/** Stripe's own words, or the name of what was wrong where its words are about our keys. */
const reasonOf = (error: StripeFailure): string => {
  if (error.type === 'StripeAuthenticationError') return error.code ?? 'invalid_api_key'
  if (error.type === 'StripePermissionError') return error.code ?? 'permission_denied'
  return withoutKeys(error.message).slice(0, 300)
}

/**
 * A failure of a call to Stripe as one of ours. One that is ours already is answered as it is; what is neither is thrown
 * on, since it is a fault that nobody should take for Stripe's.
 */
export const asPortalError = (error: unknown): PortalError => {
  if (isPortalError(error)) return error
  if (!isStripeFailure(error)) throw error
  if (isPassing(error)) return new PortalError('stripe-unreachable')
  if (error.code === 'amount_too_small') return new PortalError('amount-too-small')
  return new PortalError('stripe-refused', { reason: reasonOf(error) })
}
