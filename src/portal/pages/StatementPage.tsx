import type { CurrencyBalance } from '../../queries/balance.ts'
import type { Statement } from '../../queries/statement.ts'
import type { QuoteSummary } from '../../queries/quoteSummary.ts'
import type { UnreadTicket } from '../../queries/ticketList.ts'
import { formatMoney } from '../../domain/money.ts'
import type { PortalFrame } from '../frame.ts'
import { payTarget } from '../pay/payTarget.ts'
import { formatNumber } from '../formatNumber.ts'
import { DocumentRow } from '../parts/DocumentRow.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Figure } from '../parts/Figure.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Money } from '../parts/Money.tsx'
import { PayLink } from '../parts/PayLink.tsx'
import { QuoteRow } from '../parts/QuoteRow.tsx'
import { Shell } from '../parts/Shell.tsx'
import { TicketState } from '../parts/TicketState.tsx'
import { stateInWords } from '../stateInWords.ts'
import { whenWords } from '../threadDays.ts'

/** The list of all of them is one click away. */
const ANSWERS_SHOWN = 3

export interface StatementPageProps {
  frame: PortalFrame
  statement: Statement
  /** What waits for the client's yes or no. */
  quotes: QuoteSummary[]
  /** Whom to greet. */
  personName: string
}

/** Of 'Dr. Grace Hopper', too. */
const firstName = (name: string): string => {
  const names = name.trim().split(/\s+/)
  return names.find((each) => !each.endsWith('.')) ?? names[0] ?? ''
}

const OverdueNote = ({ balance, frame }: { balance: CurrencyBalance; frame: PortalFrame }) => {
  const { texts, locale } = frame
  if (balance.overdue <= 0) return null
  return (
    <p className="figure-note words-late">
      <Icon name="alert" />
      {balance.overdue >= balance.owed
        ? texts.statement.allOverdue
        : texts.statement.overdue(formatMoney(balance.overdue, balance.currency, locale))}
    </p>
  )
}

const Owed = ({ frame, statement }: Omit<StatementPageProps, 'personName' | 'quotes'>) => {
  const { texts, locale, paths } = frame
  const owed = statement.balances.filter((balance) => balance.owed > 0)
  const oldest = statement.overdue[0]
  const next = statement.nextDue
  const toPay = statement.payFirst && payTarget(statement.payFirst, frame) ? statement.payFirst : null
  const target = toPay ?? oldest ?? next
  if (owed.length === 0) {
    return (
      <div className="owed">
        <p className="settled">
          <Icon className="settled-icon" name="check" />
          {texts.statement.nothing}
        </p>
        <p className="quiet">{texts.statement.nothingSub}</p>
      </div>
    )
  }
  return (
    <div className="owed">
      <div className="owed-figures">
        {owed.map((balance) => (
          <div className="figure-block" key={balance.currency}>
            <h2 className="figure-label">
              {owed.length > 1 ? texts.statement.owedIn(balance.currency) : texts.statement.owed}
            </h2>
            <Figure amount={balance.owed} currency={balance.currency} locale={locale} />
            <OverdueNote balance={balance} frame={frame} />
          </div>
        ))}
      </div>
      {!oldest && next ? (
        <p className="figure-note quiet">
          {texts.statement.nextDue(
            formatMoney(next.amountDue, next.currency, locale),
            lowerFirst(stateInWords(next, frame).words),
          )}
        </p>
      ) : null}
      {target ? (
        <div className="owed-actions">
          {toPay ? <PayLink doc={toPay} frame={frame} /> : null}
          <a className={`button${toPay ? '' : ' button-primary'}`} href={paths.invoice(target.id)}>
            {target.status === 'overdue' ? texts.statement.viewOldest : texts.statement.viewNext}
          </a>
        </div>
      ) : null}
    </div>
  )
}

/** 'Due in 5 days' in the middle of a sentence. */
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

const Paid = ({ frame, balances }: { frame: PortalFrame; balances: CurrencyBalance[] }) => {
  const { texts, locale } = frame
  const paid = balances.filter((balance) => balance.paid > 0)
  const credit = balances.filter((balance) => balance.credit > 0)
  if (paid.length + credit.length === 0) return null
  const figures = (label: string, each: CurrencyBalance[], amount: (balance: CurrencyBalance) => number) =>
    each.length === 0 ? null : (
      <div>
        <dt>{label}</dt>
        {each.map((balance) => (
          <dd key={balance.currency}>
            <Money amount={amount(balance)} currency={balance.currency} locale={locale} />
          </dd>
        ))}
      </div>
    )
  return (
    <dl className="paid">
      {figures(texts.statement.paid, paid, (balance) => balance.paid)}
      {figures(texts.statement.credit, credit, (balance) => balance.credit)}
    </dl>
  )
}

/** An answer that waits to be read. */
const AnswerRow = ({ ticket, frame }: { ticket: UnreadTicket; frame: PortalFrame }) => (
  <li className="row row-answer">
    <a className="row-link" href={frame.paths.ticket(ticket.id)}>
      <span className="row-name">{ticket.subject}</span>
    </a>
    <span className="row-state">
      <TicketState isUnread status="waiting" texts={frame.texts} />
    </span>
    <span className="row-amount row-when">
      <time dateTime={ticket.lastAt}>{whenWords(ticket.lastAt, frame)}</time>
    </span>
  </li>
)

/** What do I owe, is it all right, what can I do: the portal's first page. */
export const StatementPage = ({ frame, statement, quotes, personName }: StatementPageProps) => {
  const { texts, paths } = frame
  const attention = statement.overdue
  const answers = frame.unread.slice(0, ANSWERS_SHOWN)
  const hello = <h1 className="hello">{texts.statement.hello(firstName(personName))}</h1>
  if (statement.documentCount === 0 && statement.balances.length === 0 && answers.length === 0 && quotes.length === 0) {
    return (
      <Shell frame={frame} section="statement">
        {hello}
        <Empty icon="document" text={texts.statement.noneSub} title={texts.statement.none} />
      </Shell>
    )
  }
  return (
    <Shell frame={frame} section="statement">
      {hello}
      <section className="hero">
        <Owed frame={frame} statement={statement} />
        <Paid balances={statement.balances} frame={frame} />
      </section>
      {attention.length + quotes.length + answers.length > 0 ? (
        <section aria-labelledby="attention" className="block">
          <h2 className="block-title" id="attention">
            {texts.statement.attention}
          </h2>
          <ul className="rows">
            {attention.map((doc) => (
              <DocumentRow doc={doc} frame={frame} key={doc.id} owed />
            ))}
            {quotes.map((quote) => (
              <QuoteRow frame={frame} isNamed key={quote.id} quote={quote} />
            ))}
            {answers.map((ticket) => (
              <AnswerRow frame={frame} key={ticket.id} ticket={ticket} />
            ))}
          </ul>
        </section>
      ) : null}
      <section aria-labelledby="latest" className="block">
        <h2 className="block-title" id="latest">
          {texts.statement.latest}
        </h2>
        <ul className="rows">
          {statement.latest.map((doc) => (
            <DocumentRow doc={doc} frame={frame} key={doc.id} />
          ))}
        </ul>
        {statement.documentCount > 0 ? (
          <p className="block-more">
            <a href={paths.account()}>
              {texts.account.link}
              <Icon name="right" />
            </a>
            <a href={paths.invoices()}>
              {texts.statement.all(statement.documentCount, formatNumber(statement.documentCount, frame.locale))}
              <Icon name="right" />
            </a>
          </p>
        ) : null}
      </section>
    </Shell>
  )
}
