export { clientPortal } from '../plugin.ts'
export { OptionsError } from '../options.ts'
export type { ClientPortalOptions, ExtraFont, StaffCheck } from '../options.ts'
