import type { Access, CollectionConfig } from 'payload'

import { operationsOnly, staffOnly } from '../../access/staff.ts'
import { adminComponents } from '../../adminComponents.ts'
import type { ResolvedOptions } from '../../options.ts'
import { adminLabel, localeOptions } from '../../translations/adminLabel.ts'
import { fieldProblem } from '../../translations/errorText.ts'
import { currency, line, multiline } from '../fields/values.ts'
import { email } from '../fields/email.ts'
import { tellCode } from '../hooks/problem.ts'
import { refuseForeignId } from '../hooks/refuseForeignId.ts'
import { keepClientsWithBooks } from './hooks/keepClientsWithBooks.ts'
import { recordStaffChanges } from './hooks/recordStaffChanges.ts'

/** What was taken out for good is not written in again. */
const staffUnlessAnonymised: Access = async (args) =>
  (await staffOnly(args)) ? { anonymisedAt: { exists: false } } : false

export const clientsCollection = (options: ResolvedOptions): CollectionConfig => ({
  slug: options.slugs.clients,
  labels: {
    singular: adminLabel((t) => t.collections.clients.singular),
    plural: adminLabel((t) => t.collections.clients.plural),
  },
  admin: {
    group: adminLabel((t) => t.groups.billing),
    description: adminLabel((t) => t.collections.clients.description),
    useAsTitle: 'name',
    defaultColumns: ['name', 'company', 'email', 'updatedAt'],
    listSearchableFields: ['name', 'company', 'email', 'taxId'],
  },
  access: { create: staffOnly, read: staffOnly, update: staffUnlessAnonymised, delete: staffOnly },
  versions: false,
  hooks: {
    beforeOperation: [refuseForeignId],
    afterChange: [recordStaffChanges],
    beforeDelete: [keepClientsWithBooks],
    afterError: [tellCode],
  },
  fields: [
    ...(options.enabled
      ? [{ name: 'profile', type: 'ui' as const, admin: { components: { Field: adminComponents.clientProfile } } }]
      : []),
    {
      type: 'row',
      fields: [line('name', (t) => t.fields.name, { required: true, index: true }), email({ required: true })],
    },
    {
      type: 'row',
      fields: [line('company', (t) => t.fields.company), line('taxId', (t) => t.fields.taxId)],
    },
    {
      type: 'row',
      fields: [
        line('phone', (t) => t.fields.phone),
        line('country', (t) => t.fields.country, {
          maxLength: 2,
          admin: { description: adminLabel((t) => t.fields.countryHelp) },
          hooks: {
            beforeValidate: [
              ({ value }) => (typeof value === 'string' ? value.toUpperCase() || null : (value as unknown)),
            ],
          },
          validate: (value: unknown, { req }: { req: { i18n: { language: string } } }) =>
            !value || (typeof value === 'string' && /^[A-Z]{2}$/.test(value))
              ? true
              : fieldProblem('country', req.i18n.language),
        }),
      ],
    },
    multiline('address', (t) => t.fields.address, { maxLength: 1000 }),
    {
      type: 'row',
      fields: [
        {
          name: 'locale',
          type: 'select',
          label: adminLabel((t) => t.fields.locale),
          options: localeOptions,
          // Payload's own check of the choices passes over what is no text.
          hooks: { beforeValidate: [({ value }) => (value ? String(value) : (value as unknown))] },
          admin: { description: adminLabel((t) => t.fields.localeHelp) },
        },
        currency((t) => t.fields.currency, { admin: { description: adminLabel((t) => t.fields.currencyHelp) } }),
      ],
    },
    {
      name: 'contacts',
      type: 'array',
      label: adminLabel((t) => t.fields.contacts),
      labels: {
        singular: adminLabel((t) => t.ui.client.contact.singular),
        plural: adminLabel((t) => t.ui.client.contact.plural),
      },
      maxRows: 50,
      admin: { description: adminLabel((t) => t.fields.contactsHelp), initCollapsed: true },
      fields: [
        {
          type: 'row',
          fields: [line('name', (t) => t.fields.name), email({ required: true }), line('role', (t) => t.fields.role)],
        },
      ],
    },
    multiline('notes', (t) => t.fields.notes, {
      maxLength: 20_000,
      admin: { description: adminLabel((t) => t.fields.clientNotesHelp) },
    }),
    {
      name: 'stripeCustomerId',
      type: 'text',
      index: true,
      admin: { hidden: true },
      access: { create: () => false, update: () => false, read: () => false },
    },
    { name: 'anonymisedAt', type: 'date', admin: { hidden: true }, access: operationsOnly },
  ],
})
