import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import { accountParts } from '../domain/accountParts.ts'
import { daysOf } from '../domain/period.ts'
import { accountStatements } from '../queries/account.ts'
import type { ExportSelection } from '../queries/exportRows.ts'
import type { BusinessSettings, Client, Locale } from '../records.ts'
import { accountTexts } from '../translations/accountTexts.ts'
import { accountPdf, ENTRIES_PER_PDF } from './accountPdf.ts'
import { inOrder } from './inOrder.ts'

/** Parts that are rendered at once; how many really are, the renderer's own limit says. */
const RENDERED_AHEAD = 2

/** One of the files that a statement of account comes in; null where it could not be rendered. */
export interface AccountFile {
  name: string
  pdf: Uint8Array | null
}

/** Takes a failure for nothing, and writes it to the log. */
type OrNull = <T>(name: string, work: () => Promise<T | null>) => Promise<T | null>

interface AccountRequest {
  client: Client
  selection: ExportSelection
  settings: BusinessSettings
  locale: Locale
  today: string
  now: Date
}

/** A selection of all there is in a time: what was picked or searched one by one has no statement. */
export const hasAccount = (selection: ExportSelection): selection is Extract<ExportSelection, { kind: 'filtered' }> =>
  selection.kind === 'filtered' && selection.filter.status === null && selection.filter.q === ''

/** The statement of account for the time of a selection, in as many files as it needs, each rendered as it is asked for. */
export async function* exportAccount(
  req: PayloadRequest,
  { client, selection, settings, locale, today, now }: AccountRequest,
  orNull: OrNull,
): AsyncGenerator<AccountFile, void> {
  if (!hasAccount(selection)) return
  const { title } = accountTexts(locale)
  const { from, to } = daysOf(selection.filter)
  const scope = { payload: req.payload, options: getPortalOptions(req.payload), clientId: client.id }
  const period = { from, to: to === null || to > today ? today : to, timeZone: settings.timeZone }
  const statements = await orNull(title, () => accountStatements(scope, period))
  if (!statements) {
    yield { name: title, pdf: null }
    return
  }
  const parts = accountParts(statements, ENTRIES_PER_PDF).map((pieces, index, { length: count }) => ({
    pieces,
    part: count > 1 ? { number: index + 1, count } : null,
    name: count > 1 ? `${title} ${index + 1}` : title,
  }))
  const render = ({ name, pieces, part }: (typeof parts)[number]) =>
    orNull(name, () => accountPdf(req, { pieces, part, client, settings, locale, now }))
  for await (const [{ name }, pdf] of inOrder(parts, RENDERED_AHEAD, render)) yield { name, pdf }
}
