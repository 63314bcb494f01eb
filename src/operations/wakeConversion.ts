import { createLocalReq, type Payload } from 'payload'

import { getPortalOptions } from '../context.ts'

/**
 * Has this process turn accepted quotes into invoices soon, where the settings ask for it. Only a shortcut, as
 * `wakeOutbox` is: the minute's task finds the same rows.
 */
export const wakeConversion = (payload: Payload): void => {
  if (!getPortalOptions(payload).worker.inProcess) return
  setImmediate(() => {
    void (async () => {
      try {
        const { convertWaiting } = await import('./convertQuote.ts')
        await convertWaiting(await createLocalReq({}, payload))
      } catch (error) {
        payload.logger.error({
          err: error,
          msg: 'payload-client-portal: no quotes were converted; the next look tries.',
        })
      }
    })()
  })
}
