import type { TaskConfig } from 'payload'

import { OUTBOX_QUEUE, RECONCILE_TASK } from '../queue/tasks.ts'

/** A run that was made by hand this evening stands for tonight's. */
const RECENT_MS = 6 * 60 * 60_000

/**
 * The nightly check with Stripe. Several processes may each run it: the check writes only what is not written yet, and
 * the ones that come later find a recent run.
 */
export const reconcileTask = (): TaskConfig => ({
  slug: RECONCILE_TASK,
  schedule: [
    {
      cron: '17 3 * * *',
      queue: OUTBOX_QUEUE,
      hooks: { beforeSchedule: () => ({ shouldSchedule: true, input: {} }) },
    },
  ],
  handler: async ({ req }) => {
    const { stripeKeys } = await import('../stripe/stripeKeys.ts')
    if (!(await stripeKeys(req)).hasSecretKey) return { output: {} }
    const { isReconciliationDue, reconcilePayments } = await import('../operations/reconcilePayments.ts')
    if (await isReconciliationDue(req, new Date(Date.now() - RECENT_MS))) await reconcilePayments(req)
    return { output: {} }
  },
})
