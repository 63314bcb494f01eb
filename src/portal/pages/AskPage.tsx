import { formOf } from '../../operations/formDraft.ts'
import type { ID, Invoice, Quote } from '../../records.ts'
import type { PortalFrame } from '../frame.ts'
import { Icon } from '../parts/Icon.tsx'
import { MessageFields, refusedDraft } from '../parts/MessageFields.tsx'
import { Shell } from '../parts/Shell.tsx'
import { SupportHours } from '../parts/SupportHours.tsx'

/** The document it was called up from. */
interface About {
  field: 'invoice' | 'quote'
  id: ID
  href: string
  /** 'About invoice INV-2026-0042'. */
  text: string
  /** What is ready in the form where something particular is asked for. */
  subject?: string
  message?: string
}

export const aboutInvoice = (
  invoice: Pick<Invoice, 'id' | 'number'> | null | undefined,
  { texts: { support }, paths }: PortalFrame,
): About | null =>
  invoice
    ? {
        field: 'invoice',
        id: invoice.id,
        href: paths.invoice(invoice.id),
        text: invoice.number ? support.about(invoice.number) : support.aboutDraft,
      }
    : null

/** `again`: the quote is over, and a new one is asked for. */
export const aboutQuote = (
  quote: Pick<Quote, 'id' | 'number'> | null | undefined,
  { texts: { support }, paths }: PortalFrame,
  again: boolean,
): About | null =>
  quote
    ? {
        field: 'quote',
        id: quote.id,
        href: paths.quote(quote.id),
        text: quote.number ? support.aboutQuote(quote.number) : support.aboutQuoteDraft,
        ...(again && quote.number
          ? { subject: support.againSubject(quote.number), message: support.againMessage(quote.number) }
          : {}),
      }
    : null

/** The form that opens a thread. */
export const AskPage = ({ frame, about }: { frame: PortalFrame; about: About | null }) => {
  const { texts, paths, api, outcome } = frame
  const words = texts.support
  const isWrong = outcome?.kind === 'failed' && outcome.code === 'no-subject'
  const draft = refusedDraft(frame, formOf(null))
  return (
    <Shell className="main-reading" frame={frame} section="support">
      <a className="back" href={about?.href ?? paths.support()}>
        <Icon name="left" />
        {about?.text ?? words.back}
      </a>
      <h1>{words.newTitle}</h1>
      <p className="lead">{words.newIntro}</p>
      <SupportHours support={frame.support} />
      <form action={api.tickets()} className="ask-form" encType="multipart/form-data" method="post">
        {about ? <input name={about.field} type="hidden" value={about.id} /> : null}
        <div className="field">
          <label htmlFor="subject">{words.subject}</label>
          <input
            aria-describedby={isWrong ? 'outcome' : undefined}
            aria-invalid={isWrong || undefined}
            autoFocus={isWrong}
            defaultValue={draft?.subject || about?.subject || about?.text}
            id="subject"
            maxLength={200}
            name="subject"
            required
            type="text"
          />
        </div>
        <MessageFields draft={draft} frame={frame} initial={about?.message} label={words.message} rows={7} />
        <div className="ask-actions">
          <button className="button button-primary" type="submit">
            {words.send}
          </button>
          <a className="quiet-link" href={about?.href ?? paths.support()}>
            {words.cancel}
          </a>
        </div>
      </form>
    </Shell>
  )
}
