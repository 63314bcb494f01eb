import { ageingBands, type AccountEntry, type AccountStatement } from '../../domain/accountStatement.ts'
import { formatDay } from '../../domain/days.ts'
import type { Period } from '../../domain/period.ts'
import type { AccountPeriod } from '../../queries/accountPeriod.ts'
import { accountTexts, methodText } from '../../translations/accountTexts.ts'
import { formatNumber } from '../formatNumber.ts'
import type { PortalFrame } from '../frame.ts'
import { Day } from '../parts/Day.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Figure } from '../parts/Figure.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Money } from '../parts/Money.tsx'
import { PeriodFields } from '../parts/PeriodFields.tsx'
import { Shell } from '../parts/Shell.tsx'

/** The last of these stand on the page; the files hold all of them. */
const ENTRIES_SHOWN = 300

export interface AccountPageProps {
  frame: PortalFrame
  statements: (AccountStatement & { currency: string })[]
  period: AccountPeriod
  /** What the address asked for, for the form. */
  asked: Period & { isAll: boolean }
  years: number[]
  /** The query string of this period, for the files. */
  query: string
  /** How many files the PDF comes in. */
  pdfParts: number
}

type StatementProps = Pick<AccountPageProps, 'frame'> & { statement: AccountPageProps['statements'][number] }

const Amount = ({ frame, statement, amount }: StatementProps & { amount: number }) => (
  <Money amount={Math.abs(amount)} currency={statement.currency} locale={frame.locale} negative={amount < 0} />
)

const Figures = ({ frame, statement }: StatementProps) => {
  const words = accountTexts(frame.locale)
  const { closing } = statement
  return (
    <div className="account-figures">
      <div className="figure-block">
        <h3 className="figure-label">{closing < 0 ? words.inCredit : words.closing}</h3>
        <Figure
          amount={Math.abs(closing)}
          className="account-figure"
          currency={statement.currency}
          locale={frame.locale}
        />
      </div>
      <dl className="account-sums">
        <div>
          <dt>{words.opening}</dt>
          <dd>
            <Amount amount={statement.opening} frame={frame} statement={statement} />
          </dd>
        </div>
        {(['invoiced', 'credited', 'paid', 'returned'] as const).map((sum) =>
          statement[sum] === 0 ? null : (
            <div key={sum}>
              <dt>{words.sums[sum]}</dt>
              <dd>
                <Amount amount={statement[sum]} frame={frame} statement={statement} />
              </dd>
            </div>
          ),
        )}
      </dl>
    </div>
  )
}

const Entry = ({ frame, statement, entry }: StatementProps & { entry: AccountEntry }) => {
  const words = accountTexts(frame.locale)
  const detail = methodText(entry, words)
  return (
    <tr role="row">
      <td className="entry-day" role="cell">
        <Day day={entry.day} frame={frame} />
      </td>
      <th className="entry-what" role="rowheader" scope="row">
        {words.kinds[entry.kind]}{' '}
        {entry.document === null ? null : <a href={frame.paths.invoice(entry.document)}>{entry.number}</a>}
        {detail ? <span className="entry-detail">{detail}</span> : null}
      </th>
      <td className="numeric entry-charge" role="cell">
        {entry.amount > 0 ? <Amount amount={entry.amount} frame={frame} statement={statement} /> : null}
      </td>
      <td className="numeric entry-credit" role="cell">
        {entry.amount < 0 ? <Amount amount={-entry.amount} frame={frame} statement={statement} /> : null}
      </td>
      <td className="numeric entry-balance" role="cell">
        <span className="cell-label">{words.columns.balance} </span>
        <Amount amount={entry.balance} frame={frame} statement={statement} />
      </td>
    </tr>
  )
}

const SumRow = ({ frame, statement, label, amount }: StatementProps & { label: string; amount: number }) => (
  <tr className="entry-sum" role="row">
    <td className="entry-day" role="cell" />
    <th className="entry-what" role="rowheader" scope="row">
      {label}
    </th>
    <td className="numeric entry-charge" role="cell" />
    <td className="numeric entry-credit" role="cell" />
    <td className="numeric entry-balance" role="cell">
      <Amount amount={amount} frame={frame} statement={statement} />
    </td>
  </tr>
)

const Entries = ({ frame, statement }: StatementProps) => {
  const words = accountTexts(frame.locale)
  const { entries, opening, closing } = statement
  const hidden = Math.max(entries.length - ENTRIES_SHOWN, 0)
  const shown = entries.slice(hidden)
  const before = hidden > 0 ? (entries[hidden - 1]?.balance ?? opening) : opening
  return (
    <>
      {hidden > 0 ? <p className="note">{frame.texts.account.earlier(formatNumber(hidden, frame.locale))}</p> : null}
      <table className="table entries" role="table">
        <caption className="visually-hidden">{words.title}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {words.columns.day}
            </th>
            <th role="columnheader" scope="col">
              {words.columns.kind}
            </th>
            {(['charge', 'credit', 'balance'] as const).map((column) => (
              <th className="numeric" key={column} role="columnheader" scope="col">
                {words.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          <SumRow
            amount={before}
            frame={frame}
            label={hidden > 0 ? words.broughtForward : words.opening}
            statement={statement}
          />
          {shown.map((entry, index) => (
            <Entry entry={entry} frame={frame} key={index} statement={statement} />
          ))}
          <SumRow amount={closing} frame={frame} label={words.closing} statement={statement} />
        </tbody>
      </table>
      {entries.length === 0 ? <p className="quiet">{words.noEntries}</p> : null}
    </>
  )
}

const AgeingRow = ({ frame, statement }: StatementProps) => {
  const words = accountTexts(frame.locale)
  const { ageing, credit, to, currency } = statement
  if (ageingBands.every((band) => ageing[band] === 0) && credit === 0) return null
  return (
    <section aria-labelledby={`in-${currency} ageing-${currency}`} className="ageing">
      <h3 className="block-title" id={`ageing-${currency}`}>
        {words.ageing.title}{' '}
        <span className="quiet">{words.asOf(formatDay(to, frame.locale, 'long', frame.today))}</span>
      </h3>
      <dl>
        {ageingBands.map((band) => (
          <div className={ageing[band] > 0 ? `age-${band}` : 'age-none'} key={band}>
            <dt>{words.ageing.bands[band]}</dt>
            <dd>
              <Amount amount={ageing[band]} frame={frame} statement={statement} />
            </dd>
          </div>
        ))}
        {credit > 0 ? (
          <div>
            <dt>{words.ageing.credit}</dt>
            <dd>
              <Amount amount={-credit} frame={frame} statement={statement} />
            </dd>
          </div>
        ) : null}
      </dl>
    </section>
  )
}

const Files = ({ frame, query, pdfParts }: Pick<AccountPageProps, 'frame' | 'query' | 'pdfParts'>) => {
  const { api, texts } = frame
  const pdf = (part: number) =>
    `${api.accountPdf()}${query}${query ? '&' : '?'}download=1${pdfParts > 1 ? `&part=${part}` : ''}`
  return (
    <p className="account-files">
      {Array.from({ length: pdfParts }, (_, index) => (
        <a className="button" download href={pdf(index + 1)} key={index}>
          <Icon name="download" />
          {pdfParts > 1 ? texts.account.pdfPart(index + 1) : texts.account.pdf}
        </a>
      ))}
      <a className="button" download href={`${api.accountCsv()}${query}`}>
        <Icon name="download" />
        {texts.account.csv}
      </a>
    </p>
  )
}

/** What happened between the business and the client in a period, and how they stand. */
export const AccountPage = ({ frame, statements, period, asked, years, query, pdfParts }: AccountPageProps) => {
  const { texts, paths, locale } = frame
  const words = accountTexts(locale)
  const day = (value: string) => formatDay(value, locale, 'long')
  const time =
    period.from === null ? words.period.all(day(period.to)) : words.period.between(day(period.from), day(period.to))
  return (
    <Shell frame={frame} section="statement">
      <a className="back" href={paths.statement()}>
        <Icon name="left" />
        {texts.statement.title}
      </a>
      <h1>{words.title}</h1>
      <p className="lead">{time}</p>
      <form action={paths.account()} className="filter-form account-form" method="get">
        <PeriodFields asked={asked} frame={frame} withAll years={years} />
        <button className="button" type="submit">
          {texts.account.show}
        </button>
      </form>
      {statements.length === 0 ? (
        <Empty icon="document" text={texts.statement.noneSub} title={texts.statement.none} />
      ) : (
        <>
          {statements.map((statement) => (
            <section className="account-currency" key={statement.currency}>
              <h2 className={statements.length > 1 ? undefined : 'visually-hidden'} id={`in-${statement.currency}`}>
                {statement.currency}
              </h2>
              <Figures frame={frame} statement={statement} />
              <Entries frame={frame} statement={statement} />
              <AgeingRow frame={frame} statement={statement} />
            </section>
          ))}
          <Files frame={frame} pdfParts={pdfParts} query={query} />
        </>
      )}
    </Shell>
  )
}
