import type { Client } from '../../records.ts'

export interface Address {
  email: string
  /** Whose it is. */
  name: string
  isOwn: boolean
  role: string | null
}

/** Every address a client can be written to, each once: their own first, then the contacts'. */
export const addressesIn = (client: Pick<Client, 'name' | 'email' | 'contacts'>): Address[] => {
  const all: Address[] = [
    { email: client.email, name: client.name, isOwn: true, role: null },
    ...(client.contacts ?? []).map(({ email, name, role }) => ({
      email,
      name: name ?? '',
      isOwn: false,
      role: role ?? null,
    })),
  ]
  return all.filter(({ email }, index) => email && all.findIndex((other) => other.email === email) === index)
}

/** Who is ticked at first: the recipients the document names, where they are still on file, else the client. */
export const firstChoice = (addresses: readonly Address[], wanted: readonly string[] | null | undefined): string[] => {
  const known = addresses.map(({ email }) => email)
  const named = (wanted ?? []).map((email) => email.trim().toLowerCase()).filter((email) => known.includes(email))
  return named.length > 0 ? named : known.slice(0, 1)
}

/** A list as people say it: 'a, b and c'. */
export const listed = (items: readonly string[], language: string): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(items)
