/** What invoices and quotes are made of, field by field: both are written, frozen, mailed and viewed in the same way. */
import type { CheckboxField, Field, FieldAccess, RelationshipField, TextField } from 'payload'

import { operationsOnly, permittedField } from '../../access/staff.ts'
import { adminComponents } from '../../adminComponents.ts'
import { isEmail } from '../../domain/emailAddress.ts'
import type { ResolvedOptions } from '../../options.ts'
import { adminLabel, adminOptions } from '../../translations/adminLabel.ts'
import { fieldProblem } from '../../translations/errorText.ts'
import { lines } from './lines.ts'
import { checkbox, computedMoney, currency, day, instant, line, multiline, percent } from './values.ts'

/**
 * The admin shows the fields of issued documents as read-only. Only there: a write (it comes with data beside the field)
 * goes on to the hook that refuses it in words, instead of being dropped without any.
 */
export const editable: { update: FieldAccess } = {
  update: ({ doc, siblingData }) => siblingData !== undefined || !(doc as { sentAt?: unknown } | undefined)?.sentAt,
}

/** What a person writes: for whom, what, at which prices, and what else is to be said. */
export const writtenFields = (options: ResolvedOptions): Field[] => [
  {
    type: 'row',
    fields: [
      {
        name: 'client',
        type: 'relationship',
        relationTo: options.slugs.clients,
        label: adminLabel((t) => t.fields.client),
        required: true,
        index: true,
        access: editable,
        admin: { width: '50%', components: { Cell: adminComponents.relatedCell } },
      },
      line('reference', (t) => t.fields.reference, {
        access: editable,
        maxLength: 120,
        index: true,
        admin: { width: '50%', description: adminLabel((t) => t.fields.referenceHelp) },
      }),
    ],
  },
  lines(options.slugs.businessSettings, { access: editable }),
  ...(options.enabled
    ? [{ name: 'liveTotals', type: 'ui' as const, admin: { components: { Field: adminComponents.liveTotals } } }]
    : []),
  {
    type: 'row',
    fields: [
      percent('discountPercent', (t) => t.fields.discountPercent, {
        access: editable,
        admin: { width: '50%', description: adminLabel((t) => t.fields.documentDiscountHelp) },
      }),
      percent('withholdingPercent', (t) => t.fields.withholdingPercent, {
        access: editable,
        admin: { width: '50%', description: adminLabel((t) => t.fields.withholdingHelp) },
      }),
    ],
  },
  multiline('notes', (t) => t.fields.notes, {
    maxLength: 20_000,
    access: editable,
    admin: { description: adminLabel((t) => t.fields.documentNotesHelp) },
  }),
]

export const currencyField = (): Field =>
  currency((t) => t.fields.currency, {
    required: true,
    access: editable,
    admin: { position: 'sidebar', description: adminLabel((t) => t.fields.currencyHelp) },
  })

/** Whom it is mailed to, while it is a draft. */
export const recipientsField = (): TextField => ({
  name: 'recipients',
  type: 'text',
  hasMany: true,
  maxRows: 20,
  label: adminLabel((t) => t.fields.recipients),
  validate: (value: unknown, { req }: { req: { i18n: { language: string } } }) =>
    value === null ||
    value === undefined ||
    (Array.isArray(value) && value.every((one) => typeof one === 'string' && isEmail(one)))
      ? true
      : fieldProblem('email', req.i18n.language),
  admin: {
    position: 'sidebar',
    description: adminLabel((t) => t.fields.recipientsHelp),
    // Once issued, the panel above says who got it and asks anew whenever it is sent again.
    condition: (data) => !data.sentAt,
  },
})

export const sharedField = (): CheckboxField =>
  checkbox('shared', (t) => t.fields.shared, {
    access: { create: permittedField('canSend'), update: permittedField('canSend') },
    admin: {
      position: 'sidebar',
      description: adminLabel((t) => t.fields.sharedHelp),
      condition: (data) => !data.sentAt,
    },
  })

const numberField = (): TextField => ({
  name: 'number',
  type: 'text',
  label: adminLabel((t) => t.fields.number),
  unique: true,
  index: true,
  access: operationsOnly,
  admin: { hidden: true, components: { Cell: adminComponents.numberCell } },
})

/** The list sorts by this column and shows it as the status. */
const statusRankField = (): Field => ({
  name: 'statusRank',
  type: 'number',
  label: adminLabel((t) => t.fields.status),
  defaultValue: 0,
  access: operationsOnly,
  admin: { hidden: true, components: { Cell: adminComponents.statusCell } },
})

/** The server's own arithmetic. */
const totalFields = (): Field[] => [
  computedMoney('subtotal', (t) => t.fields.subtotal),
  computedMoney('discountTotal', (t) => t.fields.discountTotal),
  { name: 'taxes', type: 'json', access: operationsOnly, admin: { hidden: true } },
  computedMoney('withholding', (t) => t.fields.withholding),
  computedMoney('total', (t) => t.fields.total),
]

/** Where it stands, since when, and over how much; moved by operations alone. */
export const stateFields = (states: 'status' | 'quoteStatus'): Field[] => [
  numberField(),
  {
    name: 'status',
    type: 'select',
    label: adminLabel((t) => t.fields.status),
    options: adminOptions(states),
    defaultValue: 'draft',
    index: true,
    access: operationsOnly,
    admin: { hidden: true },
  },
  statusRankField(),
  day('issueDate', (t) => t.fields.issueDate, { index: true, access: operationsOnly, admin: { hidden: true } }),
  ...totalFields(),
]

/** What the client has done with it. */
export const viewFields = (): Field[] => [
  instant('sentAt', (t) => t.fields.sentAt, { admin: { hidden: true } }),
  instant('viewedAt', (t) => t.fields.viewedAt, { admin: { hidden: true } }),
  {
    name: 'views',
    type: 'number',
    defaultValue: 0,
    access: operationsOnly,
    label: adminLabel((t) => t.fields.views),
    admin: { hidden: true },
  },
]

/** Another document that operations tie this one to. */
export const hiddenRelation = (name: string, relationTo: string, extra: Partial<RelationshipField> = {}): Field =>
  ({
    name,
    type: 'relationship',
    relationTo,
    access: operationsOnly,
    ...extra,
    admin: { hidden: true },
  }) as Field

/** The version that was issued, its stored PDF, and the key of the address that answers by mail go to. */
export const frozenFields = (options: ResolvedOptions): Field[] => [
  { name: 'snapshot', type: 'json', access: operationsOnly, admin: { hidden: true } },
  hiddenRelation('pdf', options.slugs.portalFiles),
  { name: 'pdfSha256', type: 'text', access: operationsOnly, admin: { hidden: true } },
  { name: 'pdfWarnings', type: 'json', access: operationsOnly, admin: { hidden: true } },
  {
    name: 'replyKey',
    type: 'text',
    index: true,
    access: { ...operationsOnly, read: () => false },
    admin: { hidden: true },
  },
]
