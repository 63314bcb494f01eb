import { createLocalReq, type Payload } from 'payload'

import { getPortalOptions } from '../context.ts'
import { cancelUnneeded } from './cancelPayment.ts'

/** Hooks run before their transaction is committed: the first look may come too early, the second does not. */
const LOOKS_MS = [250, 2_000]

/**
 * Has this process tell Stripe soon of payments that are no longer wanted: an invoice that was paid otherwise or voided
 * must not be paid by a window that is still open. Only a shortcut: the mark is in the database, and the minute's task
 * finds it too.
 */
export const wakePayments = (payload: Payload): void => {
  if (!getPortalOptions(payload).worker.inProcess) return
  for (const ms of LOOKS_MS) {
    setTimeout(() => {
      createLocalReq({}, payload)
        .then(cancelUnneeded)
        .catch((error: unknown) => {
          payload.logger.warn({ err: error, msg: 'payload-client-portal: open payments are looked at again later.' })
        })
    }, ms).unref()
  }
}
