import type { Field } from 'payload'

import { adminComponents } from '../../adminComponents.ts'
import { adminLabel } from '../../translations/adminLabel.ts'
import { line, multiline } from '../fields/values.ts'
import { hoursFields } from './hoursFields.ts'

/** When questions are answered, and the answers that staff has ready for those that come again and again. */
export const supportFields = (): Field[] => [
  ...hoursFields(),
  {
    name: 'cannedAnswers',
    type: 'array',
    maxRows: 200,
    label: adminLabel((t) => t.fields.cannedAnswers),
    labels: {
      singular: adminLabel((t) => t.fields.cannedAnswer.singular),
      plural: adminLabel((t) => t.fields.cannedAnswer.plural),
    },
    admin: {
      description: adminLabel((t) => t.fields.cannedAnswersHelp),
      initCollapsed: true,
      components: { RowLabel: adminComponents.cannedRowLabel },
    },
    fields: [
      line('title', (t) => t.fields.cannedTitle, {
        required: true,
        maxLength: 100,
        admin: { description: adminLabel((t) => t.fields.cannedTitleHelp) },
      }),
      multiline('body', (t) => t.fields.cannedBody, { required: true, maxLength: 5000, admin: { rows: 6 } }),
    ],
  },
]
