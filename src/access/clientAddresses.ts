import type { PayloadRequest } from 'payload'

import type { Client } from '../records.ts'
import { findMany } from '../store.ts'

/** An address as we compare it. */
export const normalEmail = (address: string): string => address.trim().toLowerCase()

/** Every address that may act for this client today: the client's own, then the contacts'. */
export const addressesOf = (client: Pick<Client, 'email' | 'contacts'>): string[] => [
  ...new Set([client.email, ...(client.contacts ?? []).map((contact) => contact.email)].map(normalEmail)),
]

/** Who of the client's people an address is, for greetings. */
export const personAt = (client: Pick<Client, 'name' | 'email' | 'contacts'>, address: string): string => {
  const email = normalEmail(address)
  if (normalEmail(client.email) === email) return client.name
  return client.contacts?.find((contact) => normalEmail(contact.email) === email)?.name ?? client.name
}

/** The clients an address stands on, as their own address or a contact's. */
export const clientsAt = async (req: PayloadRequest, address: string): Promise<Client[]> => {
  const email = normalEmail(address)
  return findMany(req, 'clients', {
    where: { or: [{ email: { equals: email } }, { 'contacts.email': { equals: email } }] },
    sort: 'name',
    limit: 100,
  })
}
