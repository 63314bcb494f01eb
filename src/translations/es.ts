/** Every Spanish text of the portal, by where it is read; `portalFamiliar` says *tú*. */
export { admin } from './es/admin.ts'
export { document } from './es/document.ts'
export { errors } from './es/errors.ts'
export { mail } from './es/mail.ts'
export { portal, portalFamiliar } from './es/portal.ts'
