import { addressesOf, normalEmail } from '../access/clientAddresses.ts'
import { isEmail } from '../domain/emailAddress.ts'
import { PortalError } from '../errors.ts'
import type { Client } from '../records.ts'

/**
 * Who gets a document: the wanted addresses, else the client's own. Each must be on file, because its link signs in and
 * every request checks the address against the client's present ones. Throws `bad-email`, `unknown-recipient`.
 */
export const recipientsOf = (client: Client, wanted: readonly unknown[] | null | undefined): string[] => {
  const onFile = addressesOf(client)
  const list = (wanted ?? []).map((one) => (typeof one === 'string' ? normalEmail(one) : String(one)))
  for (const address of list) {
    if (!isEmail(address)) throw new PortalError('bad-email', { value: address.slice(0, 100) })
    if (!onFile.includes(address)) throw new PortalError('unknown-recipient', { value: address })
  }
  const recipients = list.length > 0 ? [...new Set(list)] : onFile.slice(0, 1)
  if (recipients.length === 0) throw new PortalError('no-recipient')
  return recipients
}

/** Recipients of years ago may have left the client; those who are still there get the credit note. */
export const onFileOnly = (client: Client, recipients: string[] | null | undefined): string[] =>
  (recipients ?? []).filter((address) => {
    try {
      return recipientsOf(client, [address]).length > 0
    } catch {
      return false
    }
  })
