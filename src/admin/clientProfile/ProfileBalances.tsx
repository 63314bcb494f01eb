import { formatMoney } from '../../domain/money.ts'
import type { CurrencyBalance } from '../../queries/balance.ts'
import type { AdminWords } from '../words.ts'

interface ProfileBalancesProps {
  balances: CurrencyBalance[]
  words: AdminWords
  language: string
}

/** What a client was invoiced, has paid and owes, a row of figures per currency. */
export const ProfileBalances = ({ balances, words, language }: ProfileBalancesProps) => {
  const texts = words.ui.client
  if (balances.length === 0) return <p className="cp-hint">{texts.noBooks}</p>
  return balances.map(({ currency, invoiced, paid, owed, overdue, credit }) => {
    const figures = [
      { label: texts.outstanding, amount: owed, tone: owed > 0 ? 'strong' : 'quiet' },
      { label: texts.overdue, amount: overdue, tone: overdue > 0 ? 'late' : 'quiet' },
      { label: texts.invoiced, amount: invoiced, tone: '' },
      { label: texts.paid, amount: paid, tone: '' },
      ...(credit > 0 ? [{ label: texts.credit, amount: credit, tone: 'good' }] : []),
    ]
    return (
      <dl key={currency} className="cp-figures">
        {figures.map(({ label, amount, tone }) => (
          <div key={label} className={`cp-figures__one${tone ? ` cp-figures__one--${tone}` : ''}`}>
            <dt>{label}</dt>
            <dd>{formatMoney(amount, currency, language)}</dd>
          </div>
        ))}
      </dl>
    )
  })
}
