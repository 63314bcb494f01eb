import type { Client, ID } from '../../records.ts'

/** A client as staff picks one. */
export interface ClientChoice {
  id: ID
  name: string
  /** Company and address: what tells two of a name apart. */
  detail: string
  /** Everything that is on file, as we compare it. */
  addresses: string[]
}

type Known = Pick<Client, 'id' | 'name' | 'email' | 'company' | 'contacts'>

export const choiceOf = ({ id, name, email, company, contacts }: Known): ClientChoice => ({
  id,
  name: company || name,
  detail: [company ? name : null, email].filter(Boolean).join(' · '),
  addresses: [email, ...(contacts ?? []).map((contact) => contact.email)].map((address) => address.toLowerCase()),
})

const SHOWN = 8

/** The clients whose name, company or an address holds these words, by Payload's own REST. */
export const clientQuery = (clientsUrl: string, words: string): string => {
  const query = new URLSearchParams({ depth: '0', limit: String(SHOWN), sort: 'name' })
  for (const [index, field] of ['name', 'company', 'email', 'contacts.email'].entries()) {
    query.set(`where[or][${index}][${field}][contains]`, words)
  }
  for (const field of ['name', 'company', 'email', 'contacts']) query.set(`select[${field}]`, 'true')
  return `${clientsUrl}?${query.toString()}`
}
