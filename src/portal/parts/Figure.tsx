import { formatMoney } from '../../domain/money.ts'
import { Money, type MoneyProps } from './Money.tsx'

/** '1.234.567,89 €'. */
const USUAL_LENGTH = 14

/** An amount as what a page is about. One of more digits is set smaller, so that it stays whole on a phone. */
export const Figure = ({ className = '', ...money }: MoneyProps & { className?: string }) => {
  const isLong = formatMoney(money.amount, money.currency, money.locale).length > USUAL_LENGTH
  return (
    <p className={['figure', isLong && 'figure-long', className].filter(Boolean).join(' ')}>
      <Money {...money} />
    </p>
  )
}
