import type { Where } from 'payload'

import type { ID, Invoice } from '../records.ts'
import type { SumsScope } from './balance.ts'
import { filterOf, type InvoiceFilter } from './invoiceList.ts'

/** Documents picked one by one. */
export interface ChosenDocuments {
  kind: 'chosen'
  invoices: ID[]
}

/** Which issued documents an export holds. */
export type ExportSelection =
  | ChosenDocuments
  /** Everything a list shows; without any filter, everything. */
  | { kind: 'filtered'; filter: InvoiceFilter }

/**
 * Whose documents an export may hold: one client's, by an id that can't be left out; or those of any client, for staff
 * alone, who then name each document.
 */
export type ExportScope =
  | (SumsScope & { selection: ExportSelection })
  | (Omit<SumsScope, 'clientId'> & { anyClient: true; selection: ChosenDocuments })

/** What an export tells of a document, and where its PDF lies. */
export type ExportRow = Pick<
  Invoice,
  | 'id'
  | 'client'
  | 'kind'
  | 'number'
  | 'status'
  | 'issueDate'
  | 'dueDate'
  | 'sentAt'
  | 'currency'
  | 'subtotal'
  | 'discountTotal'
  | 'withholding'
  | 'total'
  | 'amountPaid'
  | 'amountDue'
  | 'reference'
  | 'pdf'
>

const select = {
  client: true,
  kind: true,
  number: true,
  status: true,
  issueDate: true,
  dueDate: true,
  sentAt: true,
  currency: true,
  subtotal: true,
  discountTotal: true,
  withholding: true,
  total: true,
  amountPaid: true,
  amountDue: true,
  reference: true,
  pdf: true,
} as const

/** The first batch is small, so that the download begins at once. */
const FIRST_BATCH = 50
const BATCH = 500

const chosenWhere = ({ invoices }: ChosenDocuments): Where => ({ id: { in: invoices } })

const ofClient = (clientId: ID, selection: ExportSelection): Where[] => [
  selection.kind === 'filtered' ? filterOf(selection.filter, clientId) : chosenWhere(selection),
  { client: { equals: clientId } },
]

const whereOf = (scope: ExportScope): Where => ({
  and: [
    ...('anyClient' in scope ? [chosenWhere(scope.selection)] : ofClient(scope.clientId, scope.selection)),
    // A draft has no number yet, and nothing of it belongs into anybody's books.
    { status: { not_equals: 'draft' } },
  ],
})

/** How many documents a selection holds. */
export const countExport = async (scope: ExportScope): Promise<number> =>
  (
    await scope.payload.count({
      collection: scope.options.slugs.invoices,
      where: whereOf(scope),
      overrideAccess: true,
    })
  ).totalDocs

/**
 * The documents of a selection in the order in which they came about, some hundreds at a time: each batch goes on behind
 * the last one's id, so that none is left out or taken twice where others are issued meanwhile.
 */
export async function* exportRows(scope: ExportScope): AsyncGenerator<ExportRow[]> {
  const { payload, options } = scope
  const where = whereOf(scope)
  let after: ID | null = null
  for (let limit = FIRST_BATCH; ; limit = BATCH) {
    // Straight from the adapter: no hook has anything to say here, and they take three times as long as the rows.
    const { docs }: { docs: ExportRow[] } = await payload.db.find<ExportRow>({
      collection: options.slugs.invoices,
      where: after === null ? where : { and: [where, { id: { greater_than: after } }] },
      sort: 'id',
      limit,
      pagination: false,
      select,
      joins: false,
    })
    if (docs.length > 0) yield docs
    const last: ExportRow | undefined = docs.at(-1)
    if (!last || docs.length < limit) return
    after = last.id
  }
}
