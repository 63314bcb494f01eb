/**
 * Every failure a caller can see: its code, HTTP status, whether the same call may succeed later. The words stand in
 * `translations/<language>/errors.ts` under the same code.
 */
export const errorTable = {
  'not-found': { status: 404, retry: false },
  'not-signed-in': { status: 401, retry: false },
  'not-staff': { status: 403, retry: false },
  'not-allowed': { status: 403, retry: false },
  'read-only': { status: 403, retry: false },
  'foreign-origin': { status: 403, retry: false },
  'bad-request': { status: 400, retry: false },
  'bad-email': { status: 422, retry: false },
  'bad-details': { status: 422, retry: false },
  'link-unusable': { status: 410, retry: false },
  'too-large': { status: 413, retry: false },
  'too-many-requests': { status: 429, retry: true },
  busy: { status: 429, retry: true },
  'already-sent': { status: 409, retry: false },
  'not-sent': { status: 409, retry: false },
  'already-void': { status: 409, retry: false },
  'is-credit-note': { status: 409, retry: false },
  'no-lines': { status: 422, retry: false },
  'negative-total': { status: 422, retry: false },
  'due-before-issue': { status: 422, retry: false },
  'unknown-recipient': { status: 422, retry: false },
  'no-recipient': { status: 422, retry: false },
  'credit-exceeds': { status: 422, retry: false },
  'corrects-missing': { status: 422, retry: false },
  'settings-incomplete': { status: 409, retry: false },
  'bad-amount': { status: 422, retry: false },
  'wrong-client': { status: 422, retry: false },
  'wrong-currency': { status: 422, retry: false },
  'already-reversed': { status: 409, retry: false },
  'in-use': { status: 409, retry: false },
  'mail-in-flight': { status: 409, retry: true },
  'bad-file': { status: 422, retry: false },
  'bad-icon': { status: 422, retry: false },
  'not-payable': { status: 409, retry: false },
  'payment-processing': { status: 409, retry: false },
  'stripe-off': { status: 409, retry: false },
  'stripe-unreachable': { status: 503, retry: true },
  'stripe-refused': { status: 422, retry: false },
  'amount-too-small': { status: 422, retry: false },
  'amount-not-payable': { status: 422, retry: false },
  'part-not-allowed': { status: 422, retry: false },
  'exceeds-due': { status: 422, retry: false },
  'bad-signature': { status: 400, retry: false },
  'not-refundable': { status: 409, retry: false },
  'refund-exceeds': { status: 422, retry: false },
  'empty-message': { status: 422, retry: false },
  'no-subject': { status: 422, retry: false },
  'unknown-assignee': { status: 422, retry: false },
  'answered-meanwhile': { status: 409, retry: false },
  'already-assigned': { status: 409, retry: false },
  'valid-before-issue': { status: 422, retry: false },
  'no-name': { status: 422, retry: false },
  'own-link-needed': { status: 403, retry: false },
  'quote-accepted': { status: 409, retry: false },
  'quote-declined': { status: 409, retry: false },
  'quote-expired': { status: 409, retry: false },
  'quote-superseded': { status: 409, retry: false },
  'quote-converted': { status: 409, retry: false },
  'quote-not-accepted': { status: 409, retry: false },
  'nothing-chosen': { status: 422, retry: false },
  'no-documents': { status: 422, retry: false },
  'client-open': { status: 409, retry: false },
  'not-confirmed': { status: 422, retry: false },
  'no-credit': { status: 422, retry: false },
} as const satisfies Record<string, { status: number; retry: boolean }>

export type ErrorCode = keyof typeof errorTable

/** A failure with a code from the table. `params` fill the text's placeholders. */
export class PortalError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly params: Readonly<Record<string, string>>

  constructor(code: ErrorCode, params: Record<string, string> = {}) {
    super(code)
    this.name = 'PortalError'
    this.code = code
    this.status = errorTable[code].status
    this.params = params
  }
}

/** By shape, not `instanceof`: after a hot reload two copies of the class exist. */
export const isPortalError = (error: unknown): error is PortalError =>
  error instanceof Error && error.name === 'PortalError' && 'code' in error && String(error.code) in errorTable
