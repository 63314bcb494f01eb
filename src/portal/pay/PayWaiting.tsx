'use client'
import { Money, type MoneyProps } from '../parts/Money.tsx'

/** The form's place while it is fetched: its shape appears only where that takes more than a moment. */
export const PayWaiting = ({ money, text }: { money: MoneyProps; text: string }) => (
  <div aria-busy="true" className="pay-waiting">
    <p className="pay-amount">
      <Money {...money} />
    </p>
    <p className="visually-hidden" role="status">
      {text}
    </p>
    <div aria-hidden="true" className="pay-skeleton">
      <span />
      <span />
      <span />
    </div>
  </div>
)
