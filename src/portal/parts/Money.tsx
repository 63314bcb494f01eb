import { moneyParts } from '../../domain/money.ts'
import type { Locale } from '../../records.ts'

export interface MoneyProps {
  amount: number
  currency: string
  locale: Locale
  /** A minus sign in front where the amount counts against what is owed. */
  negative?: boolean
}

/** An amount with its currency quieter than the digits; as text it is exactly what `formatMoney` writes. */
export const Money = ({ amount, currency, locale, negative = false }: MoneyProps) => {
  const { before, number, after } = moneyParts(negative ? -amount : amount, currency, locale)
  return (
    <span className="money">
      {before ? <span className="money-sign">{before}</span> : null}
      {number}
      {after ? <span className="money-sign">{after}</span> : null}
    </span>
  )
}
