import type { InvoiceList, InvoiceListQuery } from '../../queries/invoiceList.ts'
import type { PortalFrame } from '../frame.ts'
import { formatNumber } from '../formatNumber.ts'
import { listQueryString, noFilter } from '../../queries/listQuery.ts'
import { EXPORT_FORM } from '../parts/exportForm.ts'
import { Empty } from '../parts/Empty.tsx'
import { InlineScript } from '../parts/InlineScript.tsx'
import { InvoiceFilters } from '../parts/InvoiceFilters.tsx'
import { InvoiceTable } from '../parts/InvoiceTable.tsx'
import { Money } from '../parts/Money.tsx'
import { Pagination } from '../parts/Pagination.tsx'
import { SelectAll, SelectionBar } from '../parts/Selection.tsx'
import { Shell } from '../parts/Shell.tsx'
import { autoDownloadScript } from '../scripts.ts'

export interface InvoicesPageProps {
  frame: PortalFrame
  query: InvoiceListQuery
  list: InvoiceList
  /** Opened by a link that downloads everything it shows: all is chosen, and a script presses the button. */
  isForDownload?: boolean
}

const Summary = ({ frame, list, isForDownload }: Omit<InvoicesPageProps, 'query'>) => {
  const { texts, locale } = frame
  return (
    <div className="summary">
      <div className="summary-lead">
        {list.downloadable > 0 ? <SelectAll frame={frame} isChosen={isForDownload} list={list} /> : null}
        <p className="summary-count">{texts.invoices.count(list.total, formatNumber(list.total, locale))}</p>
      </div>
      <dl>
        {list.sums.map(({ currency, total, due }) => (
          <div key={currency}>
            <dt>{texts.invoices.selectionTotal}</dt>
            <dd>
              <Money amount={total} currency={currency} locale={locale} />
            </dd>
            {due > 0 ? (
              <>
                <dt>{texts.invoices.selectionDue}</dt>
                <dd>
                  <Money amount={due} currency={currency} locale={locale} />
                </dd>
              </>
            ) : null}
          </div>
        ))}
      </dl>
    </div>
  )
}

/** Every document ever sent to the client. */
export const InvoicesPage = ({ frame, query, list, isForDownload = false }: InvoicesPageProps) => {
  const { texts, paths } = frame
  const current = { ...query, page: list.page }
  return (
    <Shell frame={frame} section="invoices">
      <h1>{texts.invoices.title}</h1>
      {list.hasAny ? (
        <>
          <InvoiceFilters frame={frame} query={current} years={list.years} />
          {list.docs.length > 0 ? (
            <>
              <Summary frame={frame} isForDownload={isForDownload} list={list} />
              <InvoiceTable
                areChosen={isForDownload}
                docs={list.docs}
                frame={frame}
                query={current}
                withBoxes={list.downloadable > 0}
              />
              <Pagination
                frame={frame}
                href={(page) => paths.invoices(listQueryString(current, { page }))}
                page={list.page}
                pages={list.pages}
              />
              {list.downloadable > 0 ? <SelectionBar filter={current} frame={frame} list={list} /> : null}
              {isForDownload && list.downloadable > 0 ? (
                <InlineScript code={autoDownloadScript(EXPORT_FORM)} nonce={frame.nonce} />
              ) : null}
            </>
          ) : (
            <Empty icon="search" text={texts.invoices.noMatchSub} title={texts.invoices.noMatch}>
              <a className="button" href={paths.invoices(listQueryString({ ...current, ...noFilter }))}>
                {texts.invoices.clear}
              </a>
            </Empty>
          )}
        </>
      ) : (
        <Empty icon="document" text={texts.invoices.emptySub} title={texts.invoices.empty} />
      )}
    </Shell>
  )
}
