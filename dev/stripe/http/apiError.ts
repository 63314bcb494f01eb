import type { StoredPaymentIntent } from '../state/objects.ts'

export interface ErrorBody {
  type: 'invalid_request_error' | 'card_error' | 'api_error' | 'idempotency_error' | 'rate_limit_error'
  message: string
  code?: string
  param?: string
  decline_code?: string
  charge?: string
  doc_url?: string
  payment_intent?: StoredPaymentIntent
  payment_method?: object
}

/** An answer that is no success, in the words and the shape of Stripe's. */
export class ApiError extends Error {
  readonly status: number
  readonly body: ErrorBody

  constructor(status: number, body: ErrorBody) {
    super(body.message)
    this.status = status
    this.body = body.code
      ? { ...body, doc_url: `https://stripe.com/docs/error-codes/${body.code.replaceAll('_', '-')}` }
      : body
  }
}

/** 400: the request is wrong. */
export const invalidRequest = (message: string, details: Omit<Partial<ErrorBody>, 'type' | 'message'> = {}): ApiError =>
  new ApiError(400, { type: 'invalid_request_error', message, ...details })

/** There is no such object: 404 where the address names it, 400 where a parameter does. */
export const noSuch = (kind: string, id: string, param: string, status: 400 | 404 = 400): ApiError =>
  new ApiError(status, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param,
  })

/** Stripe can do this, the stand-in cannot: said aloud, so that nobody takes silence for success. */
export const notSimulated = (what: string, param?: string): ApiError =>
  new ApiError(501, {
    type: 'api_error',
    code: 'not_simulated',
    message: `The Stripe stand-in does not simulate ${what}. Stripe itself does.`,
    ...(param ? { param } : {}),
  })
