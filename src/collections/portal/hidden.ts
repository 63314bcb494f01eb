import type { CollectionConfig, Field } from 'payload'

import { staffOnly } from '../../access/staff.ts'
import type { ResolvedOptions } from '../../options.ts'
import type { CollectionKey } from '../../slugs.ts'
import { adminLabel } from '../../translations/adminLabel.ts'
import { refuseForeignId } from '../hooks/refuseForeignId.ts'

const never = () => false

type HiddenKey = Extract<CollectionKey, `portal${string}` | 'magicLinks'>

/** A collection that only operations write: no admin pages, no GraphQL, no write through REST. */
const hidden = (options: ResolvedOptions, key: HiddenKey, fields: Field[]): CollectionConfig => ({
  slug: options.slugs[key],
  labels: {
    singular: adminLabel((t) => t.collections[key].singular),
    plural: adminLabel((t) => t.collections[key].plural),
  },
  admin: { hidden: true },
  access: { create: never, read: never, update: never, delete: never },
  // Not `false`: the GraphQL schema of the whole site can't be built where a relationship points at a missing type.
  graphQL: { disableQueries: true, disableMutations: true },
  disableDuplicate: true,
  lockDocuments: false,
  versions: false,
  hooks: { beforeOperation: [refuseForeignId] },
  fields,
})

/** Scalar fields only, so that a claim is one conditional statement on the table itself. */
export const magicLinksCollection = (options: ResolvedOptions): CollectionConfig =>
  hidden(options, 'magicLinks', [
    { name: 'tokenHash', type: 'text', required: true, unique: true, index: true },
    { name: 'kind', type: 'text', required: true },
    { name: 'email', type: 'text', required: true, index: true },
    { name: 'client', type: 'relationship', relationTo: options.slugs.clients, index: true },
    { name: 'target', type: 'text', required: true },
    { name: 'expiresAt', type: 'date', required: true, index: true },
    { name: 'usedAt', type: 'date' },
    { name: 'revokedAt', type: 'date' },
    { name: 'mail', type: 'relationship', relationTo: options.slugs.emails, index: true },
  ])

export const portalSessionsCollection = (options: ResolvedOptions): CollectionConfig =>
  hidden(options, 'portalSessions', [
    { name: 'tokenHash', type: 'text', required: true, unique: true, index: true },
    { name: 'email', type: 'text', required: true, index: true },
    { name: 'client', type: 'relationship', relationTo: options.slugs.clients, index: true },
    { name: 'link', type: 'relationship', relationTo: options.slugs.magicLinks, index: true },
    { name: 'linkKind', type: 'text', required: true },
    { name: 'target', type: 'text' },
    { name: 'staffId', type: 'text' },
    { name: 'staffName', type: 'text' },
    { name: 'userAgent', type: 'text' },
    { name: 'ip', type: 'text' },
    { name: 'knownBrowser', type: 'checkbox', defaultValue: false },
    { name: 'confirmedAt', type: 'date' },
    { name: 'lastSeenAt', type: 'date', required: true },
    { name: 'expiresAt', type: 'date', required: true, index: true },
    { name: 'revokedAt', type: 'date' },
    { name: 'draft', type: 'json' },
  ])

export const portalCountersCollection = (options: ResolvedOptions): CollectionConfig =>
  hidden(options, 'portalCounters', [
    { name: 'key', type: 'text', required: true, unique: true, index: true },
    { name: 'value', type: 'number', required: true, defaultValue: 0 },
    { name: 'expiresAt', type: 'date', index: true },
  ])

/**
 * The addresses at which a member of staff answers a ticket's notice by mail: `staff+<key>@…`, one per ticket and person.
 * The person is named by id alone: one that is deleted leaves a key behind that opens nothing.
 */
export const portalStaffKeysCollection = (options: ResolvedOptions): CollectionConfig => ({
  ...hidden(options, 'portalStaffKeys', [
    { name: 'key', type: 'text', required: true, unique: true, index: true },
    { name: 'ticket', type: 'relationship', relationTo: options.slugs.tickets, required: true, index: true },
    { name: 'user', type: 'text', required: true },
  ]),
  indexes: [{ fields: ['ticket', 'user'], unique: true }],
})

/**
 * Who is writing an answer right now. Rows of their own, so that neither the ticket nor any page that waits for news of it
 * is touched by a key press; the person is named by id alone, so that a user can be deleted.
 */
export const portalWritersCollection = (options: ResolvedOptions): CollectionConfig => ({
  ...hidden(options, 'portalWriters', [
    { name: 'ticket', type: 'relationship', relationTo: options.slugs.tickets, required: true, index: true },
    { name: 'user', type: 'text', required: true },
    { name: 'name', type: 'text', required: true },
    { name: 'at', type: 'date', required: true, index: true },
  ]),
  indexes: [{ fields: ['ticket', 'user'], unique: true }],
})

/** Who did what, and which webhooks were processed (`key` makes each of those count once). */
export const portalEventsCollection = (options: ResolvedOptions): CollectionConfig => ({
  ...hidden(options, 'portalEvents', [
    { name: 'key', type: 'text', unique: true, index: true },
    { name: 'type', type: 'text', required: true, index: true },
    { name: 'at', type: 'date', required: true, index: true },
    { name: 'client', type: 'relationship', relationTo: options.slugs.clients, index: true },
    { name: 'invoice', type: 'relationship', relationTo: options.slugs.invoices, index: true },
    { name: 'quote', type: 'relationship', relationTo: options.slugs.quotes, index: true },
    { name: 'actorKind', type: 'text', required: true },
    { name: 'actorName', type: 'text' },
    { name: 'data', type: 'json' },
  ]),
  // The latest thing that happened to a client, which open pages ask for every second or two.
  indexes: [{ fields: ['client', 'at'] }],
  access: { create: never, read: staffOnly, update: never, delete: never },
})

/**
 * Bytes we keep: PDFs and logos. An upload collection, so that the host's storage adapter can hold them. Stored names
 * are random; nothing can be guessed, and the name a person sees is a field.
 */
export const portalFilesCollection = (options: ResolvedOptions): CollectionConfig => ({
  ...hidden(options, 'portalFiles', [
    { name: 'purpose', type: 'text', required: true, index: true },
    { name: 'client', type: 'relationship', relationTo: options.slugs.clients, index: true },
    { name: 'invoice', type: 'relationship', relationTo: options.slugs.invoices, index: true },
    { name: 'quote', type: 'relationship', relationTo: options.slugs.quotes, index: true },
    { name: 'message', type: 'relationship', relationTo: options.slugs.ticketMessages, index: true },
    { name: 'mail', type: 'relationship', relationTo: options.slugs.emails, index: true },
    { name: 'contentId', type: 'text' },
    { name: 'name', type: 'text', required: true },
    { name: 'sha256', type: 'text', required: true },
  ]),
  access: { create: never, read: staffOnly, update: never, delete: never },
  upload: {
    staticDir: options.filesDir,
    crop: false,
    focalPoint: false,
    displayPreview: false,
    modifyResponseHeaders: ({ headers }) => {
      headers.set('Content-Disposition', 'attachment')
      headers.set('X-Content-Type-Options', 'nosniff')
      headers.set('Content-Security-Policy', 'sandbox')
      headers.set('Cache-Control', 'private, no-store')
      return headers
    },
  },
})
