import type { TextFieldServerProps } from 'payload'

import { getPortalOptions } from '../../context.ts'
import { inboundFields } from '../../mail/inboundFields.ts'
import { inboundSecrets } from '../../mail/inboundSecrets.ts'
import { SecretField } from './SecretField.tsx'

/** Tells the field of a mail provider's secret what only the server knows: whether an option brings one, and whether ours opens. */
export const InboundSecretField = async ({ req, clientField, path, readOnly }: TextFieldServerProps) => {
  const secret = inboundFields.find(({ name }) => name === clientField.name)?.secret
  const fallback = secret ? getPortalOptions(req.payload).inbound[secret] : null
  const { unreadable } = await inboundSecrets(req)
  return (
    <SecretField
      field={clientField}
      path={path}
      readOnly={readOnly}
      fallbackHint={fallback?.slice(-4) ?? null}
      isUnreadable={secret !== undefined && unreadable.includes(secret)}
    />
  )
}
