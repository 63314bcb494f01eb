import type { PayloadRequest } from 'payload'

import { everyStaffUser } from '../../access/staffUsers.ts'
import { getPortalOptions } from '../../context.ts'
import type { ID, Ticket } from '../../records.ts'
import type { Person } from './AssigneePicker.tsx'

/** Whoever it is assigned to, where they are no longer among the staff. */
const formerly = async (req: PayloadRequest, id: ID): Promise<Person> => {
  const found: unknown = await req.payload.findByID({
    collection: getPortalOptions(req.payload).adminUser,
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: true,
    req,
  })
  const { name, email } = (found ?? {}) as { name?: string | null; email?: string | null }
  return { id, name: name || email || String(id) }
}

/** Who a ticket can be assigned to, by name. */
export const peopleFor = async (req: PayloadRequest, { assignee }: Pick<Ticket, 'assignee'>): Promise<Person[]> => {
  const staff = (await everyStaffUser(req)).map(({ id, name, email }) => ({ id, name: name ?? email ?? String(id) }))
  if (!assignee || staff.some(({ id }) => String(id) === String(assignee))) return staff
  return [...staff, await formerly(req, assignee)]
}
