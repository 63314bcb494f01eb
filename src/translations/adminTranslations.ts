import { admin as en } from './en/admin.ts'
import { admin as es } from './es/admin.ts'

/** The admin's words for its client components, under one namespace; a host's own translations win over them. */
export const adminTranslations = { en: { clientPortal: en }, es: { clientPortal: es } }
