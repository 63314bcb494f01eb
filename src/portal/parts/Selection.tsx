import type { InvoiceFilter, InvoiceList } from '../../queries/invoiceList.ts'
import { filterFields } from '../../queries/listQuery.ts'
import { formatNumber } from '../formatNumber.ts'
import type { PortalFrame } from '../frame.ts'
import { EXPORT_FORM } from './exportForm.ts'
import { Icon } from './Icon.tsx'
import { SelectionCount } from './SelectionCount.tsx'

interface SelectionProps {
  frame: PortalFrame
  filter: InvoiceFilter
  list: Pick<InvoiceList, 'downloadable' | 'sums'>
}

/** One box for everything that the filters leave, also beyond this page. */
export const SelectAll = ({ frame, list, isChosen }: Omit<SelectionProps, 'filter'> & { isChosen?: boolean }) => {
  const words = frame.texts.invoices.selection
  return (
    <label className="select-all">
      <input
        className="check"
        data-all
        defaultChecked={isChosen}
        form={EXPORT_FORM}
        name="matching"
        type="checkbox"
        value="1"
      />
      {words.all}
      <span className="visually-hidden">
        {words.matching(list.downloadable, formatNumber(list.downloadable, frame.locale))}
      </span>
    </label>
  )
}

interface SelectOneProps {
  frame: PortalFrame
  doc: InvoiceList['docs'][number]
  isChosen?: boolean
}

/** The box of one document. */
export const SelectOne = ({ frame, doc, isChosen }: SelectOneProps) => (
  <label className="select-one">
    <input
      className="check"
      data-currency={doc.currency}
      data-total={doc.kind === 'credit-note' ? -doc.total : doc.total}
      defaultChecked={isChosen}
      form={EXPORT_FORM}
      name="invoice"
      type="checkbox"
      value={doc.id}
    />
    <span className="visually-hidden">{frame.texts.invoices.selection.one(doc.number ?? '')}</span>
  </label>
)

/**
 * What is chosen, and the button that downloads it. Rises while something is chosen, which style sheets can tell by
 * themselves; only the count and the total need a script.
 */
export const SelectionBar = ({ frame, filter, list }: SelectionProps) => {
  const { texts, api, locale } = frame
  const words = texts.invoices.selection
  return (
    <form action={api.export()} className="selection" data-download id={EXPORT_FORM} method="post">
      {filterFields(filter).map(([name, value]) => (
        <input key={name} name={name} type="hidden" value={value} />
      ))}
      <div className="selection-inner">
        <SelectionCount
          all={{ count: list.downloadable, sums: list.sums.map(({ currency, total }) => ({ currency, total })) }}
          locale={locale}
          words={{
            some: words.some,
            one: words.chosen(1, '1'),
            other: words.chosen(2, '{n}'),
            matching: words.matching(list.downloadable, formatNumber(list.downloadable, locale)),
            started: words.started,
          }}
        />
        <div className="selection-actions">
          <button className="link-button" type="reset">
            {words.clear}
          </button>
          <button className="button button-primary" type="submit">
            <Icon name="download" />
            {words.download}
          </button>
        </div>
      </div>
    </form>
  )
}
