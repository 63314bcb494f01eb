export type { ClientPortalOptions, ExtraFont, StaffCheck } from '../options.ts'
export type * from '../records.ts'
export type { ErrorCode } from '../errors.ts'
