import type { Payload } from 'payload'

import { getPortalOptions } from '../context.ts'

/** How many mails one process hands over at once. */
const LANES = 4

interface Lanes {
  running: number
  again: boolean
}

const lanesOf = new WeakMap<Payload, Lanes>()

/** Whether somebody woke us since the last look; asking answers it. */
const wasWoken = (lanes: Lanes): boolean => {
  const woken = lanes.again
  lanes.again = false
  return woken
}

const runLane = async (payload: Payload, lanes: Lanes): Promise<void> => {
  try {
    // Mail templates and the PDF renderer load with the first delivery, not with the config.
    const { deliverLane } = await import('./deliverMail.ts')
    do await deliverLane(payload)
    while (wasWoken(lanes))
  } catch (error) {
    payload.logger.error({ err: error, msg: 'payload-client-portal: the outbox stopped; the next wake tries again.' })
  } finally {
    lanes.running -= 1
  }
}

/**
 * Has this process look into the outbox soon, after the caller's transaction. Only a shortcut: whoever is woken by the
 * scheduler finds the same rows, so a process that dies here loses no mail. Lanes that are free start at once, so that a
 * mail which a slow server holds up keeps nobody else waiting.
 */
export const wakeOutbox = (payload: Payload): void => {
  if (!getPortalOptions(payload).worker.inProcess) return
  const lanes = lanesOf.get(payload) ?? { running: 0, again: false }
  lanesOf.set(payload, lanes)
  // Those at work may have looked before this mail was there.
  lanes.again = lanes.running > 0
  for (; lanes.running < LANES; lanes.running += 1) setImmediate(() => void runLane(payload, lanes))
}
