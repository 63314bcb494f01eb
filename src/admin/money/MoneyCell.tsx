import type { DefaultServerCellComponentProps } from 'payload'

import { formatMoney } from '../../domain/money.ts'
import { CellLink } from '../CellLink.tsx'

import '../admin.css'

/** An amount in a list, in its row's currency. */
export const MoneyCell = (cell: DefaultServerCellComponentProps) => {
  const { currency } = cell.rowData as { currency?: unknown }
  const amount: unknown = cell.cellData
  const isMoney = typeof amount === 'number' && Number.isSafeInteger(amount) && typeof currency === 'string'
  if (!isMoney && !cell.link) return null
  return (
    <CellLink cell={cell}>
      <span className={`cp-money-cell${amount === 0 ? ' cp-money-cell--zero' : ''}`}>
        {isMoney ? formatMoney(amount, currency, cell.i18n.language) : '–'}
      </span>
    </CellLink>
  )
}
