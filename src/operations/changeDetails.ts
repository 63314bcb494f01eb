import type { PayloadRequest } from 'payload'

import type { ClientViewer } from '../access/portalSession.ts'
import { locales } from '../locales.ts'
import { manyLines, oneLine } from '../domain/plainText.ts'
import { PortalError } from '../errors.ts'
import type { Client, Locale } from '../records.ts'
import { readSettings, update } from '../store.ts'

const limits = { name: 300, company: 300, taxId: 300, phone: 300, address: 1000 } as const

const cleaned = (field: keyof typeof limits, value: unknown): string | null => {
  if (typeof value !== 'string') throw new PortalError('bad-details', { field })
  const text = field === 'address' ? manyLines(value) : oneLine(value)
  if (text.length > limits[field]) throw new PortalError('bad-details', { field })
  return text || null
}

/**
 * A client corrects their own details; what is not sent stays. The e-mail address is not among them: it is what signs
 * in, and staff's to change. Staff sees what changed, and when, on the client's profile.
 *
 * Throws `not-allowed` where the business settings forbid it, `bad-details` naming the field.
 */
export const changeDetails = async (
  req: PayloadRequest,
  viewer: ClientViewer,
  input: Record<string, unknown>,
): Promise<Client> => {
  const { clientsMayEditDetails } = await readSettings(req)
  if (!clientsMayEditDetails) throw new PortalError('not-allowed')
  const changes: Partial<Client> = {}
  for (const field of ['company', 'taxId', 'phone', 'address'] as const) {
    if (field in input) changes[field] = cleaned(field, input[field])
  }
  if ('name' in input) {
    const name = cleaned('name', input.name)
    if (!name) throw new PortalError('bad-details', { field: 'name' })
    changes.name = name
  }
  if ('country' in input) {
    const country = typeof input.country === 'string' ? input.country.trim().toUpperCase() : ''
    if (country && !/^[A-Z]{2}$/.test(country)) throw new PortalError('bad-details', { field: 'country' })
    changes.country = country || null
  }
  if ('locale' in input) {
    if (!locales.some((locale) => locale === input.locale)) throw new PortalError('bad-details', { field: 'locale' })
    changes.locale = input.locale as Locale
  }
  req.context.portalClient = { name: viewer.email }
  return update(req, 'clients', viewer.client.id, changes)
}
