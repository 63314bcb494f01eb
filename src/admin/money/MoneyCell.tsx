import type { DefaultServerCellComponentProps } from 'payload'

import { formatMoney } from '../../domain/money.ts'

import '../admin.css'

/** An amount in a list, in its row's currency. */
export const MoneyCell = ({ cellData, rowData, i18n }: DefaultServerCellComponentProps) => {
  const { currency } = rowData as { currency?: unknown }
  const amount: unknown = cellData
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || typeof currency !== 'string') return null
  return (
    <span className={`cp-money-cell${amount === 0 ? ' cp-money-cell--zero' : ''}`}>
      {formatMoney(amount, currency, i18n.language)}
    </span>
  )
}
