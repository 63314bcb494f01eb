import type { CollectionAfterChangeHook } from 'payload'

import { recordEvent } from '../../../access/trail.ts'
import type { Client } from '../../../records.ts'
import { detailFields } from '../detailFields.ts'

/** What changed between two states of a client, field by field, as the trail keeps it. */
export const changedDetails = (before: Partial<Client>, after: Partial<Client>) =>
  detailFields
    .filter((field) => (before[field] ?? '') !== (after[field] ?? ''))
    .map((field) => ({ field, from: before[field] ?? null, to: after[field] ?? null }))

/** Keeps what changed, and who changed it: a client in the portal says so itself through `context`. */
export const recordStaffChanges: CollectionAfterChangeHook = async ({ doc, previousDoc, operation, req }) => {
  if (operation !== 'update') return
  const changes = changedDetails(previousDoc as Partial<Client>, doc as Partial<Client>)
  if (changes.length === 0) return
  const byClient = req.context.portalClient as { name: string } | undefined
  await recordEvent(req, {
    type: 'client-changed',
    client: (doc as Client).id,
    data: { changes },
    ...(byClient ? { actorKind: 'client', actorName: byClient.name } : {}),
  })
}
