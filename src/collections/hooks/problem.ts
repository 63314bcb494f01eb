import { APIError, ValidationError, type PayloadRequest } from 'payload'

import { errorTable, type ErrorCode } from '../../errors.ts'
import { errorText } from '../../translations/errorText.ts'

/** A failure of ours as Payload's own REST and admin show one: status, code, and words in the person's language. */
export const apiProblem = (req: PayloadRequest, code: ErrorCode, params: Record<string, string> = {}): APIError =>
  new APIError(errorText(code, req.i18n.language, params), errorTable[code].status, { code }, true)

/** Failures said at their fields. */
export const fieldProblems = (
  req: PayloadRequest,
  collection: string,
  errors: { path: string; message: string }[],
): ValidationError => new ValidationError({ collection, errors, req }, req.t)
