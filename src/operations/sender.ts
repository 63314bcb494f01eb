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

const keyedAddress = (
  req: PayloadRequest,
  settings: BusinessSettings,
  kind: 'reply' | 'ticket' | 'staff',
  key: string | null | undefined,
): string => {
  const domain = inboundDomainOf(req, settings)
  if (domain && key) return `${kind}+${key}@${domain}`
  return settings.email || senderOf(req, settings).address
}

/** The domain whose mail comes back to us, or null where none does. */
export const inboundDomainOf = (req: PayloadRequest, settings: BusinessSettings): string | null =>
  settings.inboundDomain || getPortalOptions(req.payload).inboundDomain || null

/**
 * Where an answer to a document's mail goes: its key at the inbound domain, so that the answer finds the document
 * whatever the subject says; without such a domain, to the business itself.
 */
export const replyAddress = (
  req: PayloadRequest,
  settings: BusinessSettings,
  replyKey: string | null | undefined,
): string => keyedAddress(req, settings, 'reply', replyKey)

/** Where a member of staff's answer to a ticket's notice goes; see `staffKey.ts`. */
export const staffAddress = (req: PayloadRequest, settings: BusinessSettings, key: string | null): string =>
  keyedAddress(req, settings, 'staff', key)

/** Where an answer in a ticket's thread goes; without an inbound domain, to the business itself. */
export const ticketAddress = (req: PayloadRequest, settings: BusinessSettings, key: string): string =>
  keyedAddress(req, settings, 'ticket', key)
