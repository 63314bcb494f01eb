import type { CollectionBeforeDeleteHook, CollectionConfig } from 'payload'

import { staffOnly } from '../../access/staff.ts'
import { adminComponents } from '../../adminComponents.ts'
import type { ResolvedOptions } from '../../options.ts'
import { adminLabel, adminOptions } from '../../translations/adminLabel.ts'
import { apiProblem, tellCode } from '../hooks/problem.ts'
import { refuseForeignId } from '../hooks/refuseForeignId.ts'

const never = () => false
/** In lists; on the ticket's own page the panel says it. */
const shownAbove = { readOnly: true, condition: () => false } as const

/** Every word is kept, also from the Local API. */
const keepThreads: CollectionBeforeDeleteHook = ({ req }) => {
  throw apiProblem(req, 'not-allowed')
}

const guarded = { beforeOperation: [refuseForeignId], beforeDelete: [keepThreads], afterError: [tellCode] }

/** A question and all that was said about it. Moved by operations alone; scalar fields only, so that claims are single writes. */
export const ticketsCollection = (options: ResolvedOptions): CollectionConfig => ({
  slug: options.slugs.tickets,
  labels: {
    singular: adminLabel((t) => t.collections.tickets.singular),
    plural: adminLabel((t) => t.collections.tickets.plural),
  },
  admin: {
    // Its place in the navigation is our own, with a number: see `admin/ticketNav`.
    group: options.enabled ? false : adminLabel((t) => t.groups.portal),
    description: adminLabel((t) => t.collections.tickets.description),
    ...(options.enabled
      ? { components: { beforeListTable: [adminComponents.ticketFilters, adminComponents.liveList] } }
      : {}),
    useAsTitle: 'subject',
    defaultColumns: ['reference', 'subject', 'client', 'status', 'assignee', 'lastAt'],
    listSearchableFields: ['reference', 'subject'],
  },
  defaultSort: '-lastAt',
  access: { create: never, read: staffOnly, update: never, delete: never },
  disableDuplicate: true,
  versions: false,
  indexes: [{ fields: ['client', 'lastAt'] }, { fields: ['status', 'lastAt'] }],
  hooks: guarded,
  fields: [
    ...(options.enabled
      ? [{ name: 'panel', type: 'ui' as const, admin: { components: { Field: adminComponents.ticketPanel } } }]
      : []),
    {
      name: 'reference',
      type: 'text',
      required: true,
      unique: true,
      index: true,
      label: adminLabel((t) => t.fields.ticketReference),
      admin: shownAbove,
    },
    {
      name: 'subject',
      type: 'text',
      required: true,
      label: adminLabel((t) => t.fields.subject),
      admin: shownAbove,
    },
    {
      name: 'client',
      type: 'relationship',
      relationTo: options.slugs.clients,
      required: true,
      index: true,
      label: adminLabel((t) => t.fields.client),
      admin: { ...shownAbove, components: { Cell: adminComponents.relatedCell } },
    },
    {
      name: 'invoice',
      type: 'relationship',
      relationTo: options.slugs.invoices,
      index: true,
      label: adminLabel((t) => t.fields.invoice),
      admin: shownAbove,
    },
    {
      name: 'quote',
      type: 'relationship',
      relationTo: options.slugs.quotes,
      index: true,
      label: adminLabel((t) => t.fields.quote),
      admin: shownAbove,
    },
    {
      name: 'status',
      type: 'select',
      required: true,
      defaultValue: 'open',
      label: adminLabel((t) => t.fields.ticketStatus),
      options: adminOptions('ticketStatus'),
      admin: { ...shownAbove, components: { Cell: adminComponents.statusCell } },
    },
    {
      name: 'key',
      type: 'text',
      required: true,
      unique: true,
      index: true,
      // Whoever knows it can write on the thread.
      access: { read: never },
      admin: { hidden: true },
    },
    { name: 'messageCount', type: 'number', defaultValue: 0, admin: { hidden: true } },
    {
      name: 'lastAt',
      type: 'date',
      required: true,
      index: true,
      label: adminLabel((t) => t.fields.lastAt),
      admin: { ...shownAbove, components: { Cell: adminComponents.instantCell } },
    },
    { name: 'lastDirection', type: 'text', admin: { hidden: true } },
    { name: 'lastText', type: 'text', label: adminLabel((t) => t.fields.lastText), admin: shownAbove },
    { name: 'clientSeenAt', type: 'date', admin: { hidden: true } },
    { name: 'closedAt', type: 'date', admin: { hidden: true } },
    {
      name: 'assignee',
      type: 'relationship',
      relationTo: options.adminUser,
      index: true,
      label: adminLabel((t) => t.fields.assignee),
      admin: { ...shownAbove, components: { Cell: adminComponents.assigneeCell } },
    },
  ],
})

/** What was said, message by message. */
export const ticketMessagesCollection = (options: ResolvedOptions): CollectionConfig => ({
  slug: options.slugs.ticketMessages,
  labels: {
    singular: adminLabel((t) => t.collections.ticketMessages.singular),
    plural: adminLabel((t) => t.collections.ticketMessages.plural),
  },
  admin: { hidden: true },
  defaultSort: 'at',
  access: { create: never, read: staffOnly, update: never, delete: never },
  disableDuplicate: true,
  versions: false,
  indexes: [{ fields: ['ticket', 'at'] }],
  hooks: guarded,
  fields: [
    { name: 'ticket', type: 'relationship', relationTo: options.slugs.tickets, required: true, index: true },
    { name: 'client', type: 'relationship', relationTo: options.slugs.clients, required: true, index: true },
    { name: 'at', type: 'date', required: true },
    { name: 'direction', type: 'text', required: true },
    { name: 'via', type: 'text', required: true },
    { name: 'author', type: 'text', required: true },
    { name: 'authorName', type: 'text' },
    { name: 'authorEmail', type: 'text' },
    { name: 'body', type: 'textarea', required: true },
    { name: 'trimmed', type: 'textarea' },
    { name: 'html', type: 'textarea' },
    { name: 'messageId', type: 'text', index: true },
    { name: 'mail', type: 'relationship', relationTo: options.slugs.emails, index: true },
    { name: 'original', type: 'relationship', relationTo: options.slugs.emails },
    { name: 'internal', type: 'checkbox', defaultValue: false },
    { name: 'automation', type: 'text' },
    { name: 'refused', type: 'json' },
  ],
})
