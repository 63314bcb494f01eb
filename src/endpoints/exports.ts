import type { PayloadRequest } from 'payload'

import { holdOne } from '../access/oneAtATime.ts'
import { requireClient } from '../access/portalSession.ts'
import { withinLimit } from '../access/rateLimit.ts'
import { getPortalOptions } from '../context.ts'
import { dayInZone } from '../domain/days.ts'
import { inChunks } from '../domain/inChunks.ts'
import { PortalError } from '../errors.ts'
import { exportDocuments, type DocumentExport } from '../operations/exportDocuments.ts'
import { endpointPaths } from '../paths.ts'
import type { ChosenDocuments, ExportSelection } from '../queries/exportRows.ts'
import { noFilter, parseListQuery } from '../queries/listQuery.ts'
import { parseId, readSettings } from '../store.ts'
import { portalEndpoint, PRIVATE } from './answer.ts'
import { readForm } from './body.ts'
import { disposition } from './disposition.ts'
import { streamed } from './streamed.ts'

export const HOUR = 3_600_000
/** More documents than anybody ticks by hand. */
const MAX_CHOSEN = 10_000

/** What was posted: documents one by one, `all=1`, or a list's filters. Throws `nothing-chosen`. */
export const selectionIn = (req: PayloadRequest, fields: Readonly<Record<string, string[]>>): ExportSelection => {
  const isChosen = Boolean(fields.invoice?.length ?? fields.quote?.length)
  const isAll = fields.all?.[0] === '1'
  const isFiltered = ['status', 'year', 'from', 'to', 'q', 'matching'].some((name) => fields[name]?.[0])
  if (isAll) return { kind: 'filtered', filter: noFilter, withQuotes: true }
  if (!isChosen || fields.matching?.[0] === '1') {
    if (!isFiltered) throw new PortalError('nothing-chosen')
    return { kind: 'filtered', filter: parseListQuery(fields), withQuotes: false }
  }
  return chosenIn(req, fields)
}

/** Documents posted one by one: `invoice=<id>`, `quote=<id>`, repeated. Throws `nothing-chosen`, `too-large`. */
export const chosenIn = (req: PayloadRequest, fields: Readonly<Record<string, string[]>>): ChosenDocuments => {
  const [invoices, quotes] = [new Set(fields.invoice), new Set(fields.quote)]
  const count = invoices.size + quotes.size
  if (count === 0) throw new PortalError('nothing-chosen')
  if (count > MAX_CHOSEN) throw new PortalError('too-large', { limit: String(MAX_CHOSEN) })
  const idsOf = (texts: Set<string>) => [...texts].map((id) => parseId(req, id)).filter((id) => id !== null)
  return { kind: 'chosen', invoices: idsOf(invoices), quotes: idsOf(quotes) }
}

/** An archive as it is read, with its size where all of it is stored, and the number of documents. */
export const zipAnswer = (
  req: PayloadRequest,
  { bytes, name, size, count }: DocumentExport,
  onEnd: () => void,
): Response =>
  new Response(
    streamed((gone) => inChunks(bytes(gone)), onEnd, { left: req.signal }),
    {
      headers: {
        ...PRIVATE,
        'Content-Type': 'application/zip',
        'Content-Disposition': disposition('attachment', name),
        ...(size === null ? {} : { 'Content-Length': String(size) }),
        'X-Export-Documents': String(count),
        'X-Content-Type-Options': 'nosniff',
      },
    },
  )

/**
 * `POST /api/client-portal/export`: `invoice=<id>` and `quote=<id>` repeated, or `all=1` (every issued invoice and credit
 * note, and every quote in a folder of its own), or the list's filters `status`, `year` (`2025`, `2025-Q1`), `from`, `to`, `q`; with `matching=1` the filters win over ids.
 * Answers `application/zip` as it is read, with its size where all of it is stored, and the number of documents in
 * `X-Export-Documents`. 422 where nothing is chosen, 404 where none of it is the client's, 429 while the session's last
 * one is still on its way, or past the hour's limit.
 */
export const exportEndpoint = portalEndpoint({
  path: endpointPaths.export,
  method: 'post',
  failurePage: (req) => getPortalOptions(req.payload).paths.invoices(),
  handler: async (req) => {
    const { client, session, locale } = await requireClient(req)
    const { limits } = getPortalOptions(req.payload)
    const selection = selectionIn(req, await readForm(req))
    const now = new Date()
    const limit = { key: `export:${client.id}`, limit: limits.exportsPerClientPerHour, windowMs: HOUR, now }
    if (!(await withinLimit(req, limit))) throw new PortalError('too-many-requests')
    const settings = await readSettings(req)
    const release = holdOne(`export:${session.id}`)
    try {
      const today = dayInZone(now, settings.timeZone)
      const country = client.country ?? null
      const made = await exportDocuments(req, { client, selection, settings, locale, country, today, now })
      if (!made) throw new PortalError('not-found')
      return zipAnswer(req, made, release)
    } catch (error) {
      release()
      throw error
    }
  },
})
