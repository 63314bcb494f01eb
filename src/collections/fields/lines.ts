import type { ArrayField } from 'payload'

import { adminComponents } from '../../adminComponents.ts'
import { adminLabel, adminOptions } from '../../translations/adminLabel.ts'
import { computedMoney } from './values.ts'

/**
 * The lines of a document. What is wrong with one is said by `checkLines` in the collection's own hook, for all of them
 * at once and with the same words for the admin and the API.
 */
export const lines = (settingsSlug: string, extra: Partial<ArrayField> = {}): ArrayField => ({
  name: 'lines',
  type: 'array',
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
