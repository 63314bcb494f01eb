'use client'

/** The form's place while it is fetched: its shape appears only where that takes more than a moment. */
export const PayWaiting = ({ money, text }: { money: string; text: string }) => (
  <div aria-busy="true" className="pay-waiting">
    <p className="pay-amount money">{money}</p>
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
