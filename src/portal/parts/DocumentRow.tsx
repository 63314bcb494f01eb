import type { InvoiceSummary } from '../../queries/invoiceSummary.ts'
import type { PortalFrame } from '../frame.ts'
import { stateInWords } from '../stateInWords.ts'
import { Money } from './Money.tsx'
import { PayLink } from './PayLink.tsx'
import { StateWords } from './StatePill.tsx'

/** A document in a short list: number and state at the left, the amount at the right, all of it one link; *Pay now* beside it where it is to be paid. */
export const DocumentRow = ({
  doc,
  frame,
  owed = false,
}: {
  doc: InvoiceSummary
  frame: PortalFrame
  owed?: boolean
}) => {
  const state = stateInWords(doc, frame)
  return (
    <li className="row">
      <a className="row-link" href={frame.paths.invoice(doc.id)}>
        <span className="row-name">{doc.number ?? frame.texts.unnumbered}</span>
      </a>
      <span className="row-state">
        <StateWords state={state} />
      </span>
      <span className={`row-amount${doc.status === 'void' ? ' struck' : ''}`}>
        <Money
          amount={owed ? doc.amountDue : doc.total}
          currency={doc.currency}
          locale={frame.locale}
          negative={doc.kind === 'credit-note'}
        />
      </span>
      <PayLink doc={doc} frame={frame} look="small" />
    </li>
  )
}
