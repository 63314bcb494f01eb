import type { CollectionConfig, FieldAccess } from 'payload'

import { operationsOnly, permittedField, staffOnly } from '../../access/staff.ts'
import { adminComponents } from '../../adminComponents.ts'
import type { ResolvedOptions } from '../../options.ts'
import { adminLabel, adminOptions } from '../../translations/adminLabel.ts'
import { fieldProblem } from '../../translations/errorText.ts'
import { isEmail } from '../../domain/emailAddress.ts'
import { lines } from '../fields/lines.ts'
import { checkbox, computedMoney, currency, day, instant, line, multiline, percent } from '../fields/values.ts'
import { moveOverdue } from '../hooks/moveOverdue.ts'
import { tellCode } from '../hooks/problem.ts'
import { refuseForeignId } from '../hooks/refuseForeignId.ts'
import { computeDraft } from './hooks/computeDraft.ts'
import { keepIssued } from './hooks/keepIssued.ts'
import { recordSharing } from './hooks/recordSharing.ts'
import { refuseIssuedChanges } from './hooks/refuseIssuedChanges.ts'

/**
 * The admin shows the fields of issued documents as read-only. Only there: a write (it comes with data beside the field)
 * goes on to the hook that refuses it in words, instead of being dropped without any.
 */
const editable: { update: FieldAccess } = {
  update: ({ doc, siblingData }) => siblingData !== undefined || !(doc as { sentAt?: unknown } | undefined)?.sentAt,
}

export const invoicesCollection = (options: ResolvedOptions): CollectionConfig => ({
  slug: options.slugs.invoices,
  labels: {
    singular: adminLabel((t) => t.collections.invoices.singular),
    plural: adminLabel((t) => t.collections.invoices.plural),
  },
  admin: {
    group: adminLabel((t) => t.groups.billing),
    description: adminLabel((t) => t.collections.invoices.description),
    ...(options.enabled ? { components: { beforeListTable: [adminComponents.liveList] } } : {}),
    useAsTitle: 'number',
    defaultColumns: ['number', 'client', 'statusRank', 'issueDate', 'dueDate', 'total', 'amountDue'],
    listSearchableFields: ['number', 'reference'],
    pagination: { defaultLimit: 25 },
  },
  defaultSort: '-id',
  access: { create: staffOnly, read: staffOnly, update: staffOnly, delete: staffOnly },
  // A document's state moves one by one, through operations that check it.
  disableBulkEdit: true,
  disableDuplicate: true,
  versions: false,
  // What the portal's lists and sums read: one client's documents by day, by rank, by due day; and what falls due.
  indexes: [
    { fields: ['client', 'issueDate'] },
    { fields: ['client', 'statusRank', 'issueDate'] },
    { fields: ['client', 'dueDate'] },
    // What changed last, which open pages ask for every second or two.
    { fields: ['client', 'updatedAt'] },
    { fields: ['status', 'dueDate'] },
    // How many documents a client may see.
    { fields: ['client', 'status', 'shared'] },
    // All that a client's totals add up, so that they are read from the index alone.
    { fields: ['client', 'kind', 'status', 'currency', 'total', 'amountCredited', 'amountPaid', 'amountDue'] },
  ],
  hooks: {
    beforeOperation: [refuseForeignId, moveOverdue],
    beforeValidate: [computeDraft],
    beforeChange: [refuseIssuedChanges],
    afterChange: [recordSharing],
    beforeDelete: [keepIssued],
    afterError: [tellCode],
  },
  fields: [
    ...(options.enabled
      ? [{ name: 'panel', type: 'ui' as const, admin: { components: { Field: adminComponents.invoicePanel } } }]
      : []),
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
    {
      type: 'row',
      admin: { condition: (data) => data.kind === 'credit-note' },
      fields: [
        {
          name: 'corrects',
          type: 'relationship',
          relationTo: options.slugs.invoices,
          label: adminLabel((t) => t.fields.corrects),
          index: true,
          access: editable,
          filterOptions: ({ data }) => ({
            kind: { equals: 'invoice' },
            status: { not_in: ['draft', 'void'] },
            ...((data as { client?: unknown }).client
              ? { client: { equals: (data as { client: unknown }).client } }
              : {}),
          }),
          admin: { width: '50%' },
        },
        line('reason', (t) => t.fields.reason, {
          access: editable,
          admin: { width: '50%', description: adminLabel((t) => t.fields.reasonHelp) },
        }),
      ],
    },
    {
      name: 'kind',
      type: 'select',
      label: adminLabel((t) => t.fields.kind),
      options: adminOptions('kind'),
      defaultValue: 'invoice',
      required: true,
      access: editable,
      admin: { position: 'sidebar' },
    },
    currency((t) => t.fields.currency, {
      required: true,
      access: editable,
      admin: { position: 'sidebar', description: adminLabel((t) => t.fields.currencyHelp) },
    }),
    day('dueDate', (t) => t.fields.dueDate, {
      access: editable,
      admin: {
        position: 'sidebar',
        description: adminLabel((t) => t.fields.dueDateHelp),
        condition: (data) => data.kind !== 'credit-note',
      },
    }),
    day('supplyDate', (t) => t.fields.supplyDate, {
      access: editable,
      admin: { position: 'sidebar', description: adminLabel((t) => t.fields.supplyDateHelp) },
    }),
    {
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
    },
    checkbox('shared', (t) => t.fields.shared, {
      access: { create: permittedField('canSend'), update: permittedField('canSend') },
      admin: {
        position: 'sidebar',
        description: adminLabel((t) => t.fields.sharedHelp),
        condition: (data) => !data.sentAt,
      },
    }),
    {
      name: 'number',
      type: 'text',
      label: adminLabel((t) => t.fields.number),
      unique: true,
      index: true,
      access: operationsOnly,
      admin: { hidden: true, components: { Cell: adminComponents.numberCell } },
    },
    {
      name: 'status',
      type: 'select',
      label: adminLabel((t) => t.fields.status),
      options: adminOptions('status'),
      defaultValue: 'draft',
      index: true,
      access: operationsOnly,
      admin: { hidden: true },
    },
    {
      // The list sorts by this column and shows it as the status: draft, sent, overdue, paid, void.
      name: 'statusRank',
      type: 'number',
      label: adminLabel((t) => t.fields.status),
      defaultValue: 0,
      access: operationsOnly,
      admin: { hidden: true, components: { Cell: adminComponents.statusCell } },
    },
    day('issueDate', (t) => t.fields.issueDate, { index: true, access: operationsOnly, admin: { hidden: true } }),
    computedMoney('subtotal', (t) => t.fields.subtotal),
    computedMoney('discountTotal', (t) => t.fields.discountTotal),
    { name: 'taxes', type: 'json', access: operationsOnly, admin: { hidden: true } },
    computedMoney('withholding', (t) => t.fields.withholding),
    computedMoney('total', (t) => t.fields.total),
    computedMoney('amountPaid', (t) => t.fields.amountPaid),
    computedMoney('amountCredited', (t) => t.fields.amountCredited),
    computedMoney('amountDue', (t) => t.fields.amountDue),
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
    instant('paidAt', (t) => t.fields.paidAt, { admin: { hidden: true } }),
    instant('voidedAt', (t) => t.fields.voidedAt, { admin: { hidden: true } }),
    {
      name: 'revises',
      type: 'relationship',
      relationTo: options.slugs.invoices,
      access: operationsOnly,
      admin: { hidden: true },
    },
    {
      name: 'revisedBy',
      type: 'relationship',
      relationTo: options.slugs.invoices,
      access: operationsOnly,
      admin: { hidden: true },
    },
    { name: 'snapshot', type: 'json', access: operationsOnly, admin: { hidden: true } },
    {
      name: 'pdf',
      type: 'relationship',
      relationTo: options.slugs.portalFiles,
      access: operationsOnly,
      admin: { hidden: true },
    },
    { name: 'pdfSha256', type: 'text', access: operationsOnly, admin: { hidden: true } },
    { name: 'pdfWarnings', type: 'json', access: operationsOnly, admin: { hidden: true } },
    {
      name: 'replyKey',
      type: 'text',
      index: true,
      access: { ...operationsOnly, read: () => false },
      admin: { hidden: true },
    },
  ],
})
