import { ApiError } from './apiError.ts'

export interface Answer {
  status: number
  body: string
}

interface Kept {
  endpoint: string
  parameters: string
  requestId: string
  /** Null while the first request is still being answered. */
  answer: Answer | null
}

const wrongUse = (message: string) => new ApiError(400, { type: 'idempotency_error', message })

/** The answers that were given to each key; the same question under the same key gets the same answer. */
export class IdempotencyKeys {
  private readonly kept = new Map<string, Kept>()

  /** The earlier answer to this very request, or null: then it is ours to answer, and to `keep` or `forget`. */
  claim(
    key: string,
    endpoint: string,
    parameters: string,
    requestId: string,
  ): { answer: Answer; requestId: string } | null {
    if (key.length > 255) {
      throw new ApiError(400, {
        type: 'idempotency_error',
        message: `Idempotency key must be at most 255 characters, but you passed one of ${key.length}.`,
      })
    }
    const earlier = this.kept.get(key)
    if (!earlier) {
      this.kept.set(key, { endpoint, parameters, requestId, answer: null })
      return null
    }
    if (earlier.endpoint !== endpoint) {
      throw wrongUse(
        `Keys for idempotent requests can only be used for the same endpoint they were first used for ` +
          `('${earlier.endpoint.split(' ')[1] ?? ''}' vs '${endpoint.split(' ')[1] ?? ''}'). Try using a key other than ` +
          `'${key}' if you meant to execute a different request.`,
      )
    }
    if (earlier.parameters !== parameters) {
      throw wrongUse(
        `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a ` +
          `key other than '${key}' if you meant to execute a different request.`,
      )
    }
    if (!earlier.answer) {
      throw new ApiError(409, {
        type: 'idempotency_error',
        code: 'idempotency_key_in_use',
        message:
          `There is currently another in-progress request using this Idempotent Key (that probably means you submitted ` +
          `twice, and the other request is still going through): ${key}. Please try again later.`,
      })
    }
    return { answer: earlier.answer, requestId: earlier.requestId }
  }

  keep(key: string, answer: Answer): void {
    const claimed = this.kept.get(key)
    if (claimed) claimed.answer = answer
  }

  /** The request never began: its key is free. */
  forget(key: string): void {
    this.kept.delete(key)
  }

  /** Stripe forgets keys after a day. */
  clear(): void {
    this.kept.clear()
  }
}
