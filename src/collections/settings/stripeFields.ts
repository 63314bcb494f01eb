import type { Field, FieldHook, TextField } from 'payload'

import { operationsOnly } from '../../access/staff.ts'
import { adminComponents } from '../../adminComponents.ts'
import { isSealed } from '../../domain/secretBox.ts'
import { keyProblem, type StripeKeyKind } from '../../stripe/keyFormat.ts'
import { adminLabel } from '../../translations/adminLabel.ts'
import { fieldProblem } from '../../translations/errorText.ts'
import { line } from '../fields/values.ts'

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

/**
 * Nothing reads a secret back: not REST, not GraphQL, not the Local API whatever it overrides. It is deleted rather than
 * emptied, because Payload saves what an earlier read left behind, and `null` would mean that it is to be removed.
 */
const takeAway: FieldHook = ({ siblingData, field }) => {
  if (field.name) Reflect.deleteProperty(siblingData, field.name)
}

const writeOnly = (name: string, kind: StripeKeyKind, label: Pick, help: Pick, width: string): TextField =>
  line(name, label, {
    maxLength: 2000,
    hooks: { afterRead: [takeAway] },
    validate: wellFormed(kind),
    admin: { width, description: adminLabel(help), components: { Field: adminComponents.secretField } },
  })

/** What a secret ends in, so that people can tell which one it is. `sealStripeKeys` alone writes it. */
const hint = (name: string, label: Pick): TextField =>
  line(name, label, { access: operationsOnly, admin: { hidden: true } })

/** Stripe's keys, the address of the webhook and a button that tries them. */
export const stripeFields = (): Field[] => [
  {
    type: 'row',
    fields: [
      line('stripePublishableKey', (t) => t.fields.stripePublishableKey, {
        validate: wellFormed('publishable'),
        admin: { width: '50%', description: adminLabel((t) => t.fields.stripePublishableKeyHelp) },
      }),
      writeOnly(
        'stripeSecretKey',
        'secret',
        (t) => t.fields.stripeSecretKey,
        (t) => t.fields.stripeSecretKeyHelp,
        '50%',
      ),
    ],
  },
  { name: 'stripeWebhook', type: 'ui', admin: { components: { Field: adminComponents.stripeWebhook } } },
  writeOnly(
    'stripeWebhookSecret',
    'webhook',
    (t) => t.fields.stripeWebhookSecret,
    (t) => t.fields.stripeWebhookSecretHelp,
    '100%',
  ),
  { name: 'stripeTest', type: 'ui', admin: { components: { Field: adminComponents.stripeTest } } },
  hint('stripeSecretKeyHint', (t) => t.fields.stripeSecretKey),
  hint('stripeWebhookSecretHint', (t) => t.fields.stripeWebhookSecret),
]
