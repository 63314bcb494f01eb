import type { PayloadRequest } from 'payload'

import type { Client } from '../records.ts'
import { findMany } from '../store.ts'

/** An address as we compare it. */
export const normalEmail = (address: string): string => address.trim().toLowerCase()

/** A domain that is reserved for what must reach nobody (RFC 2606): an anonymised client has such an address. */
const reachesNobody = (address: string): boolean => address.endsWith('.invalid')

/** Every address that may act for this client today: the client's own, then the contacts'. */
export const addressesOf = (client: Pick<Client, 'email' | 'contacts'>): string[] =>
  [...new Set([client.email, ...(client.contacts ?? []).map((contact) => contact.email)].map(normalEmail))].filter(
    (address) => !reachesNobody(address),
  )

/** Who of the client's people an address is, for greetings. */
export const personAt = (client: Pick<Client, 'name' | 'email' | 'contacts'>, address: string): string => {
  const email = normalEmail(address)
  if (normalEmail(client.email) === email) return client.name
  return client.contacts?.find((contact) => normalEmail(contact.email) === email)?.name ?? client.name
}

const MOST_CLIENTS = 100

/** The clients an address stands on, as their own address or a contact's, by name. */
export const clientsAt = async (req: PayloadRequest, address: string): Promise<Client[]> => {
  const email = normalEmail(address)
  const look = { sort: 'name', limit: MOST_CLIENTS }
  // Two looks, each by its index: asked for in one, the database walks through every client and contact there is.
  const [own, contacts] = await Promise.all([
    findMany(req, 'clients', { ...look, where: { email: { equals: email } } }),
    findMany(req, 'clients', { ...look, where: { 'contacts.email': { equals: email } } }),
  ])
  if (contacts.length === 0) return own
  const clients = [...new Map([...own, ...contacts].map((client) => [client.id, client])).values()]
  return clients.sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, MOST_CLIENTS)
}
