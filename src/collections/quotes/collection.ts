import type { CollectionConfig, Field } from 'payload'

import { operationsOnly, staffOnly } from '../../access/staff.ts'
import { adminComponents } from '../../adminComponents.ts'
import type { ResolvedOptions } from '../../options.ts'
import { adminLabel } from '../../translations/adminLabel.ts'
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
import { day } from '../fields/values.ts'
import { keepIssued } from '../hooks/keepIssued.ts'
import { moveOverdue } from '../hooks/moveOverdue.ts'
import { tellCode } from '../hooks/problem.ts'
import { recordSharing } from '../hooks/recordSharing.ts'
import { refuseForeignId } from '../hooks/refuseForeignId.ts'
import { refuseIssuedChanges } from '../hooks/refuseIssuedChanges.ts'
import { computeQuote } from './hooks/computeQuote.ts'
import { reviveRevised } from './hooks/reviveRevised.ts'

const hiddenText = (name: string): Field => ({ name, type: 'text', access: operationsOnly, admin: { hidden: true } })

const hiddenInstant = (name: string): Field => ({
  name,
  type: 'date',
  access: operationsOnly,
  admin: { hidden: true },
})

/** Who accepted or declined, and what of: written once, by operations. */
const answerFields = (): Field[] => [
  hiddenInstant('acceptedAt'),
  hiddenText('acceptedName'),
  hiddenText('acceptedVia'),
  hiddenText('acceptedEmail'),
  hiddenText('acceptedIp'),
  hiddenText('acceptedUserAgent'),
  hiddenText('acceptedHash'),
  hiddenInstant('declinedAt'),
  hiddenText('declinedEmail'),
  hiddenText('declineReason'),
]

/** What it became, and whether that is still to come by itself. */
const conversionFields = (options: ResolvedOptions): Field[] => [
  hiddenRelation('invoice', options.slugs.invoices, { index: true }),
  hiddenInstant('convertedAt'),
  { ...hiddenText('conversion'), index: true } as Field,
  hiddenInstant('conversionDueAt'),
  { name: 'conversionAttempts', type: 'number', access: operationsOnly, admin: { hidden: true } },
]

export const quotesCollection = (options: ResolvedOptions): CollectionConfig => ({
  slug: options.slugs.quotes,
  labels: {
    singular: adminLabel((t) => t.collections.quotes.singular),
    plural: adminLabel((t) => t.collections.quotes.plural),
  },
  admin: {
    group: adminLabel((t) => t.groups.billing),
    description: adminLabel((t) => t.collections.quotes.description),
    ...(options.enabled ? { components: { beforeListTable: [adminComponents.liveList] } } : {}),
    useAsTitle: 'number',
    defaultColumns: ['number', 'client', 'statusRank', 'issueDate', 'validUntil', 'total'],
    listSearchableFields: ['number', 'reference'],
    pagination: { defaultLimit: 25 },
  },
  defaultSort: '-id',
  access: { create: staffOnly, read: staffOnly, update: staffOnly, delete: staffOnly },
  // A quote's state moves one by one, through operations that check it.
  disableBulkEdit: true,
  disableDuplicate: true,
  versions: false,
  indexes: [
    { fields: ['client', 'issueDate'] },
    // What changed last, which open pages ask for every second or two.
    { fields: ['client', 'updatedAt'] },
    // What expires, and what waits for an answer.
    { fields: ['status', 'validUntil'] },
    { fields: ['client', 'status', 'shared'] },
  ],
  hooks: {
    beforeOperation: [refuseForeignId, moveOverdue],
    beforeValidate: [computeQuote],
    beforeChange: [refuseIssuedChanges('quotes')],
    afterChange: [recordSharing('quotes')],
    beforeDelete: [keepIssued('quotes'), reviveRevised],
    afterError: [tellCode],
  },
  fields: [
    ...(options.enabled
      ? [{ name: 'panel', type: 'ui' as const, admin: { components: { Field: adminComponents.quotePanel } } }]
      : []),
    ...writtenFields(options),
    currencyField(),
    day('validUntil', (t) => t.fields.validUntil, {
      access: editable,
      admin: { position: 'sidebar', description: adminLabel((t) => t.fields.validUntilHelp) },
    }),
    recipientsField(),
    sharedField(),
    // Sorted as draft, sent, accepted, converted, declined, expired.
    ...stateFields('quoteStatus'),
    ...viewFields(),
    {
      name: 'revision',
      type: 'number',
      defaultValue: 1,
      access: operationsOnly,
      admin: { hidden: true },
    },
    hiddenRelation('revises', options.slugs.quotes),
    hiddenRelation('revisedBy', options.slugs.quotes),
    ...answerFields(),
    ...conversionFields(options),
    ...frozenFields(options),
  ],
})
