import { isolateObjectProperty, type PayloadRequest, type TypedUser, type Where } from 'payload'

import { getPortalOptions } from '../context.ts'
import type { ID } from '../records.ts'
import { normalEmail } from './clientAddresses.ts'
import { hasPermission, staffName } from './staff.ts'

/** A person of the host's admin collection who counts as staff now. */
export interface StaffUser {
  id: ID
  name: string | null
  /** Lower case; null where the host's users sign in without one. */
  email: string | null
  user: TypedUser
}

/** The same request, with this person behind it and in the same transaction. */
export const asUser = (req: PayloadRequest, user: TypedUser): PayloadRequest => {
  const own = isolateObjectProperty(req, 'user')
  own.user = user
  return own
}

const findStaff = async (req: PayloadRequest, where: Where, limit: number): Promise<StaffUser[]> => {
  const collection = getPortalOptions(req.payload).adminUser
  const { docs } = await req.payload.find({
    collection,
    where,
    limit,
    depth: 0,
    pagination: false,
    overrideAccess: true,
    req,
  })
  const people: StaffUser[] = []
  for (const doc of docs as { id: ID; email?: unknown }[]) {
    const user = { ...doc, collection } as unknown as TypedUser
    const own = asUser(req, user)
    if (!(await hasPermission(own, 'isStaff'))) continue
    const email = typeof doc.email === 'string' && doc.email ? normalEmail(doc.email) : null
    people.push({ id: doc.id, name: staffName(own), email, user })
  }
  return people
}

/** A user's id as the database wants it, from the text that we keep. */
export const userId = (req: PayloadRequest, text: string): ID => {
  const custom = req.payload.collections[getPortalOptions(req.payload).adminUser]?.customIDType
  return (custom ?? req.payload.db.defaultIDType) === 'number' ? Number(text) : text
}

/** Who of these users is staff now: one that is deleted, or no longer admitted, is left out. */
export const staffUsers = async (req: PayloadRequest, ids: readonly ID[]): Promise<StaffUser[]> =>
  ids.length === 0 ? [] : findStaff(req, { id: { in: [...ids] } }, ids.length)

const LISTED = 200

/** Everybody of the staff, by name; in a house with more users than 200, those of the 200 newest. */
export const everyStaffUser = async (req: PayloadRequest): Promise<StaffUser[]> => {
  const people = await findStaff(req, {}, LISTED)
  return people.sort((a, b) => (a.name ?? '').localeCompare(b.name ?? ''))
}

/** The one member of staff with this address, or null where nobody has it, or two. */
export const staffUserAt = async (req: PayloadRequest, address: string): Promise<StaffUser | null> => {
  const config = req.payload.collections[getPortalOptions(req.payload).adminUser]?.config
  // Users who sign in by a name alone have no such field to ask for.
  if (!config?.flattenedFields.some(({ name }) => name === 'email')) return null
  const [person, ...more] = await findStaff(req, { email: { equals: normalEmail(address) } }, 10)
  return person && more.length === 0 ? person : null
}
