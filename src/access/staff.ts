import type { Access, FieldAccess, PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import { PortalError } from '../errors.ts'
import type { ResolvedOptions } from '../options.ts'

export type StaffPermission = keyof ResolvedOptions['access']

/** Whether the person behind the request may do this. A check that throws says no. */
export const hasPermission = async (req: PayloadRequest, permission: StaffPermission): Promise<boolean> => {
  if (!req.user) return false
  const { access } = getPortalOptions(req.payload)
  try {
    if (!(await access.isStaff({ req }))) return false
    return permission === 'isStaff' || (await access[permission]({ req }))
  } catch (error) {
    req.payload.logger.error({ err: error, msg: `payload-client-portal: access.${permission} threw; refused.` })
    return false
  }
}

/** Throws 401 for nobody, 403 for a user who may not. */
export const requireStaff = async (req: PayloadRequest, permission: StaffPermission = 'isStaff'): Promise<void> => {
  if (!req.user) throw new PortalError('not-signed-in')
  if (await hasPermission(req, permission)) return
  throw new PortalError((await hasPermission(req, 'isStaff')) ? 'not-allowed' : 'not-staff')
}

export const staffOnly: Access = ({ req }) => hasPermission(req, 'isStaff')
export const withPermission =
  (permission: StaffPermission): Access =>
  ({ req }) =>
    hasPermission(req, permission)
export const permittedField =
  (permission: StaffPermission): FieldAccess =>
  ({ req }) =>
    hasPermission(req, permission)
export const nobody: Access = () => false
/** For fields that move only through operations, whoever asks. */
export const operationsOnly: { create: FieldAccess; update: FieldAccess } = { create: () => false, update: () => false }

/** How the trail names the member of staff behind a request. */
export const staffName = (req: PayloadRequest): string | null => {
  if (!req.user) return null
  const { name, email, id } = req.user as { name?: unknown; email?: unknown; id: number | string }
  if (typeof name === 'string' && name) return name
  return typeof email === 'string' && email ? email : String(id)
}
