import type { ArrayField, FieldHook } from 'payload'

import { adminComponents } from '../../adminComponents.ts'
import { adminLabel, adminOptions } from '../../translations/adminLabel.ts'
import { errorText } from '../../translations/errorText.ts'
import { fieldProblems } from '../hooks/problem.ts'
import { computedMoney } from './values.ts'

/** Payload drops rows that are no objects without a word: a caller who sent words for lines would get an empty document. */
const refuseBrokenRows: FieldHook = ({ value, collection, global, req }) => {
  const rows: unknown[] = Array.isArray(value) ? value : []
  const broken = rows.flatMap((row, index) =>
    typeof row === 'object' && row !== null && !Array.isArray(row)
      ? []
      : [{ path: `lines.${index}`, message: errorText('bad-request', req.i18n.language) }],
  )
  if (broken.length > 0) throw fieldProblems(req, (collection ?? global)?.slug ?? '', broken)
  return value as unknown
}

/**
 * The lines of a document. What is wrong with one is said by `checkLines` in the collection's own hook, for all of them
 * at once and with the same words for the admin and the API.
 */
export const lines = (settingsSlug: string, extra: Partial<ArrayField> = {}): ArrayField => ({
  name: 'lines',
  type: 'array',
  hooks: { beforeValidate: [refuseBrokenRows] },
  label: adminLabel((t) => t.fields.lines),
  labels: {
    singular: adminLabel((t) => t.fields.line.singular),
    plural: adminLabel((t) => t.fields.line.plural),
  },
  admin: { initCollapsed: false },
  ...extra,
  fields: [
    {
      name: 'description',
      type: 'textarea',
      label: adminLabel((t) => t.fields.description),
      required: true,
      admin: { rows: 1 },
    },
    {
      type: 'row',
      admin: { className: 'cp-line-row' },
      fields: [
        {
          name: 'quantity',
          type: 'number',
          label: adminLabel((t) => t.fields.quantity),
          required: true,
          defaultValue: 1,
          admin: { width: '14%' },
        },
        {
          name: 'unitPrice',
          type: 'number',
          label: adminLabel((t) => t.fields.unitPrice),
          required: true,
          admin: { width: '20%', components: { Field: adminComponents.moneyField } },
        },
        {
          name: 'discountPercent',
          type: 'number',
          label: adminLabel((t) => t.fields.discountPercent),
          admin: { width: '14%' },
        },
        {
          name: 'taxRate',
          type: 'number',
          label: adminLabel((t) => t.fields.taxRate),
          admin: {
            width: '26%',
            components: { Field: { path: adminComponents.taxField, clientProps: { settingsSlug } } },
          },
        },
        {
          name: 'taxCategory',
          type: 'select',
          label: adminLabel((t) => t.fields.taxCategory),
          options: adminOptions('taxCategory'),
          defaultValue: 'standard',
          // Written by the field of the rate: one choice sets both.
          admin: { hidden: true },
        },
        {
          ...computedMoney('amount', (t) => t.fields.amount, false),
          admin: {
            readOnly: true,
            width: '26%',
            components: { Field: adminComponents.lineAmountField },
          },
        },
      ],
    },
  ],
})
