import type { CollectionConfig } from 'payload'

import { staffOnly } from '../../access/staff.ts'
import { adminComponents } from '../../adminComponents.ts'
import type { ResolvedOptions } from '../../options.ts'
import { adminLabel, adminOptions } from '../../translations/adminLabel.ts'
import {
  currencyField,
  editable,
  frozenFields,
  hiddenRelation,
  recipientsField,
  sharedField,
  stateFields,
  viewFields,
  writtenFields,
} from '../fields/document.ts'
import { computedMoney, day, instant, line } from '../fields/values.ts'
import { moveOverdue } from '../hooks/moveOverdue.ts'
import { tellCode } from '../hooks/problem.ts'
import { refuseForeignId } from '../hooks/refuseForeignId.ts'
import { keepIssued } from '../hooks/keepIssued.ts'
import { recordSharing } from '../hooks/recordSharing.ts'
import { refuseIssuedChanges } from '../hooks/refuseIssuedChanges.ts'
import { computeDraft } from './hooks/computeDraft.ts'
import { releaseQuote } from './hooks/releaseQuote.ts'

export const invoicesCollection = (options: ResolvedOptions): CollectionConfig => ({
  slug: options.slugs.invoices,
  labels: {
    singular: adminLabel((t) => t.collections.invoices.singular),
    plural: adminLabel((t) => t.collections.invoices.plural),
  },
  admin: {
    group: adminLabel((t) => t.groups.billing),
    description: adminLabel((t) => t.collections.invoices.description),
    ...(options.enabled
      ? { components: { beforeListTable: [adminComponents.liveList, adminComponents.invoiceDownloads] } }
      : {}),
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
    beforeChange: [refuseIssuedChanges('invoices')],
    afterChange: [recordSharing('invoices')],
    beforeDelete: [keepIssued('invoices'), releaseQuote],
    afterError: [tellCode],
  },
  fields: [
    ...(options.enabled
      ? [{ name: 'panel', type: 'ui' as const, admin: { components: { Field: adminComponents.invoicePanel } } }]
      : []),
    ...writtenFields(options),
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
    currencyField(),
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
    recipientsField(),
    sharedField(),
    // Sorted as draft, sent, overdue, paid, void.
    ...stateFields('status'),
    computedMoney('amountPaid', (t) => t.fields.amountPaid),
    computedMoney('amountCredited', (t) => t.fields.amountCredited),
    computedMoney('amountDue', (t) => t.fields.amountDue),
    ...viewFields(),
    instant('paidAt', (t) => t.fields.paidAt, { admin: { hidden: true } }),
    instant('voidedAt', (t) => t.fields.voidedAt, { admin: { hidden: true } }),
    hiddenRelation('revises', options.slugs.invoices),
    hiddenRelation('revisedBy', options.slugs.invoices),
    hiddenRelation('quote', options.slugs.quotes, { index: true }),
    ...frozenFields(options),
  ],
})
