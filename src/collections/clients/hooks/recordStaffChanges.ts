import type { CollectionAfterChangeHook } from 'payload'

import { recordEvent } from '../../../access/trail.ts'
import type { Client } from '../../../records.ts'
import { detailFields } from '../detailFields.ts'

/** What changed between two states of a client, field by field, as the trail keeps it. */
export const changedDetails = (before: Partial<Client>, after: Partial<Client>) => {
  const changes = detailFields
    .filter((field) => (before[field] ?? '') !== (after[field] ?? ''))
    .map((field) => ({ field: field, from: before[field] ?? null, to: after[field] ?? null }))
  // Contacts can sign in: who was let in, and by whom, must stand somewhere.
  const [from, to] = [contactAddresses(before), contactAddresses(after)]
  return from === to ? changes : [...changes, { field: 'contacts', from: from || null, to: to || null }]
}

const contactAddresses = ({ contacts }: Partial<Client>): string =>
  (contacts ?? [])
    .map(({ email }) => email)
    .sort()
    .join(', ')

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
