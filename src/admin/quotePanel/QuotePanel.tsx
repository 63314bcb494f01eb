import type { UIFieldServerProps } from 'payload'

import { formatMoney } from '../../domain/money.ts'
import { canConvert, canMarkAccepted, canReviseQuote } from '../../domain/quoteStatus.ts'
import type { Quote } from '../../records.ts'
import { dayText } from '../dayText.ts'
import { DraftDefaults } from '../documentPanel/DraftDefaults.tsx'
import { FactsLine } from '../documentPanel/FactsLine.tsx'
import { NewPanel } from '../documentPanel/NewPanel.tsx'
import { openPanel } from '../documentPanel/openPanel.ts'
import { PanelHead } from '../documentPanel/PanelHead.tsx'
import { PanelHistory } from '../documentPanel/PanelHistory.tsx'
import { PanelWarnings } from '../documentPanel/PanelWarnings.tsx'
import { mailedTo } from '../documentPanel/readTrail.ts'
import { instantText } from '../instantText.ts'
import { LiveUpdates } from '../refresh/LiveUpdates.tsx'
import { quoteStatusText } from '../status/statusTone.ts'
import { eventEntry, mailEntry, type TimelineContext } from '../timeline/entries.ts'
import { newestFirst } from '../timeline/timelineEntry.ts'
import { filled } from '../words.ts'
import { QuoteActions } from './QuoteActions.tsx'
import type { QuoteFacts } from './quoteFacts.ts'
import { readQuotePanel, type QuoteRecords } from './readQuotePanel.ts'

import '../admin.css'

/** Who accepted it and when, also where staff heard it on the phone. */
const acceptedOf = (quote: Quote, { words, language, timeZone, today }: TimelineContext): string | null => {
  const texts = words.ui.quote
  if (!quote.acceptedAt) return null
  return filled(quote.acceptedVia === 'staff' ? texts.acceptedByMouth : texts.acceptedBy, {
    name: quote.acceptedName ?? '',
    when: instantText(quote.acceptedAt, language, timeZone, today),
  })
}

const factsOf = (quote: Quote, { mails }: QuoteRecords, context: TimelineContext): (string | null)[] => {
  const { words, language } = context
  const issued = quote.sentAt ? dayText(quote.issueDate, language) : null
  const until = dayText(quote.validUntil, language)
  const to = quote.sentAt ? mailedTo(mails, 'quote') : null
  return [
    issued && filled(words.ui.invoice.issuedOn, { day: issued }),
    until && filled(words.ui.quote.validUntil, { day: until }),
    to && filled(words.ui.invoice.sentTo, { to }),
    acceptedOf(quote, context),
  ]
}

/** What was kept of the acceptance, for the day somebody asks. */
const Evidence = ({ quote, context: { words } }: { quote: Quote; context: TimelineContext }) => {
  const texts = words.ui.quote.evidence
  const facts: [string, string | null | undefined][] = [
    [texts.email, quote.acceptedEmail],
    [texts.ip, quote.acceptedIp],
    [texts.browser, quote.acceptedUserAgent],
    [texts.hash, quote.acceptedHash],
  ]
  if (!quote.acceptedAt) return null
  return (
    <details className="cp-history">
      <summary className="cp-heading">{texts.title}</summary>
      <dl className="cp-evidence">
        {facts.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </details>
  )
}

/** What a reader has to know before anything else, if anything. */
const noticeOf = (quote: Quote, { words }: TimelineContext): string | null => {
  const texts = words.ui.quote
  if (!quote.sentAt) return null
  if (quote.conversion) return quote.conversion === 'send' ? texts.willBeSent : texts.willBeDraft
  if (quote.status === 'declined') return quote.declineReason || texts.declinedPlain
  if (canReviseQuote(quote)) return texts.frozen
  return quote.revisedBy ? texts.superseded : null
}

/** What stands above a quote's form: where it is, what can be done with it, and what happened to it. */
export const QuotePanel = async (props: UIFieldServerProps) => {
  const opened = await openPanel('quotes', props)
  if (!opened) return null
  const { document: quote, live, context, defaults } = opened
  const { words, language, urls } = context
  if (!quote) return <NewPanel defaults={defaults} words={words} />

  const records = await readQuotePanel(props.req, quote)
  const isIssued = Boolean(quote.sentAt)
  const facts: QuoteFacts = {
    quote: { id: quote.id, number: quote.number ?? null, status: quote.status, isIssued },
    urls: {
      document: urls.api('quotes', quote.id),
      client: defaults.clientUrl,
      page: urls.document('quotes', 'ID'),
      invoicePage: urls.document('invoices', 'ID'),
    },
    may: { send: context.maySend },
    can: {
      sendAgain: !quote.revisedBy,
      revise: canReviseQuote(quote),
      markAccepted: canMarkAccepted(quote),
      convert: canConvert(quote),
    },
  }
  const history = newestFirst([
    ...records.events.flatMap((event) => eventEntry(event, context) ?? []),
    ...records.mails.map((mail) => mailEntry(mail, context)),
  ])
  const { client } = records
  const notice = noticeOf(quote, context)
  return (
    <div className="cp-panel">
      <PanelHead
        amount={formatMoney(quote.total, quote.currency, language)}
        href={client && !quote.number ? urls.document('clients', client.id) : null}
        status={quoteStatusText(quote, words)}
        title={quote.number ?? (client?.company || client?.name) ?? words.ui.invoice.draftTitle}
      />
      <FactsLine
        client={quote.number ? client : null}
        facts={factsOf(quote, records, context)}
        related={[
          { label: words.ui.invoice.revises, kind: 'quotes', document: records.revises },
          { label: words.ui.invoice.revisedBy, kind: 'quotes', document: records.revisedBy },
          { label: words.ui.quote.invoice, kind: 'invoices', document: records.invoice },
        ]}
        urls={urls}
        words={words}
      />
      <QuoteActions facts={facts} />
      <LiveUpdates {...live} document={{ url: facts.urls.document, updatedAt: quote.updatedAt }} />
      {isIssued ? null : <DraftDefaults {...defaults} />}
      {notice ? <p className="cp-notice">{notice}</p> : null}
      <PanelWarnings warnings={quote.pdfWarnings ?? []} words={words} />
      <Evidence quote={quote} context={context} />
      <PanelHistory entries={history} isOpen={isIssued} views={quote.views ?? 0} words={words} />
    </div>
  )
}
