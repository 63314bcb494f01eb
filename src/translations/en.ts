/** Every English text of the portal, by where it is read. */
export { admin } from './en/admin.ts'
export { document } from './en/document.ts'
export { errors } from './en/errors.ts'
export { mail } from './en/mail.ts'
export { portal } from './en/portal.ts'
