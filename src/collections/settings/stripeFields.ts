import type { Field, TextField } from 'payload'

import { adminComponents } from '../../adminComponents.ts'
import { isSealed } from '../../domain/secretBox.ts'
import { keyProblem, type StripeKeyKind } from '../../stripe/keyFormat.ts'
import { adminLabel } from '../../translations/adminLabel.ts'
import { fieldProblem } from '../../translations/errorText.ts'
import { line } from '../fields/values.ts'
import { hint, writeOnly } from './secretFields.ts'

type Pick = Parameters<typeof line>[1]
type Checked = { req: { i18n: { language: string } } }

/** Says what is wrong while the person still types; `sealStripeKeys` asks the same before it stores anything. */
const wellFormed =
  (kind: StripeKeyKind) =>
  (value: unknown, { req }: Checked): string | true => {
    if (typeof value !== 'string' || value === '' || isSealed(value)) return true
    const problem = keyProblem(kind, value)
    return problem ? fieldProblem(problem, req.i18n.language) : true
  }

const secretKey = (name: string, kind: StripeKeyKind, label: Pick, help: Pick, width: string): TextField =>
  writeOnly(name, label, {
    validate: wellFormed(kind),
    admin: { width, description: adminLabel(help), components: { Field: adminComponents.secretField } },
  })

/** Stripe's keys, the address of the webhook and a button that tries them. */
export const stripeFields = (): Field[] => [
  {
    type: 'row',
    fields: [
      line('stripePublishableKey', (t) => t.fields.stripePublishableKey, {
        validate: wellFormed('publishable'),
        admin: { width: '50%', description: adminLabel((t) => t.fields.stripePublishableKeyHelp) },
      }),
      secretKey(
        'stripeSecretKey',
        'secret',
        (t) => t.fields.stripeSecretKey,
        (t) => t.fields.stripeSecretKeyHelp,
        '50%',
      ),
    ],
  },
  { name: 'stripeWebhook', type: 'ui', admin: { components: { Field: adminComponents.stripeWebhook } } },
  secretKey(
    'stripeWebhookSecret',
    'webhook',
    (t) => t.fields.stripeWebhookSecret,
    (t) => t.fields.stripeWebhookSecretHelp,
    '100%',
  ),
  { name: 'stripeTest', type: 'ui', admin: { components: { Field: adminComponents.stripeTest } } },
  hint('stripeSecretKey', (t) => t.fields.stripeSecretKey),
  hint('stripeWebhookSecret', (t) => t.fields.stripeWebhookSecret),
]
