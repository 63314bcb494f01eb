import { randomUUID } from 'node:crypto'

import type { PayloadRequest } from 'payload'

import { findRow, insertRow } from '../store.ts'

const KEY = 'installation'

/**
 * The id of this installation, which everything we create at Stripe carries: one Stripe account may serve several sites,
 * and each settles only what is its own. Kept in the database from the first time it is asked for; of several who ask
 * first at once the unique key lets one write it. Outside any transaction, which a lost race would kill.
 */
export const installationId = async (req: PayloadRequest): Promise<string> => {
  const read = async (): Promise<string | null> => {
    const row = await findRow(req, 'portalEvents', { key: { equals: KEY } })
    return typeof row?.data?.id === 'string' ? row.data.id : null
  }
  const known = await read()
  if (known) return known
  try {
    await insertRow(req, 'portalEvents', {
      key: KEY,
      type: KEY,
      at: new Date().toISOString(),
      actorKind: 'system',
      data: { id: randomUUID() },
    })
  } catch (error) {
    if (!(await read())) throw error
  }
  const written = await read()
  if (!written) throw new Error('payload-client-portal: the id of this installation could not be kept.')
  return written
}
