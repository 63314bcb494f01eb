import { Fragment } from 'react'

import type { PortalFrame } from '../frame.ts'
import { formatNumber } from '../formatNumber.ts'
import { Icon } from './Icon.tsx'

/** First, last and the neighbours. */
const shownPages = (page: number, pages: number): number[] =>
  [...new Set([1, page - 1, page, page + 1, pages])].filter((each) => each >= 1 && each <= pages).sort((a, b) => a - b)

export const Pagination = ({
  frame,
  href,
  page,
  pages,
}: {
  frame: PortalFrame
  /** Where a page of the list is. */
  href: (page: number) => string
  page: number
  pages: number
}) => {
  if (pages <= 1) return null
  const { texts, locale } = frame
  const numbers = shownPages(page, pages)
  return (
    <nav aria-label={texts.invoices.pages} className="pagination">
      {page > 1 ? (
        <a className="page-step" href={href(page - 1)} rel="prev">
          <Icon name="left" />
          {texts.invoices.previous}
        </a>
      ) : (
        <span />
      )}
      <ol className="page-numbers">
        {numbers.map((each, index) => (
          <Fragment key={each}>
            {index > 0 && each - (numbers[index - 1] ?? each) > 1 ? (
              <li aria-hidden="true" className="page-gap">
                …
              </li>
            ) : null}
            <li>
              <a
                aria-current={each === page ? 'page' : undefined}
                aria-label={texts.invoices.page(formatNumber(each, locale), formatNumber(pages, locale))}
                href={href(each)}
              >
                {formatNumber(each, locale)}
              </a>
            </li>
          </Fragment>
        ))}
      </ol>
      {page < pages ? (
        <a className="page-step" href={href(page + 1)} rel="next">
          {texts.invoices.next}
          <Icon name="right" />
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
