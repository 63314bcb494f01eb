import type { TextField } from 'payload'

import { normalEmail } from '../../access/clientAddresses.ts'
import { isEmail } from '../../domain/emailAddress.ts'
import { adminLabel } from '../../translations/adminLabel.ts'
import { fieldProblem } from '../../translations/errorText.ts'

/** An address, stored in lower case. A text field, not Payload's email field, so that it can be normalised before its check. */
export const email = (extra: Partial<TextField> = {}): TextField =>
  ({
    name: 'email',
    type: 'text',
    label: adminLabel((t) => t.fields.email),
    index: true,
    ...extra,
    hooks: {
      beforeValidate: [({ value }: { value?: unknown }) => (typeof value === 'string' ? normalEmail(value) : value)],
    },
    validate: (value: unknown, { req, required }: { req: { i18n: { language: string } }; required?: boolean }) => {
      if (value === null || value === undefined || value === '') {
        return required ? fieldProblem('email', req.i18n.language) : true
      }
      return typeof value === 'string' && isEmail(value) ? true : fieldProblem('email', req.i18n.language)
    },
  }) as TextField
