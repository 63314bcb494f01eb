import { quoteFilters, type QuoteFilter, type QuoteList, type QuoteListQuery } from '../../queries/quoteList.ts'
import { queryText, type Query } from '../../domain/query.ts'
import type { PortalFrame } from '../frame.ts'
import { Empty } from '../parts/Empty.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Pagination } from '../parts/Pagination.tsx'
import { QuoteRow } from '../parts/QuoteRow.tsx'
import { Shell } from '../parts/Shell.tsx'

const MAX_PAGE = 100_000

/** Reads the list's query string; what it does not understand counts as not said. */
export const parseQuoteQuery = (query: Query): QuoteListQuery => {
  const page = Math.trunc(Number(queryText(query, 'page')))
  return {
    filter: quoteFilters.find((filter) => filter === queryText(query, 'status')) ?? null,
    page: page >= 1 && page <= MAX_PAGE ? page : 1,
  }
}

const quoteQueryString = (filter: QuoteFilter | null, page = 1): string => {
  const params = new URLSearchParams()
  if (filter) params.set('status', filter)
  if (page > 1) params.set('page', String(page))
  const text = params.toString()
  return text ? `?${text}` : ''
}

/** The quotes on this page as one ZIP; a draft that was shared has no number yet. */
const DownloadQuotes = ({ frame, docs }: { frame: PortalFrame; docs: QuoteList['docs'] }) => {
  const issued = docs.filter(({ status }) => status !== 'draft')
  if (issued.length === 0) return null
  return (
    <form action={frame.api.export()} className="quotes-download" method="post">
      {issued.map(({ id }) => (
        <input key={id} name="quote" type="hidden" value={id} />
      ))}
      <button className="button" type="submit">
        <Icon name="download" />
        {frame.texts.invoices.selection.download}
      </button>
    </form>
  )
}

/** Every quote ever sent to the client. */
export const QuotesPage = ({ frame, query, list }: { frame: PortalFrame; query: QuoteListQuery; list: QuoteList }) => {
  const { texts, paths } = frame
  const words = texts.quotes
  const { filter } = query
  return (
    <Shell frame={frame} section="quotes">
      <h1>{words.title}</h1>
      {list.total > 0 || filter ? (
        <>
          <div className="filters">
            <nav aria-label={texts.invoices.status} className="chips">
              {([null, ...quoteFilters] as const).map((each) => (
                <a
                  aria-current={each === filter ? 'true' : undefined}
                  className="chip"
                  href={paths.quotes(quoteQueryString(each))}
                  key={each ?? 'all'}
                >
                  {words.filters[each ?? 'all']}
                </a>
              ))}
            </nav>
          </div>
          {list.docs.length > 0 ? (
            <>
              <ul className="rows quotes">
                {list.docs.map((quote) => (
                  <QuoteRow frame={frame} key={quote.id} quote={quote} />
                ))}
              </ul>
              <DownloadQuotes docs={list.docs} frame={frame} />
              <Pagination
                frame={frame}
                href={(page) => paths.quotes(quoteQueryString(filter, page))}
                page={list.page}
                pages={list.pages}
              />
            </>
          ) : (
            <Empty icon="search" text={words.noMatchSub} title={words.noMatch}>
              <a className="button" href={paths.quotes()}>
                {words.showAll}
              </a>
            </Empty>
          )}
        </>
      ) : (
        <Empty icon="document" text={words.emptySub} title={words.empty} />
      )}
    </Shell>
  )
}
