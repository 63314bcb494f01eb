import { quoteState } from '../../domain/quoteStatus.ts'
import type { QuoteHistoryEntry, QuotePageData } from '../../queries/quotePage.ts'
import type { PortalFrame, PortalTexts } from '../frame.ts'
import { Day } from '../parts/Day.tsx'
import { Icon } from '../parts/Icon.tsx'
import { QuoteSide } from '../parts/QuoteSide.tsx'
import { Sheet } from '../parts/Sheet.tsx'
import { Shell } from '../parts/Shell.tsx'
import { Numbered } from '../parts/Numbered.tsx'
import type { SheetModel } from '../sheetModel.ts'
import { quoteTitle } from '../quoteInWords.ts'
import { calendarDay } from '../stateInWords.ts'

export interface QuotePageProps {
  frame: PortalFrame
  data: QuotePageData
  /** Whether this visit came by the quote's own link or a sign-in link. */
  mayAnswer: boolean
  sheet: SheetModel
  /** In the document's language. */
  sheetTexts: PortalTexts
}

const wordsFor = (entry: QuoteHistoryEntry, { texts }: PortalFrame): string => {
  const { events } = texts.quote
  if (entry.type === 'sent') return events.sent(entry.to ?? '')
  if (entry.type === 'accepted') return events.accepted(entry.name)
  return events[entry.type]
}

const History = ({ frame, data: { history } }: Pick<QuotePageProps, 'frame' | 'data'>) =>
  history.length === 0 ? null : (
    <section aria-labelledby="history" className="block">
      <h2 className="block-title" id="history">
        {frame.texts.invoice.history}
      </h2>
      <ol className="trail">
        {history.map((entry) => (
          <li className={`trail-entry trail-${entry.type}`} key={entry.type}>
            <span>{wordsFor(entry, frame)}</span>
            <span className="quiet">
              <Day day={calendarDay(entry.at, frame.timeZone)} frame={frame} style="long" />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )

/** What was agreed to, for whoever has to prove it later. */
const Agreement = ({ frame, data: { quote } }: Pick<QuotePageProps, 'frame' | 'data'>) => {
  const words = frame.texts.quote
  if (!quote.acceptedHash || quote.acceptedVia !== 'portal') return null
  return (
    <section aria-labelledby="agreement" className="block">
      <h2 className="block-title" id="agreement">
        {words.agreement}
      </h2>
      <p className="block-intro">{words.agreementText(quote.acceptedName ?? '', quote.acceptedEmail ?? '')}</p>
      <p className="quiet fingerprint">
        {words.fingerprint} <span className="tabular">{quote.acceptedHash}</span>
      </p>
    </section>
  )
}

/** One quote: the sheet, and beside it what it asks of the reader. */
export const QuotePage = ({ frame, data, mayAnswer, sheet, sheetTexts }: QuotePageProps) => {
  const { texts, paths } = frame
  const { quote, newer, earlier } = data
  const state = quoteState(quote, frame.today)
  const words = texts.quote
  return (
    <Shell
      className="main-invoice main-quote"
      frame={frame}
      section="quotes"
      seen={state === 'draft' ? '' : `quote=${encodeURIComponent(quote.id)}`}
    >
      <a className="back" href={paths.quotes()}>
        <Icon name="left" />
        {words.back}
      </a>
      <h1>
        <Numbered>{quoteTitle(quote, texts)}</Numbered>
      </h1>
      {state === 'draft' ? <p className="note">{words.draftNote}</p> : null}
      {state === 'superseded' ? (
        <p className="note">
          {newer ? <a href={paths.quote(newer.id)}>{words.supersededBy(newer.number ?? '')}</a> : words.supersededSoon}
        </p>
      ) : null}
      {earlier?.number ? (
        <p className="note">
          <a href={paths.quote(earlier.id)}>{words.replaces(earlier.number)}</a>
        </p>
      ) : null}
      <div className="invoice">
        <QuoteSide data={data} frame={frame} mayAnswer={mayAnswer} />
        <Sheet frame={frame} sheet={sheet} texts={sheetTexts} />
        <div className="invoice-trail">
          <Agreement data={data} frame={frame} />
          <History data={data} frame={frame} />
        </div>
      </div>
    </Shell>
  )
}
