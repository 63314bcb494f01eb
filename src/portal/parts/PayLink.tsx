import type { InvoiceSummary } from '../../queries/invoiceSummary.ts'
import type { PortalFrame } from '../frame.ts'
import { PAY_ATTRIBUTE, payTarget } from '../pay/payTarget.ts'

type Doc = Parameters<typeof payTarget>[0]

/**
 * *Pay now*: a link to the invoice, which the payment window takes over where scripts run. Nothing where there is
 * nothing to pay; still there, but dead, for staff who look at the portal as a client.
 */
export const PayLink = ({
  doc,
  frame,
  look = 'primary',
}: {
  doc: Doc | InvoiceSummary
  frame: PortalFrame
  look?: 'primary' | 'small'
}) => {
  const target = payTarget(doc, frame)
  if (!target) return null
  const words = frame.texts.pay
  const className = look === 'primary' ? 'button button-primary pay-now' : 'button button-small pay-now'
  // In a list every link says what it pays; on the invoice's own page that goes without saying.
  const label = look === 'small' ? words.nowLabel(target.number) : undefined
  if (frame.viewer?.readOnly) {
    return (
      <span className="pay-dead">
        <button aria-label={label} className={className} disabled title={words.onlyClient} type="button">
          {words.now}
        </button>
        <span className={look === 'small' ? 'visually-hidden' : 'pay-why'}>{words.onlyClient}</span>
      </span>
    )
  }
  return (
    <a
      aria-haspopup="dialog"
      aria-label={label}
      className={className}
      href={`${target.page}?pay=1`}
      {...{ [PAY_ATTRIBUTE]: JSON.stringify(target) }}
    >
      {words.now}
    </a>
  )
}
