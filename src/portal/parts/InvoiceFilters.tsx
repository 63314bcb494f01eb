import { invoiceSortKeys, type InvoiceListQuery } from '../../queries/invoiceList.ts'
import type { InvoiceStatus } from '../../records.ts'
import type { PortalFrame } from '../frame.ts'
import { listQueryString } from '../listQuery.ts'
import { Icon } from './Icon.tsx'

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
  const shownYears = query.year !== null && !years.includes(query.year) ? [query.year, ...years] : years
  const isFiltered = query.status !== null || query.year !== null || query.q !== ''
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
        <label className="filter-select">
          <span className="visually-hidden">{words.year}</span>
          <select defaultValue={query.year ?? ''} name="year">
            <option value="">{words.allYears}</option>
            {shownYears.map((year) => (
              <option key={year} value={year}>
                {year}
              </option>
            ))}
          </select>
        </label>
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
        {isFiltered ? (
          <a
            className="quiet-link filter-clear"
            href={paths.invoices(listQueryString({ ...query, status: null, year: null, q: '' }))}
          >
            {words.clear}
          </a>
        ) : null}
      </form>
    </div>
  )
}
