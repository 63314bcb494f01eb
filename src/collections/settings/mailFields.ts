import type { Condition, Field } from 'payload'

import { adminComponents } from '../../adminComponents.ts'
import { isDomain } from '../../domain/emailAddress.ts'
import { isSealed } from '../../domain/secretBox.ts'
import { inboundFields, type InboundField } from '../../mail/inboundFields.ts'
import type { ResolvedOptions } from '../../options.ts'
import { adminLabel, adminOptions } from '../../translations/adminLabel.ts'
import type { admin as texts } from '../../translations/en/admin.ts'
import { fieldProblem } from '../../translations/errorText.ts'
import { email } from '../fields/email.ts'
import { checkbox, line, multiline } from '../fields/values.ts'
import { hint, writeOnly } from './secretFields.ts'

type Checked = { req: { i18n: { language: string } } }
type Label = (admin: typeof texts) => string

/** Help in the admin, where there is some: a user's name says enough by itself. */
const helpOf = (name: string): Record<string, string> | undefined => {
  const help: Label = (t) => (t.fields as unknown as Record<string, string | undefined>)[`${name}Help`] ?? ''
  const label = adminLabel(help)
  return label.en ? label : undefined
}

const widths: Partial<Record<InboundField['secret'], string>> = {
  postmarkUser: '50%',
  postmarkPassword: '50%',
  resendWebhookSecret: '50%',
  resendApiKey: '50%',
}

/** Says what is wrong while the person still types; `sealInboundSecrets` asks the same before it stores anything. */
const wellFormed =
  ({ problem }: InboundField) =>
  (value: unknown, { req }: Checked): string | true => {
    const text = typeof value === 'string' ? value.trim() : ''
    if (text === '' || isSealed(text)) return true
    const wrong = problem(text)
    return wrong ? fieldProblem(wrong, req.i18n.language) : true
  }

/** Shown while its provider is chosen. None is required, so hiding one loses no column its `NOT NULL`. */
const providerField = (field: InboundField): Field[] => {
  const { name, provider, isSecret, secret } = field
  const label: Label = (t) => (t.fields as unknown as Record<string, string>)[name] ?? name
  const condition: Condition = (data) => data.inboundProvider === provider
  const width = widths[secret] ?? '100%'
  const help = helpOf(name)
  const admin = { condition, width, ...(help ? { description: help } : {}) }
  const validate = wellFormed(field)
  if (isSecret) {
    return [
      writeOnly(name, label, {
        validate,
        admin: { ...admin, components: { Field: adminComponents.inboundSecretField } },
      }),
      hint(name, label),
    ]
  }
  // A key in PEM has several lines.
  return secret === 'sendgridPublicKey'
    ? [multiline(name, label, { maxLength: 2000, validate: wellFormed(field), admin: { ...admin, rows: 4 } })]
    : [line(name, label, { validate, admin })]
}

/** Closed or open, a heading that keeps together what belongs together; the data know nothing of it. */
const under = (label: Label, fields: Field[]): Field[] => [
  { type: 'collapsible', label: adminLabel(label), admin: { initCollapsed: false }, fields },
]

/** Where answers by mail come in: the domain, who receives for it, and how that provider proves itself. */
export const inboundMailFields = (): Field[] =>
  under(
    (t) => t.fields.inboundMail,
    [
      line('inboundDomain', (t) => t.fields.inboundDomain, {
        validate: (value: unknown, { req }: Checked) =>
          !value || (typeof value === 'string' && isDomain(value)) ? true : fieldProblem('domain', req.i18n.language),
        admin: { description: adminLabel((t) => t.fields.inboundDomainHelp) },
      }),
      {
        name: 'inboundProvider',
        type: 'select',
        label: adminLabel((t) => t.fields.inboundProvider),
        options: adminOptions('mailProvider'),
        admin: { description: adminLabel((t) => t.fields.inboundProviderHelp) },
      },
      { name: 'inboundState', type: 'ui', admin: { components: { Field: adminComponents.inboundState } } },
      {
        type: 'row',
        admin: { condition: (data) => Boolean(data.inboundProvider) },
        fields: inboundFields.flatMap(providerField),
      },
      line('inboundAuthServId', (t) => t.fields.inboundAuthServId, {
        validate: (value: unknown, { req }: Checked) =>
          !value || (typeof value === 'string' && isDomain(value)) ? true : fieldProblem('domain', req.i18n.language),
        admin: {
          condition: (data) => Boolean(data.inboundProvider),
          description: adminLabel((t) => t.fields.inboundAuthServIdHelp),
        },
      }),
    ],
  )

/** Who of the staff is told of what. */
export const noticeFields = (options: ResolvedOptions): Field[] =>
  under(
    (t) => t.fields.notices,
    [
      checkbox('staffNotices', (t) => t.fields.staffNotices, {
        defaultValue: true,
        admin: { description: adminLabel((t) => t.fields.staffNoticesHelp) },
      }),
      email({
        name: 'noticeEmail',
        label: adminLabel((t) => t.fields.noticeEmail),
        index: false,
        admin: {
          condition: (data) => data.staffNotices !== false,
          description: adminLabel((t) => t.fields.noticeEmailHelp),
        },
      }),
      {
        name: 'noticePeople',
        type: 'array',
        label: adminLabel((t) => t.fields.noticePeople),
        labels: {
          singular: adminLabel((t) => t.fields.noticePerson),
          plural: adminLabel((t) => t.fields.noticePeople),
        },
        maxRows: 50,
        admin: {
          condition: (data) => data.staffNotices !== false,
          description: adminLabel((t) => t.fields.noticePeopleHelp),
        },
        fields: [
          {
            type: 'row',
            fields: [
              {
                name: 'user',
                type: 'relationship',
                relationTo: options.adminUser,
                label: adminLabel((t) => t.fields.noticePerson),
                // Not `required`: the column must take the null that a deleted user leaves behind.
                validate: (value: unknown, { req }: Checked) =>
                  value === null || value === undefined || value === ''
                    ? fieldProblem('noticePerson', req.i18n.language)
                    : true,
                admin: { width: '50%', allowCreate: false, allowEdit: false },
              },
              {
                name: 'tickets',
                type: 'select',
                required: true,
                defaultValue: 'mine',
                label: adminLabel((t) => t.fields.noticeTickets),
                options: adminOptions('noticeTickets'),
                admin: { width: '35%' },
              },
              checkbox('payments', (t) => t.fields.noticePayments, {
                admin: { width: '15%', style: { alignSelf: 'flex-end' } },
              }),
            ],
          },
        ],
      },
    ],
  )
