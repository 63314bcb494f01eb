import { APIError, ValidationError, type CollectionAfterErrorHook, type PayloadRequest } from 'payload'

import { errorTable, type ErrorCode } from '../../errors.ts'
import { admin as en } from '../../translations/en/admin.ts'
import { errorText } from '../../translations/errorText.ts'
import { admin as es } from '../../translations/es/admin.ts'

/** A failure of ours as Payload's own REST and admin show one: status, code, and words in the person's language. */
export const apiProblem = (req: PayloadRequest, code: ErrorCode, params: Record<string, string> = {}): APIError =>
  new APIError(errorText(code, req.i18n.language, params), errorTable[code].status, { code }, true)

/** Puts our code beside the message, where our own endpoints have it too. */
export const tellCode: CollectionAfterErrorHook = ({ error, result }) => {
  const code = (error as { data?: { code?: unknown } | null }).data?.code
  if (typeof code !== 'string' || !result?.errors[0]) return
  const [first, ...others] = result.errors
  return { response: { ...result, errors: [{ ...first, code }, ...others] } }
}

/** Failures said at their fields. */
export const fieldProblems = (
  req: PayloadRequest,
  collection: string,
  errors: { path: string; message: string }[],
): ValidationError => {
  const labels: Record<string, unknown> = (req.i18n.language.startsWith('es') ? es : en).fields
  const labelled = errors.map((error) => {
    // `lines.0.unitPrice` is no word for a person: the field's own label is.
    const label = labels[error.path.split('.').at(-1) ?? '']
    return typeof label === 'string' ? { ...error, label } : error
  })
  return new ValidationError({ collection, errors: labelled, req }, req.t)
}
