import type { PayloadRequest } from 'payload'

import { oneAtATime } from '../access/oneAtATime.ts'
import { requireClient, type ClientViewer } from '../access/portalSession.ts'
import { getPortalOptions } from '../context.ts'
import { accountParts } from '../domain/accountParts.ts'
import { csvConvention } from '../domain/csv.ts'
import { dayInZone } from '../domain/days.ts'
import { safeFileName } from '../domain/safeFileName.ts'
import { PortalError } from '../errors.ts'
import { accountCsv } from '../operations/accountCsv.ts'
import { accountPdf, ENTRIES_PER_PDF } from '../operations/accountPdf.ts'
import { endpointPaths } from '../paths.ts'
import { accountStatements } from '../queries/account.ts'
import { accountPeriod } from '../queries/accountPeriod.ts'
import { readSettings } from '../store.ts'
import { accountTexts } from '../translations/accountTexts.ts'
import { portalEndpoint, PRIVATE } from './answer.ts'
import { disposition } from './disposition.ts'
import { pdfAnswer } from './pdfAnswer.ts'

const readAccount = async (req: PayloadRequest, viewer: ClientViewer, now: Date) => {
  const settings = await readSettings(req)
  const today = dayInZone(now, settings.timeZone)
  const period = accountPeriod(Object.fromEntries(req.searchParams), today, 'all')
  const scope = { payload: req.payload, options: getPortalOptions(req.payload), clientId: viewer.client.id }
  const words = accountTexts(viewer.locale)
  return {
    settings,
    words,
    statements: await accountStatements(scope, { ...period, timeZone: settings.timeZone }),
    nameOf: (part: string, extension: string) => {
      const time = [period.from, period.to].filter(Boolean).join('–')
      return safeFileName(`${[words.title, settings.name, time, part].filter(Boolean).join(' ')}.${extension}`)
    },
  }
}

/**
 * `GET /api/client-portal/statement.pdf` `?from&to` (days; or `year=2025`, `year=2025-Q1`; without any, everything up to
 * today) → the statement of account. A long one comes in parts of a thousand entries: `?part=2`; a part that does not
 * exist is 404, a second one at the same time 429. `?download=1` saves it.
 */
export const accountPdfEndpoint = portalEndpoint({
  path: endpointPaths.accountPdf,
  method: 'get',
  handler: async (req) => {
    const viewer = await requireClient(req)
    const now = new Date()
    return oneAtATime(`pdf:${viewer.session.id}`, async () => {
      const { settings, statements, nameOf } = await readAccount(req, viewer, now)
      const parts = accountParts(statements, ENTRIES_PER_PDF)
      const number = Number(req.searchParams.get('part') ?? '1')
      const pieces = Number.isInteger(number) ? parts[number - 1] : undefined
      if (!pieces) throw new PortalError('not-found')
      const part = parts.length > 1 ? { number, count: parts.length } : null
      const bytes = await accountPdf(req, {
        ...{ pieces, part, settings, now },
        client: viewer.client,
        locale: viewer.locale,
      })
      return pdfAnswer(bytes, nameOf(part ? String(number) : '', 'pdf'), req.searchParams.get('download') === '1')
    })
  },
})

/** `GET /api/client-portal/statement.csv`, with the same periods: in the convention of the client's region. */
export const accountCsvEndpoint = portalEndpoint({
  path: endpointPaths.accountCsv,
  method: 'get',
  handler: async (req) => {
    const viewer = await requireClient(req)
    const { statements, words, nameOf } = await readAccount(req, viewer, new Date())
    const csv = accountCsv(statements, words, csvConvention(viewer.locale, viewer.client.country))
    return new Response(new Uint8Array(csv), {
      headers: {
        ...PRIVATE,
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': disposition('attachment', nameOf('', 'csv')),
        'X-Content-Type-Options': 'nosniff',
      },
    })
  },
})
