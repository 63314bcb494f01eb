import type { GlobalBeforeValidateHook } from 'payload'

import { getPortalOptions } from '../../../context.ts'
import { dayInZone, isTimeZone, yearOf } from '../../../domain/days.ts'
import {
  checkPattern,
  collidesWithCounter,
  counterKey,
  patternsCollide,
  type NumberSeries,
} from '../../../domain/numbering.ts'
import type { BusinessSettings } from '../../../records.ts'
import { findMany } from '../../../store.ts'
import { fieldProblem } from '../../../translations/errorText.ts'
import { fieldProblems } from '../../hooks/problem.ts'

const series = [
  { name: 'invoice', field: 'invoiceNumberPattern' },
  { name: 'credit-note', field: 'creditNoteNumberPattern' },
  { name: 'quote', field: 'quoteNumberPattern' },
] as const satisfies { name: NumberSeries; field: keyof BusinessSettings }[]

/** No number may ever be given twice: refuses patterns that meet each other's numbers, or those of counters in use. */
export const checkNumberSeries: GlobalBeforeValidateHook = async ({ data, originalDoc, req }) => {
  const settings = { ...(originalDoc as object), ...(data as object) } as Partial<BusinessSettings>
  const patterns = series.map(({ field }) => settings[field] ?? '')
  if (patterns.some((pattern) => checkPattern(pattern))) return data as unknown
  const { slugs } = getPortalOptions(req.payload)
  const message = fieldProblem('patternsCollide', req.i18n.language)
  const later = series.find((_, index) =>
    patterns.slice(0, index).some((earlier) => patternsCollide(earlier, patterns[index] ?? '')),
  )
  if (later) throw fieldProblems(req, slugs.businessSettings, [{ path: later.field, message }])
  const zone = settings.timeZone && isTimeZone(settings.timeZone) ? settings.timeZone : 'UTC'
  const year = yearOf(dayInZone(new Date(), zone))
  const counters = await findMany(req, 'portalCounters', { where: { expiresAt: { exists: false } } })
  for (const { name, field } of series) {
    const pattern = settings[field] ?? ''
    const own = counterKey(name, pattern, year)
    const meets = counters.some(({ key }) => key !== own && collidesWithCounter(name, pattern, year, key))
    if (meets) throw fieldProblems(req, slugs.businessSettings, [{ path: field, message }])
  }
  return data as unknown
}
