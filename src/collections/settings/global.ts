import type { GlobalConfig } from 'payload'

import { staffOnly, withPermission } from '../../access/staff.ts'
import { adminComponents } from '../../adminComponents.ts'
import { DEFAULT_ACCENT, isHexColor } from '../../domain/accent.ts'
import { isTimeZone } from '../../domain/days.ts'
import { checkPattern } from '../../domain/numbering.ts'
import type { ResolvedOptions } from '../../options.ts'
import { adminLabel, adminOptions, localeOptions } from '../../translations/adminLabel.ts'
import { fieldProblem } from '../../translations/errorText.ts'
import { email } from '../fields/email.ts'
import { checkbox, currency, line, multiline, percent } from '../fields/values.ts'
import { checkNumberSeries } from './hooks/checkNumberSeries.ts'
import { recordSettings } from './hooks/recordSettings.ts'
import { moveWithTimeZone } from './hooks/moveWithTimeZone.ts'
import { sealStripeKeys } from './hooks/sealStripeKeys.ts'
import { sealInboundSecrets } from './hooks/sealInboundSecrets.ts'
import { inboundMailFields, noticeFields } from './mailFields.ts'
import { stripeFields } from './stripeFields.ts'
import { supportFields } from './supportFields.ts'

type Checked = { req: { i18n: { language: string } } }

const pattern = (name: string, label: Parameters<typeof line>[1], defaultValue: string) =>
  line(name, label, {
    required: true,
    defaultValue,
    admin: { width: '50%', description: adminLabel((t) => t.fields.patternHelp) },
    validate: (value: unknown, { req }: Checked) =>
      typeof value === 'string' && checkPattern(value) === null ? true : fieldProblem('pattern', req.i18n.language),
  })

export const businessSettingsGlobal = (options: ResolvedOptions): GlobalConfig => ({
  slug: options.slugs.businessSettings,
  label: adminLabel((t) => t.collections.businessSettings.singular),
  admin: {
    group: adminLabel((t) => t.groups.settings),
    description: adminLabel((t) => t.collections.businessSettings.description),
  },
  access: { read: staffOnly, update: withPermission('canEditSettings') },
  versions: false,
  hooks: {
    beforeValidate: [checkNumberSeries, sealStripeKeys, sealInboundSecrets],
    afterChange: [moveWithTimeZone, recordSettings],
  },
  fields: [
    {
      type: 'tabs',
      tabs: [
        {
          label: adminLabel((t) => t.tabs.business),
          fields: [
            {
              type: 'row',
              fields: [
                line('name', (t) => t.fields.name, { required: true }),
                line('legalName', (t) => t.fields.legalName),
                line('taxId', (t) => t.fields.taxId),
              ],
            },
            multiline('address', (t) => t.fields.address, { maxLength: 1000 }),
            {
              type: 'row',
              fields: [email(), line('phone', (t) => t.fields.phone), line('website', (t) => t.fields.website)],
            },
            {
              type: 'row',
              fields: [
                {
                  name: 'logo',
                  type: 'relationship',
                  relationTo: options.slugs.portalFiles,
                  label: adminLabel((t) => t.fields.logo),
                  // The bytes come through our own endpoint, which looks at them; a form can't point it elsewhere.
                  access: { create: () => false, update: () => false },
                  admin: { width: '50%', components: { Field: adminComponents.logoField } },
                },
                {
                  name: 'icon',
                  type: 'relationship',
                  relationTo: options.slugs.portalFiles,
                  label: adminLabel((t) => t.fields.icon),
                  access: { create: () => false, update: () => false },
                  admin: { width: '50%', components: { Field: adminComponents.iconField } },
                },
              ],
            },
            {
              type: 'row',
              fields: [
                line('accentColor', (t) => t.fields.accentColor, {
                  defaultValue: DEFAULT_ACCENT,
                  required: true,
                  admin: {
                    width: '50%',
                    description: adminLabel((t) => t.fields.accentColorHelp),
                    components: { Field: adminComponents.colorField },
                  },
                  validate: (value: unknown, { req }: Checked) =>
                    typeof value === 'string' && isHexColor(value) ? true : fieldProblem('color', req.i18n.language),
                }),
              ],
            },
            multiline('footer', (t) => t.fields.footer, {
              maxLength: 2000,
              admin: { description: adminLabel((t) => t.fields.footerHelp) },
            }),
            { name: 'brandPreview', type: 'ui', admin: { components: { Field: adminComponents.brandPreview } } },
          ],
        },
        {
          label: adminLabel((t) => t.tabs.documents),
          fields: [
            {
              type: 'row',
              fields: [
                currency((t) => t.fields.defaultCurrency, {
                  required: true,
                  defaultValue: 'EUR',
                  admin: { width: '25%' },
                }),
                {
                  name: 'locale',
                  type: 'select',
                  label: adminLabel((t) => t.fields.defaultLocale),
                  options: localeOptions,
                  defaultValue: 'en',
                  required: true,
                  admin: { width: '25%' },
                },
                line('timeZone', (t) => t.fields.timeZone, {
                  required: true,
                  defaultValue: 'Europe/Madrid',
                  admin: { width: '25%', description: adminLabel((t) => t.fields.timeZoneHelp) },
                  validate: (value: unknown, { req }: Checked) =>
                    typeof value === 'string' && isTimeZone(value) ? true : fieldProblem('timeZone', req.i18n.language),
                }),
                {
                  name: 'paymentTermsDays',
                  type: 'number',
                  label: adminLabel((t) => t.fields.paymentTermsDays),
                  required: true,
                  defaultValue: 30,
                  min: 0,
                  max: 365,
                  admin: { width: '25%' },
                },
              ],
            },
            {
              type: 'row',
              fields: [
                pattern('invoiceNumberPattern', (t) => t.fields.invoiceNumberPattern, 'INV-{YYYY}-{0000}'),
                pattern('creditNoteNumberPattern', (t) => t.fields.creditNoteNumberPattern, 'CN-{YYYY}-{0000}'),
              ],
            },
            {
              type: 'row',
              fields: [
                pattern('quoteNumberPattern', (t) => t.fields.quoteNumberPattern, 'Q-{YYYY}-{0000}'),
                {
                  name: 'quoteValidDays',
                  type: 'number',
                  label: adminLabel((t) => t.fields.quoteValidDays),
                  required: true,
                  defaultValue: 30,
                  min: 0,
                  max: 365,
                },
                {
                  name: 'convertAcceptedQuotes',
                  type: 'select',
                  label: adminLabel((t) => t.fields.convertAcceptedQuotes),
                  options: adminOptions('convertAcceptedQuotes'),
                  defaultValue: 'no',
                  required: true,
                  admin: { description: adminLabel((t) => t.fields.convertAcceptedQuotesHelp) },
                },
              ],
            },
            {
              name: 'taxRates',
              type: 'array',
              label: adminLabel((t) => t.fields.taxRates),
              labels: {
                singular: adminLabel((t) => t.ui.tax.setting.singular),
                plural: adminLabel((t) => t.ui.tax.setting.plural),
              },
              maxRows: 30,
              admin: { description: adminLabel((t) => t.fields.taxRatesHelp), initCollapsed: true },
              fields: [
                {
                  type: 'row',
                  fields: [
                    line('label', (t) => t.fields.label, { required: true }),
                    percent('rate', (t) => t.fields.rate, { required: true, defaultValue: 0 }),
                    {
                      name: 'category',
                      type: 'select',
                      label: adminLabel((t) => t.fields.taxCategory),
                      options: adminOptions('taxCategory'),
                      defaultValue: 'standard',
                      required: true,
                    },
                    line('reason', (t) => t.fields.reason),
                  ],
                },
              ],
            },
            {
              name: 'bank',
              type: 'group',
              label: adminLabel((t) => t.fields.bank),
              fields: [
                {
                  type: 'row',
                  fields: [
                    line('holder', (t) => t.fields.bankHolder),
                    line('iban', (t) => t.fields.iban),
                    line('bic', (t) => t.fields.bic),
                  ],
                },
              ],
            },
          ],
        },
        {
          label: adminLabel((t) => t.tabs.payments),
          fields: [
            ...stripeFields(),
            checkbox('allowPartialPayments', (t) => t.fields.allowPartialPayments, {
              admin: { description: adminLabel((t) => t.fields.allowPartialPaymentsHelp) },
            }),
            checkbox('allowRedirectPayments', (t) => t.fields.allowRedirectPayments, {
              admin: { description: adminLabel((t) => t.fields.allowRedirectPaymentsHelp) },
            }),
            checkbox('sendReceipts', (t) => t.fields.sendReceipts, { defaultValue: true }),
          ],
        },
        {
          label: adminLabel((t) => t.tabs.mail),
          fields: [
            {
              type: 'row',
              fields: [
                line('senderName', (t) => t.fields.senderName),
                email({
                  name: 'senderAddress',
                  label: adminLabel((t) => t.fields.senderAddress),
                  index: false,
                  admin: { description: adminLabel((t) => t.fields.senderAddressHelp) },
                }),
              ],
            },
            ...inboundMailFields(),
            ...noticeFields(options),
            checkbox('attachPdf', (t) => t.fields.attachPdf, {
              admin: { description: adminLabel((t) => t.fields.attachPdfHelp) },
            }),
            checkbox('clientsMayEditDetails', (t) => t.fields.clientsMayEditDetails, { defaultValue: true }),
            {
              name: 'formality',
              type: 'select',
              label: adminLabel((t) => t.fields.formality),
              options: adminOptions('formality'),
              defaultValue: 'formal',
              required: true,
            },
          ],
        },
        { label: adminLabel((t) => t.tabs.support), fields: supportFields() },
      ],
    },
  ],
})
