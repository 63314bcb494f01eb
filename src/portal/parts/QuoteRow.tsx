import type { QuoteSummary } from '../../queries/quoteSummary.ts'
import type { PortalFrame } from '../frame.ts'
import { quoteInWords, quoteTitle } from '../quoteInWords.ts'
import { Money } from './Money.tsx'
import { StateWords } from './StatePill.tsx'

/** A quote in a list: number and state at the left, the amount at the right, all of it one link. */
export const QuoteRow = ({
  quote,
  frame,
  isNamed = false,
}: {
  quote: QuoteSummary
  frame: PortalFrame
  /** Says that it is a quote, among documents of other kinds. */
  isNamed?: boolean
}) => (
  <li className="row">
    <span className="row-name">
      <a className="row-link" href={frame.paths.quote(quote.id)}>
        {isNamed || !quote.number ? quoteTitle(quote, frame.texts) : quote.number}
      </a>
      {quote.reference ? <span className="row-sub quiet">{quote.reference}</span> : null}
    </span>
    <span className="row-state">
      <StateWords state={quoteInWords(quote, frame)} />
    </span>
    <span className="row-amount">
      <Money amount={quote.total} currency={quote.currency} locale={frame.locale} />
    </span>
  </li>
)
