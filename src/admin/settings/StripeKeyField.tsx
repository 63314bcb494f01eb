import type { TextFieldServerProps } from 'payload'

import { getPortalOptions } from '../../context.ts'
import { stripeKeys } from '../../stripe/stripeKeys.ts'
import { SecretField } from './SecretField.tsx'

/** Tells the field of a secret key what only the server knows: whether the environment brings one, and whether ours opens. */
export const StripeKeyField = async ({ req, clientField, path, readOnly }: TextFieldServerProps) => {
  const { stripe } = getPortalOptions(req.payload)
  const { problem } = await stripeKeys(req)
  const isKey = clientField.name === 'stripeSecretKey'
  const fallback = isKey ? stripe.secretKey : stripe.webhookSecrets.join(',') || null
  return (
    <SecretField
      field={clientField}
      path={path}
      readOnly={readOnly}
      fallbackHint={fallback?.slice(-4) ?? null}
      isUnreadable={problem === (isKey ? 'secret-key-unreadable' : 'webhook-secret-unreadable')}
    />
  )
}
