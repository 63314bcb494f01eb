import { codeSquares } from '../../documents/codeSquares.ts'
import { formatMoney } from '../../domain/money.ts'
import { groupedIban, transferCode } from '../../domain/transferCode.ts'
import type { Invoice } from '../../records.ts'
import type { PortalFrame } from '../frame.ts'

/** What a banking app reads from the screen; on white whatever the scheme, since scanners want dark on light. */
const TransferCode = ({ code, label }: { code: string; label: string }) => {
  const { path, size } = codeSquares(code)
  // Four squares of quiet around it, as the standard asks for.
  return (
    <svg aria-label={label} className="transfer-code" role="img" viewBox={`-4 -4 ${size + 8} ${size + 8}`}>
      <path d={`M-4 -4h${size + 8}v${size + 8}h-${size + 8}z`} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}

/** How to pay by transfer: in full where that is the way, folded beside *Pay now*. */
export const BankTransfer = ({ invoice, frame, isOpen }: { invoice: Invoice; frame: PortalFrame; isOpen: boolean }) => {
  const { texts, locale, payments } = frame
  const words = texts.pay
  const seller = invoice.snapshot?.seller
  const iban = seller?.bank?.iban?.trim()
  if (!seller || !iban) return null
  const number = invoice.number ?? ''
  const holder = seller.bank?.holder?.trim() || seller.legalName?.trim() || seller.name
  const bic = seller.bank?.bic?.trim()
  const { amountDue: amountMinor, currency } = invoice
  const code = transferCode({ holder, iban, bic, amountMinor, currency, reference: number })
  const facts: [string, string | undefined][] = [
    [words.holder, holder],
    [words.iban, groupedIban(iban)],
    [words.bic, bic],
    [words.reference, number],
    [words.amount, formatMoney(amountMinor, currency, locale)],
  ]
  const details = (
    <>
      <p className="quiet">{words.transferText}</p>
      <dl className="transfer-facts">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="tabular">{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {code ? (
        <div className="transfer-scan">
          <TransferCode code={code} label={words.code} />
          <p className="quiet">{words.codeText}</p>
        </div>
      ) : null}
    </>
  )
  if (!payments) {
    return (
      <div className="side-pay">
        <h2 className="side-title">{words.howToPay}</h2>
        {details}
      </div>
    )
  }
  return (
    <details className="side-pay" open={isOpen}>
      <summary className="side-title">{words.byTransfer}</summary>
      {details}
    </details>
  )
}
