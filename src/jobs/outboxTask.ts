import type { TaskConfig } from 'payload'

import { OUTBOX_QUEUE, OUTBOX_TASK } from '../queue/tasks.ts'

/**
 * Looks into the outbox every minute. Payload's runner has no leases, so a job may run in several processes at once or
 * be left behind by a dead one: the mails' own leases make that harmless, and a job that hangs never keeps the next from
 * being scheduled.
 */
export const outboxTask = (): TaskConfig => ({
  slug: OUTBOX_TASK,
  schedule: [
    {
      cron: '* * * * *',
      queue: OUTBOX_QUEUE,
      hooks: { beforeSchedule: () => ({ shouldSchedule: true, input: {} }) },
    },
  ],
  handler: async ({ req }) => {
    const { deliverDueMail } = await import('../operations/deliverMail.ts')
    await deliverDueMail(req.payload)
    const { cancelUnneeded } = await import('../operations/cancelPayment.ts')
    await cancelUnneeded(req)
    const { convertWaiting } = await import('../operations/convertQuote.ts')
    await convertWaiting(req)
    const { placeWaitingMail } = await import('../operations/placeMail.ts')
    await placeWaitingMail(req)
    const { sweepCounters } = await import('../operations/sweepCounters.ts')
    await sweepCounters(req.payload)
    const { sweepWriters } = await import('../operations/ticketWriters.ts')
    await sweepWriters(req.payload)
    return { output: {} }
  },
})
