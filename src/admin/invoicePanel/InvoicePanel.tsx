import { Link } from '@payloadcms/ui'
import type { UIFieldServerProps } from 'payload'

import { hasPermission } from '../../access/staff.ts'
import { getPortalOptions } from '../../context.ts'
import { dayInZone, dayOf, formatDay } from '../../domain/days.ts'
import { canVoid, isOpen } from '../../domain/invoiceStatus.ts'
import { formatMoney } from '../../domain/money.ts'
import type { Invoice, Payment } from '../../records.ts'
import { findById, readSettings } from '../../store.ts'
import { adminUrls, type AdminUrls } from '../adminUrls.ts'
import { PanelHead } from '../documentPanel/PanelHead.tsx'
import { PanelHistory } from '../documentPanel/PanelHistory.tsx'
import { PanelWarnings } from '../documentPanel/PanelWarnings.tsx'
import { invoiceStatusText } from '../status/statusTone.ts'
import { eventEntry, mailEntry, paymentEntries, type TimelineContext } from '../timeline/entries.ts'
import { newestFirst } from '../timeline/timelineEntry.ts'
import { filled, wordsOf, type AdminWords } from '../words.ts'
import { DraftDefaults } from '../documentPanel/DraftDefaults.tsx'
import { InvoiceActions } from './InvoiceActions.tsx'
import type { PanelFacts } from './panelFacts.ts'
import { ApplyCredit } from '../credit/ApplyCredit.tsx'
import { creditOf } from '../credit/creditFacts.ts'
import { paymentNotices, paymentState } from '../paymentPanel/paymentState.ts'
import { LiveUpdates } from '../refresh/LiveUpdates.tsx'
import { readLive } from '../refresh/readLive.ts'
import { readPanel, type PanelRecords } from './readPanel.ts'

import '../admin.css'

const related = (records: PanelRecords, words: AdminWords) => {
  const texts = words.ui.invoice
  const one = (
    label: string,
    document: Pick<Invoice, 'id' | 'number'> | null,
    kind: 'invoices' | 'quotes' = 'invoices',
  ) => (document ? [{ label, kind, id: document.id, name: document.number ?? texts.draftLink }] : [])
  return [
    ...one(texts.corrects, records.corrects),
    ...records.notes.flatMap((note) => one(texts.correctedBy, note)),
    ...one(texts.revises, records.revises),
    ...one(texts.revisedBy, records.revisedBy),
    ...one(texts.fromQuote, records.quote, 'quotes'),
  ]
}

const historyOf = (records: PanelRecords, context: TimelineContext) =>
  newestFirst([
    ...records.events.flatMap((event) => eventEntry(event, context) ?? []),
    ...records.payments.flatMap((payment) => paymentEntries(payment, context, records.events)),
    ...records.mails.map((mail) => mailEntry(mail, context)),
  ])

/** The number; a draft, which has none yet, is known by whom it is for. */
const titleOf = ({ kind, number }: Invoice, { client }: PanelRecords, words: AdminWords) =>
  number ??
  (kind === 'credit-note'
    ? words.ui.invoice.creditNoteDraft
    : ((client?.company || client?.name) ?? words.ui.invoice.draftTitle))

const Facts = ({
  invoice,
  records,
  words,
  language,
  urls,
}: {
  invoice: Invoice
  records: PanelRecords
  words: AdminWords
  language: string
  urls: AdminUrls
}) => {
  const day = (value: string | null | undefined) => {
    const parsed = value ? dayOf(value) : null
    return parsed ? formatDay(parsed, language, 'medium') : null
  }
  const texts = words.ui.invoice
  const issued = invoice.sentAt ? day(invoice.issueDate) : null
  const due = invoice.kind === 'invoice' ? day(invoice.dueDate) : null
  const to = [...new Set(records.mails.filter(({ kind }) => kind === invoice.kind).map((mail) => mail.to))].reverse()
  return (
    <ul className="cp-facts">
      {records.client && (invoice.number || invoice.kind === 'credit-note') ? (
        <li>
          <Link href={urls.document('clients', records.client.id)} prefetch={false}>
            {records.client.company || records.client.name}
          </Link>
        </li>
      ) : null}
      {issued ? <li>{filled(texts.issuedOn, { day: issued })}</li> : null}
      {due ? <li>{filled(texts.dueOn, { day: due })}</li> : null}
      {invoice.sentAt && to.length > 0 ? <li>{filled(texts.sentTo, { to: to.join(', ') })}</li> : null}
      {related(records, words).map(({ label, kind, id, name }) => (
        <li key={`${label}-${id}`}>
          {label}{' '}
          <Link href={urls.document(kind, id)} prefetch={false}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The client's credit, where this invoice could get it. */
const CreditOffer = ({
  invoice,
  records,
  context,
  mayApply,
}: {
  invoice: Invoice
  records: PanelRecords
  context: TimelineContext
  mayApply: boolean
}) => {
  const { words, language, urls } = context
  const { credit: sources, client } = records
  if (sources.length === 0) return null
  return (
    <div className="cp-offer">
      <span>
        {filled(words.ui.credit.available, { amount: formatMoney(creditOf({ sources }), invoice.currency, language) })}
      </span>
      {mayApply ? (
        <ApplyCredit
          label={words.ui.credit.apply}
          facts={{
            client: (client?.company || client?.name) ?? '',
            currency: invoice.currency,
            sources,
            invoices: [{ id: invoice.id, number: invoice.number ?? '', amountDue: invoice.amountDue }],
            payments: urls.api('payments'),
          }}
        />
      ) : null}
    </div>
  )
}

/** Payments somebody has to know of before doing anything: money still on its way, and what a bank questions. */
const PaymentsToWatch = ({ payments, context }: { payments: Payment[]; context: TimelineContext }) => {
  const { urls } = context
  return payments.flatMap((payment) => {
    const isOnItsWay = payment.status === 'processing'
    const isQuestioned = payment.disputeStatus === 'open' || payment.disputeStatus === 'inquiry'
    if (!isOnItsWay && !isQuestioned) return []
    const text = isOnItsWay ? paymentState(payment, context) : (paymentNotices(payment, context)[0]?.text ?? '')
    return [
      <p key={payment.id} className={`cp-notice${isQuestioned ? ' cp-notice--late' : ''}`} role="note">
        <Link href={urls.document('payments', payment.id)} prefetch={false}>
          {text}
        </Link>
      </p>,
    ]
  })
}

/** What stands above a document's form: where it is, what can be done with it, and what happened to it. */
export const InvoicePanel = async ({ id, req, i18n }: UIFieldServerProps) => {
  if (!(await hasPermission(req, 'isStaff'))) return null
  const options = getPortalOptions(req.payload)
  const urls = adminUrls(options)
  const words = wordsOf(i18n)
  const { language } = i18n
  const settings = await readSettings(req)
  const clientUrl = urls.api('clients', 'ID')
  const defaults = {
    currency: settings.currency,
    clientUrl,
    hasNumericIds: req.payload.db.defaultIDType === 'number',
  }
  const known = id === undefined ? null : await findById(req, 'invoices', id)
  const live = await readLive(req, known?.client)
  const invoice = known && (await findById(req, 'invoices', known.id))
  if (!invoice) {
    return (
      <div className="cp-panel cp-panel--new">
        <DraftDefaults {...defaults} />
        <p className="cp-hint">{words.ui.invoice.newHint}</p>
      </div>
    )
  }

  const records = await readPanel(req, invoice)
  const today = dayInZone(new Date(), settings.timeZone)
  const may = {
    send: await hasPermission(req, 'canSend'),
    void: await hasPermission(req, 'canVoid'),
    recordPayments: await hasPermission(req, 'canRecordPayments'),
  }
  const { kind, number, status, client, currency, total, amountPaid, amountDue } = invoice
  const isIssued = Boolean(invoice.sentAt)
  const facts: PanelFacts = {
    invoice: { id: invoice.id, kind, number, status, client, currency, total, amountPaid, amountDue, isIssued },
    urls: {
      document: urls.api('invoices', invoice.id),
      client: clientUrl,
      payments: urls.api('payments'),
      page: urls.document('invoices', 'ID'),
    },
    may,
    can: { void: canVoid(invoice), recordPayment: isOpen(invoice) },
    today,
  }
  const context: TimelineContext = { words, language, timeZone: settings.timeZone, today, urls, maySend: may.send }
  const history = historyOf(records, context)
  const texts = words.ui
  return (
    <div className="cp-panel">
      <PanelHead
        amount={formatMoney(total, currency, language)}
        href={records.client && !number && kind === 'invoice' ? urls.document('clients', records.client.id) : null}
        note={
          isOpen(invoice) && amountDue !== total
            ? `${texts.invoice.due} ${formatMoney(amountDue, currency, language)}`
            : null
        }
        status={invoiceStatusText(invoice, words)}
        title={titleOf(invoice, records, words)}
      />
      <Facts invoice={invoice} records={records} words={words} language={language} urls={urls} />
      <InvoiceActions facts={facts} />
      <CreditOffer invoice={invoice} records={records} context={context} mayApply={may.recordPayments} />
      <LiveUpdates {...live} document={{ url: facts.urls.document, updatedAt: invoice.updatedAt }} />
      <PaymentsToWatch payments={records.payments} context={context} />
      {isIssued ? (
        <p className="cp-notice">{facts.can.void ? texts.invoice.frozen : texts.invoice.frozenNote}</p>
      ) : (
        <DraftDefaults {...defaults} />
      )}
      <PanelWarnings warnings={invoice.pdfWarnings ?? []} words={words} />
      <PanelHistory entries={history} isOpen={isIssued} views={invoice.views ?? 0} words={words} />
    </div>
  )
}
