import { invoiceSortKeys, isFiltered, type InvoiceListQuery } from '../../queries/invoiceList.ts'
import type { InvoiceStatus } from '../../records.ts'
import type { PortalFrame } from '../frame.ts'
import { listQueryString, noFilter } from '../../queries/listQuery.ts'
import { Icon } from './Icon.tsx'
import { PeriodFields } from './PeriodFields.tsx'

const offered: readonly InvoiceStatus[] = ['sent', 'overdue', 'paid', 'void']

/** Status as links, the rest as a plain GET form: the address of a list says all of it. */
export const InvoiceFilters = ({
  frame,
  query,
  years,
}: {
  frame: PortalFrame
  query: InvoiceListQuery
  years: number[]
}) => {
  const { texts, paths } = frame
  const words = texts.invoices
  const statuses = query.status && !offered.includes(query.status) ? [...offered, query.status] : offered
  return (
    <div className="filters">
      <nav aria-label={words.status} className="chips">
        <a
          aria-current={query.status === null ? 'true' : undefined}
          className="chip"
          href={paths.invoices(listQueryString(query, { status: null }))}
        >
          {words.statuses.all}
        </a>
        {statuses.map((status) => (
          <a
            aria-current={query.status === status ? 'true' : undefined}
            className="chip"
            href={paths.invoices(listQueryString(query, { status }))}
            key={status}
          >
            {words.statuses[status]}
          </a>
        ))}
      </nav>
      <form action={paths.invoices()} className="filter-form" method="get" role="search">
        {query.status ? <input name="status" type="hidden" value={query.status} /> : null}
        <label className="filter-search">
          <span className="visually-hidden">{words.searchHint}</span>
          <Icon name="search" />
          <input
            autoComplete="off"
            defaultValue={query.q}
            maxLength={80}
            name="q"
            placeholder={words.search}
            type="search"
          />
        </label>
        <PeriodFields asked={query} frame={frame} years={years} />
        <label className="filter-select filter-sort">
          <span className="visually-hidden">{words.sortBy}</span>
          <select defaultValue={query.sort} name="sort">
            {invoiceSortKeys
              .flatMap((key) => [`-${key}`, key] as const)
              .map((sort) => (
                <option key={sort} value={sort}>
                  {words.sorts[sort]}
                </option>
              ))}
          </select>
        </label>
        <button className="button" type="submit">
          {words.apply}
        </button>
        {isFiltered(query) ? (
          <a className="quiet-link filter-clear" href={paths.invoices(listQueryString({ ...query, ...noFilter }))}>
            {words.clear}
          </a>
        ) : null}
      </form>
    </div>
  )
}
