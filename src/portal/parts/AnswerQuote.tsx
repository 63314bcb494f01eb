import type { Quote } from '../../records.ts'
import type { PortalFrame } from '../frame.ts'

/** As long as the endpoint keeps them. */
const MAX_NAME = 120
const MAX_REASON = 2000

interface AnswerProps {
  frame: PortalFrame
  quote: Quote
}

const Accept = ({ frame, quote }: AnswerProps) => {
  const words = frame.texts.quote
  const isWrong = frame.outcome?.kind === 'failed' && frame.outcome.code === 'no-name'
  return (
    <form action={frame.api.acceptQuote(quote.id)} className="answer-form" method="post">
      <div className="field">
        <label htmlFor="name">{words.yourName}</label>
        <input
          aria-describedby={isWrong ? 'outcome name-hint' : 'name-hint'}
          aria-invalid={isWrong || undefined}
          autoComplete="name"
          autoFocus={isWrong}
          id="name"
          maxLength={MAX_NAME}
          name="name"
          required
          type="text"
        />
        <p className="hint" id="name-hint">
          {words.nameHint}
        </p>
      </div>
      <button className="button button-primary" type="submit">
        {words.accept}
      </button>
    </form>
  )
}

const Decline = ({ frame, quote }: AnswerProps) => {
  const words = frame.texts.quote
  return (
    <details className="answer-decline">
      <summary>{words.declineInstead}</summary>
      <form action={frame.api.declineQuote(quote.id)} className="answer-form" method="post">
        <div className="field">
          <label htmlFor="reason">{words.reason}</label>
          <textarea id="reason" maxLength={MAX_REASON} name="reason" rows={3} />
        </div>
        <button className="button" type="submit">
          {words.decline}
        </button>
      </form>
    </details>
  )
}

/** Where this visit was opened by a link to something else: the quote's own is one press away. */
const AskForLink = ({ frame, quote }: AnswerProps) => {
  const words = frame.texts.quote
  return (
    <form action={frame.api.quoteLink(quote.id)} className="answer-form" method="post">
      <p>{words.ownLink(frame.viewer?.email ?? '')}</p>
      <button className="button button-primary" type="submit">
        {words.sendLink}
      </button>
    </form>
  )
}

/** Yes or no to a quote. Plain forms: they work without a script. */
export const AnswerQuote = ({ frame, quote, mayAnswer }: AnswerProps & { mayAnswer: boolean }) => {
  if (frame.viewer?.readOnly) return <p className="quiet">{frame.texts.quote.onlyClient}</p>
  if (!mayAnswer) return <AskForLink frame={frame} quote={quote} />
  return (
    <>
      <Accept frame={frame} quote={quote} />
      <Decline frame={frame} quote={quote} />
    </>
  )
}
