import { dayOf } from '../../domain/days.ts'
import { quoteState } from '../../domain/quoteStatus.ts'
import type { QuotePageData } from '../../queries/quotePage.ts'
import type { PortalFrame } from '../frame.ts'
import { quoteInWords } from '../quoteInWords.ts'
import { AnswerQuote } from './AnswerQuote.tsx'
import { Day } from './Day.tsx'
import { Figure } from './Figure.tsx'
import { Icon } from './Icon.tsx'
import { StateWords } from './StatePill.tsx'
import { SupportHours } from './SupportHours.tsx'

interface SideProps {
  frame: PortalFrame
  data: QuotePageData
  mayAnswer: boolean
}

const Facts = ({ frame, data: { quote } }: Pick<SideProps, 'frame' | 'data'>) => {
  const words = frame.texts.quote
  if (quote.status === 'draft' || !quote.issueDate) return null
  return (
    <dl className="side-facts">
      <div>
        <dt>{frame.texts.invoice.issued}</dt>
        <dd>
          <Day day={quote.issueDate} frame={frame} style="long" />
        </dd>
      </div>
      {quote.validUntil && dayOf(quote.validUntil) ? (
        <div>
          <dt>{words.validUntil}</dt>
          <dd>
            <Day day={quote.validUntil} frame={frame} style="long" />
          </dd>
        </div>
      ) : null}
      {quote.acceptedName ? (
        <div>
          <dt>{words.acceptedBy}</dt>
          <dd>{quote.acceptedName}</dd>
        </div>
      ) : null}
    </dl>
  )
}

/** What can be done, by where the quote stands: one thing first. */
const Actions = ({ frame, data, mayAnswer }: SideProps) => {
  const { texts, paths } = frame
  const { quote, newer, invoice } = data
  const words = texts.quote
  const state = quoteState(quote, frame.today)
  const isOver = state === 'expired' || state === 'declined'
  const pdf = (
    <a className="button" href={frame.api.quotePdf(quote.id)}>
      <Icon name="download" />
      {texts.invoice.pdf}
    </a>
  )
  if (state === 'draft') return null
  return (
    <div className="side-actions">
      {state === 'sent' ? <AnswerQuote frame={frame} mayAnswer={mayAnswer} quote={quote} /> : null}
      {state === 'superseded' && newer ? (
        <a className="button button-primary" href={paths.quote(newer.id)}>
          {words.openNewer}
        </a>
      ) : null}
      {isOver && !frame.viewer?.readOnly ? (
        <a
          className="button button-primary"
          href={paths.support(`?new=1&quote=${encodeURIComponent(quote.id)}&again=1`)}
        >
          {words.askAgain}
        </a>
      ) : null}
      {invoice ? (
        <a className="button button-primary" href={paths.invoice(invoice.id)}>
          {words.openInvoice}
        </a>
      ) : null}
      {pdf}
    </div>
  )
}

/** The card beside the sheet: how much, until when, and the answer. */
export const QuoteSide = (props: SideProps) => {
  const { frame, data } = props
  const { quote } = data
  const isStruck = quoteState(quote, frame.today) === 'superseded'
  return (
    <section aria-labelledby="side-figure" className="side">
      <div className="side-figure">
        <h2 className="figure-label" id="side-figure">
          {frame.texts.quote.total}
        </h2>
        <Figure
          amount={quote.total}
          className={`figure-side${isStruck ? ' struck' : ''}`}
          currency={quote.currency}
          locale={frame.locale}
        />
        <p className="side-state">
          <StateWords state={quoteInWords(quote, frame)} />
        </p>
      </div>
      <Facts data={data} frame={frame} />
      <Actions {...props} />
      {frame.viewer?.readOnly ? null : (
        <a className="quiet-link side-ask" href={frame.paths.support(`?new=1&quote=${encodeURIComponent(quote.id)}`)}>
          <Icon name="chat" />
          {quote.status === 'draft' ? frame.texts.support.askDraft : frame.texts.support.askQuote}
        </a>
      )}
      {frame.viewer?.readOnly ? null : <SupportHours support={frame.support} />}
    </section>
  )
}
