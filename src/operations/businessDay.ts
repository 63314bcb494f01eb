import type { PayloadRequest } from 'payload'

import { dayInZone } from '../domain/days.ts'
import type { BusinessSettings } from '../records.ts'
import { readSettings } from '../store.ts'

/** Today, where the business is. */
export const businessDay = (settings: Pick<BusinessSettings, 'timeZone'>, now: Date = new Date()): string =>
  dayInZone(now, settings.timeZone)

/** The same for callers without the settings at hand. */
export const readBusinessDay = async (req: PayloadRequest, now: Date = new Date()): Promise<string> =>
  businessDay(await readSettings(req), now)
