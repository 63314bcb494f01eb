import type { CollectionBeforeDeleteHook, CollectionConfig } from 'payload'

import { staffOnly } from '../../access/staff.ts'
import { adminComponents } from '../../adminComponents.ts'
import type { ResolvedOptions } from '../../options.ts'
import { adminLabel, adminOptions } from '../../translations/adminLabel.ts'
import { apiProblem, tellCode } from '../hooks/problem.ts'
import { refuseForeignId } from '../hooks/refuseForeignId.ts'

const readOnly = { readOnly: true } as const
const never = () => false

/** Every word is kept, also from the Local API. */
const keepMails: CollectionBeforeDeleteHook = ({ req }) => {
  throw apiProblem(req, 'not-allowed')
}

/** The outbox and the archive of every mail. Rows are written by operations alone, through `queue/`. */
export const emailsCollection = (options: ResolvedOptions): CollectionConfig => ({
  slug: options.slugs.emails,
  labels: {
    singular: adminLabel((t) => t.collections.emails.singular),
    plural: adminLabel((t) => t.collections.emails.plural),
  },
  admin: {
    group: adminLabel((t) => t.groups.portal),
    description: adminLabel((t) => t.collections.emails.description),
    ...(options.enabled
      ? { components: { beforeListTable: [adminComponents.liveList, adminComponents.mailTabs] } }
      : {}),
    useAsTitle: 'subject',
    defaultColumns: ['subject', 'from', 'to', 'kind', 'status', 'queuedAt'],
    listSearchableFields: ['subject', 'from', 'to'],
  },
  defaultSort: '-queuedAt',
  access: { create: never, read: staffOnly, update: never, delete: never },
  disableDuplicate: true,
  versions: false,
  // What the worker looks for: due rows, oldest first.
  indexes: [{ fields: ['status', 'nextAttemptAt'] }, { fields: ['status', 'processedAt'] }],
  hooks: { beforeOperation: [refuseForeignId], beforeDelete: [keepMails], afterError: [tellCode] },
  fields: [
    ...(options.enabled
      ? [{ name: 'panel', type: 'ui' as const, admin: { components: { Field: adminComponents.emailPanel } } }]
      : []),
    { name: 'subject', type: 'text', label: adminLabel((t) => t.fields.subject), admin: readOnly },
    {
      type: 'row',
      fields: [
        {
          name: 'to',
          type: 'text',
          required: true,
          index: true,
          label: adminLabel((t) => t.fields.to),
          admin: readOnly,
        },
        { name: 'from', type: 'text', label: adminLabel((t) => t.fields.from), admin: readOnly },
        { name: 'replyTo', type: 'text', label: adminLabel((t) => t.fields.replyTo), admin: readOnly },
      ],
    },
    {
      name: 'kind',
      type: 'select',
      required: true,
      label: adminLabel((t) => t.fields.kind),
      options: adminOptions('emailKind'),
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'status',
      type: 'select',
      required: true,
      defaultValue: 'queued',
      label: adminLabel((t) => t.fields.status),
      options: adminOptions('emailStatus'),
      admin: { readOnly: true, position: 'sidebar', components: { Cell: adminComponents.statusCell } },
    },
    {
      name: 'client',
      type: 'relationship',
      relationTo: options.slugs.clients,
      index: true,
      label: adminLabel((t) => t.fields.client),
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'invoice',
      type: 'relationship',
      relationTo: options.slugs.invoices,
      index: true,
      label: adminLabel((t) => t.fields.invoice),
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'quote',
      type: 'relationship',
      relationTo: options.slugs.quotes,
      index: true,
      label: adminLabel((t) => t.fields.quote),
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'attempts',
      type: 'number',
      defaultValue: 0,
      label: adminLabel((t) => t.fields.attempts),
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'lastError',
      type: 'textarea',
      label: adminLabel((t) => t.fields.lastError),
      admin: { readOnly: true, condition: (data) => Boolean(data.lastError) },
    },
    {
      name: 'queuedAt',
      type: 'date',
      required: true,
      index: true,
      label: adminLabel((t) => t.fields.queuedAt),
      admin: { readOnly: true, position: 'sidebar', components: { Cell: adminComponents.instantCell } },
    },
    {
      name: 'sentAt',
      type: 'date',
      label: adminLabel((t) => t.fields.sentAt),
      admin: { readOnly: true, position: 'sidebar', components: { Cell: adminComponents.instantCell } },
    },
    {
      name: 'nextAttemptAt',
      type: 'date',
      label: adminLabel((t) => t.fields.nextAttemptAt),
      admin: { readOnly: true, position: 'sidebar', condition: (data) => data.status === 'queued' },
    },
    { name: 'ticket', type: 'relationship', relationTo: options.slugs.tickets, index: true, admin: { hidden: true } },
    { name: 'raw', type: 'relationship', relationTo: options.slugs.portalFiles, admin: { hidden: true } },
    { name: 'dedupKey', type: 'text', unique: true, index: true, admin: { hidden: true } },
    { name: 'references', type: 'text', admin: { hidden: true } },
    {
      name: 'placement',
      type: 'select',
      index: true,
      label: adminLabel((t) => t.fields.placement),
      options: adminOptions('emailPlacement'),
      admin: { readOnly: true, position: 'sidebar', condition: (data) => data.status === 'received' },
    },
    { name: 'processedAt', type: 'date', admin: { hidden: true } },
    { name: 'automation', type: 'text', admin: { hidden: true } },
    { name: 'leaseUntil', type: 'date', admin: { hidden: true } },
    { name: 'leaseKey', type: 'text', admin: { hidden: true } },
    {
      name: 'messageId',
      type: 'text',
      index: true,
      label: adminLabel((t) => t.fields.messageId),
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'text',
      type: 'textarea',
      label: adminLabel((t) => t.fields.text),
      admin: { readOnly: true, hidden: true },
    },
    {
      name: 'html',
      type: 'textarea',
      label: adminLabel((t) => t.fields.html),
      admin: { readOnly: true, hidden: true },
    },
    { name: 'locale', type: 'text', admin: { hidden: true } },
    { name: 'target', type: 'text', admin: { hidden: true } },
    { name: 'linkKind', type: 'text', admin: { hidden: true } },
    { name: 'data', type: 'json', admin: { hidden: true } },
  ],
})
