import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import type { BusinessSettings } from '../records.ts'

export interface Sender {
  /** As it stands in the From header. */
  from: string
  address: string
  domain: string
}

const quoted = (name: string): string => `"${name.replace(/[\r\n"\\<>]+/g, ' ').trim()}"`

/** Who our mails come from: the business settings, else option `mailFrom`, else the email adapter's default. */
export const senderOf = (req: PayloadRequest, settings: BusinessSettings): Sender => {
  const { mailFrom } = getPortalOptions(req.payload)
  const { defaultFromAddress, defaultFromName } = req.payload.email
  const address = settings.senderAddress || mailFrom?.address || defaultFromAddress
  const name = settings.senderName || (settings.senderAddress ? '' : mailFrom?.name) || settings.name || defaultFromName
  return { from: `${quoted(name)} <${address}>`, address, domain: address.split('@').pop() ?? 'localhost' }
}

/**
 * Where an answer to a document's mail goes: its key at the inbound domain, so that the answer finds the document
 * whatever the subject says; without such a domain, to the business itself.
 */
export const replyAddress = (
  req: PayloadRequest,
  settings: BusinessSettings,
  replyKey: string | null | undefined,
): string => {
  const domain = settings.inboundDomain || getPortalOptions(req.payload).inboundDomain
  if (domain && replyKey) return `reply+${replyKey}@${domain}`
  return settings.email || senderOf(req, settings).address
}
