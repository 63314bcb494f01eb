import {
  invoiceSortKeys,
  type InvoiceListQuery,
  type InvoiceSort,
  type InvoiceSortKey,
} from '../../queries/invoiceList.ts'
import type { InvoiceSummary } from '../../queries/invoiceSummary.ts'
import type { PortalFrame } from '../frame.ts'
import { payTarget } from '../pay/payTarget.ts'
import { listQueryString } from '../../queries/listQuery.ts'
import { stateInWords } from '../stateInWords.ts'
import { Day } from './Day.tsx'
import { Icon } from './Icon.tsx'
import { Money } from './Money.tsx'
import { PayLink } from './PayLink.tsx'
import { SelectOne } from './Selection.tsx'
import { StatePill } from './StatePill.tsx'

interface TableProps {
  frame: PortalFrame
  query: InvoiceListQuery
  docs: InvoiceSummary[]
  /** Whether documents can be chosen for a download. */
  withBoxes: boolean
  /** Every box is ticked at first. */
  areChosen?: boolean
}

/** Dates and amounts start with the newest and largest, the rest with the first. */
const firstDirection: Record<InvoiceSortKey, InvoiceSort> = {
  number: 'number',
  status: 'status',
  issued: '-issued',
  due: 'due',
  total: '-total',
}

const opposite = (sort: InvoiceSort): InvoiceSort =>
  sort.startsWith('-') ? (sort.slice(1) as InvoiceSortKey) : (`-${sort}` as InvoiceSort)

const keyOf = (sort: InvoiceSort): InvoiceSortKey =>
  invoiceSortKeys.find((key) => key === sort || `-${key}` === sort) ?? 'issued'

const SortHeader = ({ frame, query, column }: Pick<TableProps, 'frame' | 'query'> & { column: InvoiceSortKey }) => {
  const { texts, paths } = frame
  const isSorted = keyOf(query.sort) === column
  const isDescending = query.sort.startsWith('-')
  const sort = isSorted ? opposite(query.sort) : firstDirection[column]
  return (
    <th
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : undefined}
      className={column === 'total' ? 'numeric' : undefined}
      role="columnheader"
      scope="col"
    >
      <a className="sort" href={paths.invoices(listQueryString(query, { sort }))}>
        {texts.invoices.columns[column]}
        <Icon className={isSorted ? 'sort-on' : 'sort-off'} name={isSorted ? (isDescending ? 'down' : 'up') : 'both'} />
      </a>
      {/* Where the heads are out of sight the links in them must not have the focus; a select sorts there. */}
      <span className="sort-name">{texts.invoices.columns[column]}</span>
    </th>
  )
}

interface RowProps extends Pick<TableProps, 'frame' | 'withBoxes' | 'areChosen'> {
  doc: InvoiceSummary
  withPay: boolean
}

const Row = ({ frame, doc, withPay, withBoxes, areChosen }: RowProps) => {
  const { texts, locale } = frame
  const state = stateInWords(doc, frame)
  const isOwed = doc.kind === 'invoice' && (doc.status === 'sent' || doc.status === 'overdue')
  return (
    <tr role="row">
      {withBoxes ? (
        <td className="cell-box" role="cell">
          {doc.status === 'draft' ? null : <SelectOne doc={doc} frame={frame} isChosen={areChosen} />}
        </td>
      ) : null}
      <th className="cell-number" role="rowheader" scope="row">
        <a className="row-link" href={frame.paths.invoice(doc.id)}>
          {doc.number ?? texts.unnumbered}
        </a>
        {doc.reference ? <span className="cell-reference">{doc.reference}</span> : null}
      </th>
      <td className="cell-status" role="cell">
        <StatePill state={state} />
        <span className={`cell-words words-${state.tone}`}>{state.words}</span>
      </td>
      <td className="cell-issued" role="cell">
        <span className="cell-label">{texts.invoices.columns.issued} </span>
        <Day day={doc.issueDate} frame={frame} />
      </td>
      <td className="cell-due" role="cell">
        <span className="cell-label">{texts.invoices.columns.due} </span>
        {doc.kind === 'invoice' ? <Day day={doc.dueDate} frame={frame} /> : <Day day={null} frame={frame} />}
      </td>
      <td className={`cell-total numeric${doc.status === 'void' ? ' struck' : ''}`} role="cell">
        <Money amount={doc.total} currency={doc.currency} locale={locale} negative={doc.kind === 'credit-note'} />
      </td>
      <td className="cell-owed numeric" role="cell">
        {isOwed ? (
          <>
            <span className="cell-label">{texts.invoices.columns.owed} </span>
            <Money amount={doc.amountDue} currency={doc.currency} locale={locale} />
          </>
        ) : (
          <span className="quiet cell-nothing">{texts.details.empty}</span>
        )}
      </td>
      {withPay ? (
        <td className="cell-pay" role="cell">
          <PayLink doc={doc} frame={frame} look="small" />
        </td>
      ) : null}
    </tr>
  )
}

/**
 * A table on wide screens, cards on a phone. The roles are written out because `display` on table parts takes them
 * away in some browsers.
 */
export const InvoiceTable = ({ frame, query, docs, withBoxes, areChosen }: TableProps) => {
  const withPay = docs.some((doc) => payTarget(doc, frame) !== null)
  const mixed = new Set(docs.map((doc) => doc.currency)).size > 1
  return (
    <table
      className={['table table-documents', mixed && 'table-mixed', withBoxes && 'table-boxes']
        .filter(Boolean)
        .join(' ')}
      role="table"
    >
      <caption className="visually-hidden">{frame.texts.invoices.title}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {withBoxes ? (
            <th className="head-box" role="columnheader" scope="col">
              <span className="visually-hidden">{frame.texts.invoices.selection.column}</span>
            </th>
          ) : null}
          <SortHeader column="number" frame={frame} query={query} />
          <SortHeader column="status" frame={frame} query={query} />
          <SortHeader column="issued" frame={frame} query={query} />
          <SortHeader column="due" frame={frame} query={query} />
          <SortHeader column="total" frame={frame} query={query} />
          <th className="numeric" role="columnheader" scope="col">
            {frame.texts.invoices.columns.owed}
          </th>
          {withPay ? (
            <th className="head-pay" role="columnheader" scope="col">
              <span className="visually-hidden">{frame.texts.pay.column}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {docs.map((doc) => (
          <Row areChosen={areChosen} doc={doc} frame={frame} key={doc.id} withBoxes={withBoxes} withPay={withPay} />
        ))}
      </tbody>
    </table>
  )
}
