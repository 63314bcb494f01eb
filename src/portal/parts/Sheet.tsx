import { dayOf, formatDay } from '../../domain/days.ts'
import type { Line } from '../../records.ts'
import { documentTexts } from '../../translations/documentTexts.ts'
import type { PortalFrame, PortalTexts } from '../frame.ts'
import { formatNumber } from '../formatNumber.ts'
import type { SheetModel } from '../sheetModel.ts'
import { Money } from './Money.tsx'

export interface SheetProps {
  sheet: SheetModel
  /** In the document's language. */
  texts: PortalTexts
  frame: Pick<PortalFrame, 'api'>
}

type Part = Omit<SheetProps, 'frame'>

/** An address as people wrote it, line by line. */
const Lines = ({ text }: { text: string | null | undefined }) =>
  text ? <span className="pre-line">{text.trim()}</span> : null

const Facts = ({ sheet, texts }: Part) => {
  const words = texts.sheet
  const day = (value: string | null) => {
    const known = value ? dayOf(value) : null
    return known ? formatDay(known, sheet.locale, 'long') : null
  }
  const correctsDay = sheet.corrects ? day(sheet.corrects.issueDate) : null
  const facts: [string, string | null][] = [
    [words.issueDate, day(sheet.issueDate)],
    [words.supplyDate, day(sheet.supplyDate)],
    [words.dueDate, sheet.kind === 'invoice' ? day(sheet.dueDate) : null],
    [words.validUntil, sheet.kind === 'quote' ? day(sheet.validUntil) : null],
    [words.reference, sheet.reference],
    [words.corrects, sheet.corrects ? words.correctsValue(sheet.corrects.number, correctsDay ?? '') : null],
    [words.reason, sheet.reason],
  ]
  return (
    <dl className="sheet-facts">
      {facts.map(([label, value]) =>
        value ? (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

const SheetLine = ({ line, sheet, texts }: Part & { line: Line }) => {
  const { locale, currency } = sheet
  const rate = texts.sheet.taxShort[line.taxCategory ?? 'standard']
  return (
    <tr>
      <th scope="row">
        <span className="pre-line">{line.description}</span>
        {line.discountPercent ? (
          <span className="sheet-sub">{texts.sheet.lineDiscount(formatNumber(line.discountPercent, locale))}</span>
        ) : null}
        <span className="sheet-calculation">
          {formatNumber(line.quantity, locale)} × <Money amount={line.unitPrice} currency={currency} locale={locale} />
        </span>
      </th>
      <td className="numeric sheet-wide">{formatNumber(line.quantity, locale)}</td>
      <td className="numeric sheet-wide">
        <Money amount={line.unitPrice} currency={currency} locale={locale} />
      </td>
      <td className="numeric sheet-wide">{rate(formatNumber(line.taxRate ?? 0, locale))}</td>
      <td className="numeric">
        {typeof line.amount === 'number' ? <Money amount={line.amount} currency={currency} locale={locale} /> : null}
      </td>
    </tr>
  )
}

const SheetTotals = ({ sheet, texts }: Part) => {
  const { locale, currency } = sheet
  const words = texts.sheet
  const money = (amount: number) => <Money amount={amount} currency={currency} locale={locale} />
  const percent = (value: number | null) => (value ? formatNumber(value, locale) : '')
  return (
    <dl className="sheet-totals">
      <div>
        <dt>{words.subtotal}</dt>
        <dd>{money(sheet.subtotal)}</dd>
      </div>
      {sheet.discountTotal ? (
        <div>
          <dt>{words.discount(percent(sheet.discountPercent))}</dt>
          <dd>{money(-sheet.discountTotal)}</dd>
        </div>
      ) : null}
      {sheet.taxes.map((tax) => (
        <div key={`${tax.category}-${tax.rate}`}>
          <dt>
            {words.taxCategories[tax.category](formatNumber(tax.rate, locale))}{' '}
            <span className="sheet-base">({money(tax.base)})</span>
            {tax.reason ? <span className="sheet-sub">{tax.reason}</span> : null}
          </dt>
          <dd>{money(tax.amount)}</dd>
        </div>
      ))}
      {sheet.withholding ? (
        <div>
          <dt>{words.withholding(percent(sheet.withholdingPercent))}</dt>
          <dd>{money(-sheet.withholding)}</dd>
        </div>
      ) : null}
      <div className="sheet-total">
        <dt>{words.total}</dt>
        <dd>{money(sheet.total)}</dd>
      </div>
    </dl>
  )
}

const Bank = ({ sheet, texts }: Part) => {
  const bank = sheet.seller.bank
  if (!bank?.iban || sheet.isDraft || sheet.kind !== 'invoice') return null
  const words = texts.sheet
  return (
    <section className="sheet-block">
      <h2>{words.bank}</h2>
      <dl className="sheet-facts">
        {bank.holder ? (
          <div>
            <dt>{words.holder}</dt>
            <dd>{bank.holder}</dd>
          </div>
        ) : null}
        <div>
          <dt>{words.iban}</dt>
          <dd className="tabular">{bank.iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ')}</dd>
        </div>
        {bank.bic ? (
          <div>
            <dt>{words.bic}</dt>
            <dd className="tabular">{bank.bic}</dd>
          </div>
        ) : null}
      </dl>
    </section>
  )
}

/** The document itself, in its own language: what the PDF says, readable on a phone. */
export const Sheet = ({ sheet, texts, frame }: SheetProps) => {
  const words = texts.sheet
  const { seller, client } = sheet
  const kind = sheet.isDraft ? texts.kinds.draft : texts.kinds[sheet.kind]
  return (
    <article className="sheet" lang={sheet.locale}>
      <header className="sheet-head">
        <div className="sheet-seller">
          {seller.logo === null || seller.logo === undefined ? (
            <strong className="sheet-name">{seller.name}</strong>
          ) : (
            <img alt={seller.name} className="sheet-logo" src={frame.api.logo(seller.logo)} />
          )}
        </div>
        <div className="sheet-title">
          <p className="sheet-kind">{kind}</p>
          {sheet.number ? <p className="sheet-number">{sheet.number}</p> : null}
        </div>
      </header>
      <div className="sheet-parties">
        <section>
          <h2>{sheet.kind === 'quote' ? documentTexts(sheet.locale).quotedTo : words.to}</h2>
          <p>
            <strong>{client.company || client.name}</strong>
            {client.company && client.company !== client.name ? <span className="pre-line">{client.name}</span> : null}
            <Lines text={client.address} />
            {client.taxId ? (
              <span className="pre-line">
                {words.taxId} {client.taxId}
              </span>
            ) : null}
          </p>
        </section>
        <section>
          <h2>{words.from}</h2>
          <p>
            <strong>{seller.legalName || seller.name}</strong>
            <Lines text={seller.address} />
            {seller.taxId ? (
              <span className="pre-line">
                {words.taxId} {seller.taxId}
              </span>
            ) : null}
          </p>
        </section>
        <Facts sheet={sheet} texts={texts} />
      </div>
      <table className="sheet-lines">
        <caption className="visually-hidden">{words.description}</caption>
        <thead>
          <tr>
            <th scope="col">{words.description}</th>
            <th className="numeric sheet-wide" scope="col">
              {words.quantity}
            </th>
            <th className="numeric sheet-wide" scope="col">
              {words.unitPrice}
            </th>
            <th className="numeric sheet-wide" scope="col">
              {words.tax}
            </th>
            <th className="numeric" scope="col">
              {words.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {sheet.lines.map((line, index) => (
            <SheetLine key={line.id ?? index} line={line} sheet={sheet} texts={texts} />
          ))}
        </tbody>
      </table>
      <SheetTotals sheet={sheet} texts={texts} />
      {sheet.notes ? (
        <section className="sheet-block">
          <h2>{words.notes}</h2>
          <p className="pre-line">{sheet.notes}</p>
        </section>
      ) : null}
      <Bank sheet={sheet} texts={texts} />
      {seller.footer ? <p className="sheet-footer pre-line">{seller.footer}</p> : null}
    </article>
  )
}
