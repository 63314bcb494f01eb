import type { PayloadRequest, UIFieldServerProps } from 'payload'

import { hasPermission } from '../access/staff.ts'
import { getPortalOptions } from '../context.ts'
import { dayInZone } from '../domain/days.ts'
import { readSettings } from '../store.ts'
import { adminUrls } from './adminUrls.ts'
import type { TimelineContext } from './timeline/entries.ts'
import { wordsOf } from './words.ts'

/** In whose words a panel speaks, on whose clock, where its links lead, and whether its mails may go out again. */
export const panelContext = async (
  req: PayloadRequest,
  i18n: UIFieldServerProps['i18n'],
  now: Date = new Date(),
): Promise<TimelineContext> => {
  const { timeZone } = await readSettings(req)
  return {
    words: wordsOf(i18n),
    language: i18n.language,
    timeZone,
    today: dayInZone(now, timeZone),
    urls: adminUrls(getPortalOptions(req.payload)),
    maySend: await hasPermission(req, 'canSend'),
  }
}
