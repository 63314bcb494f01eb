import type { PayloadRequest, TaskConfig } from 'payload'

import { OUTBOX_QUEUE, RECONCILE_TASK } from '../queue/tasks.ts'

const isDue = async (req: PayloadRequest): Promise<boolean> => {
  const { isReconciliationDue } = await import('../operations/reconcilePayments.ts')
  return isReconciliationDue(req, new Date())
}

/** One that failed, or is still at work, is followed by the next only after a while. */
const EVERY_MINUTES = 10

/**
 * The nightly check with Stripe. Payload asks each minute whether to queue it (a hook of our own decides, since its own
 * way leaves a job of a dead process standing for ever): the trail says whether tonight's has finished. Several processes
 * may run it at once; it writes only what is not written yet.
 */
export const reconcileTask = (): TaskConfig => ({
  slug: RECONCILE_TASK,
  schedule: [
    {
      cron: '* * * * *',
      queue: OUTBOX_QUEUE,
      hooks: {
        beforeSchedule: async ({ req }) => ({
          shouldSchedule: new Date().getMinutes() % EVERY_MINUTES === 0 && (await isDue(req)),
          input: {},
        }),
      },
    },
  ],
  handler: async ({ req }) => {
    if (await isDue(req)) {
      const { reconcilePayments } = await import('../operations/reconcilePayments.ts')
      await reconcilePayments(req)
      const { forgetStripeEvents } = await import('../operations/receiveStripeEvent.ts')
      await forgetStripeEvents(req)
    }
    return { output: {} }
  },
})
