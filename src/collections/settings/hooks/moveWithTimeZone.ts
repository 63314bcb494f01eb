import type { GlobalAfterChangeHook } from 'payload'

import { recallOverdue, refreshOverdue } from '../../../operations/refreshOverdue.ts'
import type { BusinessSettings } from '../../../records.ts'

/** Another time zone is another today: what is overdue follows at once. */
export const moveWithTimeZone: GlobalAfterChangeHook = async ({ doc, previousDoc, req }) => {
  const { timeZone } = doc as BusinessSettings
  if ((previousDoc as Partial<BusinessSettings> | undefined)?.timeZone === timeZone) return
  await recallOverdue(req, timeZone)
  await refreshOverdue(req)
}
