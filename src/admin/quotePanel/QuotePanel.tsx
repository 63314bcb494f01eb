import { Link } from '@payloadcms/ui'
import type { UIFieldServerProps } from 'payload'

import { hasPermission } from '../../access/staff.ts'
import { getPortalOptions } from '../../context.ts'
import { dayInZone, dayOf, formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import { canConvert, canMarkAccepted, canReviseQuote } from '../../domain/quoteStatus.ts'
import type { Quote } from '../../records.ts'
import { findById, readSettings } from '../../store.ts'
import { adminUrls } from '../adminUrls.ts'
import { DraftDefaults } from '../documentPanel/DraftDefaults.tsx'
import { PanelHead } from '../documentPanel/PanelHead.tsx'
import { PanelHistory } from '../documentPanel/PanelHistory.tsx'
import { PanelWarnings } from '../documentPanel/PanelWarnings.tsx'
import { instantText } from '../instantText.ts'
import { LiveUpdates } from '../refresh/LiveUpdates.tsx'
import { readLive } from '../refresh/readLive.ts'
import { quoteStatusText } from '../status/statusTone.ts'
import { eventEntry, mailEntry, type TimelineContext } from '../timeline/entries.ts'
import { newestFirst } from '../timeline/timelineEntry.ts'
import { filled, wordsOf } from '../words.ts'
import { QuoteActions } from './QuoteActions.tsx'
import type { QuoteFacts } from './quoteFacts.ts'
import { readQuotePanel, type QuoteRecords } from './readQuotePanel.ts'

import '../admin.css'

interface PartProps {
  quote: Quote
  records: QuoteRecords
  context: TimelineContext
}

const Facts = ({ quote, records, context }: PartProps) => {
  const { words, language, urls, timeZone, today } = context
  const texts = words.ui.quote
  const day = (value: string | null | undefined) => {
    const parsed = value ? dayOf(value) : null
    return parsed ? formatDay(parsed, language, 'medium') : null
  }
  const issued = quote.sentAt ? day(quote.issueDate) : null
  const until = day(quote.validUntil)
  const to = [...new Set(records.mails.filter(({ kind }) => kind === 'quote').map((mail) => mail.to))].reverse()
  const links = [
    { label: words.ui.invoice.revises, kind: 'quotes' as const, document: records.revises },
    { label: words.ui.invoice.revisedBy, kind: 'quotes' as const, document: records.revisedBy },
    { label: texts.invoice, kind: 'invoices' as const, document: records.invoice },
  ]
  return (
    <ul className="cp-facts">
      {records.client && quote.number ? (
        <li>
          <Link href={urls.document('clients', records.client.id)} prefetch={false}>
            {records.client.company || records.client.name}
          </Link>
        </li>
      ) : null}
      {issued ? <li>{filled(words.ui.invoice.issuedOn, { day: issued })}</li> : null}
      {until ? <li>{filled(texts.validUntil, { day: until })}</li> : null}
      {quote.sentAt && to.length > 0 ? <li>{filled(words.ui.invoice.sentTo, { to: to.join(', ') })}</li> : null}
      {quote.acceptedAt ? (
        <li>
          {filled(quote.acceptedVia === 'staff' ? texts.acceptedByMouth : texts.acceptedBy, {
            name: quote.acceptedName ?? '',
            when: instantText(quote.acceptedAt, language, timeZone, today),
          })}
        </li>
      ) : null}
      {links.map(({ label, kind, document }) =>
        document ? (
          <li key={label}>
            {label}{' '}
            <Link href={urls.document(kind, document.id)} prefetch={false}>
              {document.number ?? words.ui.invoice.draftLink}
            </Link>
          </li>
        ) : null,
      )}
    </ul>
  )
}

/** What was kept of the acceptance, for the day somebody asks. */
const Evidence = ({ quote, context: { words } }: Pick<PartProps, 'quote' | 'context'>) => {
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
export const QuotePanel = async ({ id, req, i18n }: UIFieldServerProps) => {
  if (!(await hasPermission(req, 'isStaff'))) return null
  const urls = adminUrls(getPortalOptions(req.payload))
  const words = wordsOf(i18n)
  const { language } = i18n
  const settings = await readSettings(req)
  const clientUrl = urls.api('clients', 'ID')
  const defaults = {
    currency: settings.currency,
    clientUrl,
    hasNumericIds: req.payload.db.defaultIDType === 'number',
  }
  const known = id === undefined ? null : await findById(req, 'quotes', id)
  const live = await readLive(req, known?.client)
  const quote = known && (await findById(req, 'quotes', known.id))
  if (!quote) {
    return (
      <div className="cp-panel cp-panel--new">
        <DraftDefaults {...defaults} />
        <p className="cp-hint">{words.ui.invoice.newHint}</p>
      </div>
    )
  }
  const records = await readQuotePanel(req, quote)
  const { timeZone } = settings
  const may = { send: await hasPermission(req, 'canSend') }
  const isIssued = Boolean(quote.sentAt)
  const facts: QuoteFacts = {
    quote: { id: quote.id, number: quote.number ?? null, status: quote.status, isIssued },
    urls: {
      document: urls.api('quotes', quote.id),
      client: clientUrl,
      page: urls.document('quotes', 'ID'),
      invoicePage: urls.document('invoices', 'ID'),
    },
    may,
    can: {
      sendAgain: !quote.revisedBy,
      revise: canReviseQuote(quote),
      markAccepted: canMarkAccepted(quote),
      convert: canConvert(quote),
    },
  }
  const today = dayInZone(new Date(), timeZone)
  const context: TimelineContext = { words, language, timeZone, today, urls, maySend: may.send }
  const history = newestFirst([
    ...records.events.flatMap((event) => eventEntry(event, context) ?? []),
    ...records.mails.map((mail) => mailEntry(mail, context)),
  ])
  const name = records.client?.company || records.client?.name
  const notice = noticeOf(quote, context)
  return (
    <div className="cp-panel">
      <PanelHead
        amount={formatMoney(quote.total, quote.currency, language)}
        href={!quote.number && records.client ? urls.document('clients', records.client.id) : null}
        status={quoteStatusText(quote, words)}
        title={quote.number ?? name ?? words.ui.invoice.draftTitle}
      />
      <Facts quote={quote} records={records} context={context} />
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
