import { Link } from '@payloadcms/ui'
import type { UIFieldServerProps } from 'payload'

import { hasPermission } from '../../access/staff.ts'
import { canVoid, isOpen } from '../../domain/invoiceStatus.ts'
import { formatMoney } from '../../domain/money.ts'
import type { Invoice, Payment } from '../../records.ts'
import { ApplyCredit } from '../credit/ApplyCredit.tsx'
import { creditOf } from '../credit/creditFacts.ts'
import { dayText } from '../dayText.ts'
import { DraftDefaults } from '../documentPanel/DraftDefaults.tsx'
import { FactsLine, type RelatedDocument } from '../documentPanel/FactsLine.tsx'
import { NewPanel } from '../documentPanel/NewPanel.tsx'
import { openPanel } from '../documentPanel/openPanel.ts'
import { PanelHead } from '../documentPanel/PanelHead.tsx'
import { PanelHistory } from '../documentPanel/PanelHistory.tsx'
import { PanelWarnings } from '../documentPanel/PanelWarnings.tsx'
import { mailedTo } from '../documentPanel/readTrail.ts'
import { paymentNotices, paymentState } from '../paymentPanel/paymentState.ts'
import { LiveUpdates } from '../refresh/LiveUpdates.tsx'
import { invoiceStatusText } from '../status/statusTone.ts'
import { eventEntry, mailEntry, paymentEntries, type TimelineContext } from '../timeline/entries.ts'
import { newestFirst } from '../timeline/timelineEntry.ts'
import { filled, type AdminWords } from '../words.ts'
import { InvoiceActions } from './InvoiceActions.tsx'
import type { PanelFacts } from './panelFacts.ts'
import { readPanel, type PanelRecords } from './readPanel.ts'

import '../admin.css'

const relatedOf = (records: PanelRecords, words: AdminWords): RelatedDocument[] => {
  const texts = words.ui.invoice
  return [
    { label: texts.corrects, kind: 'invoices', document: records.corrects },
    ...records.notes.map((note) => ({ label: texts.correctedBy, kind: 'invoices' as const, document: note })),
    { label: texts.revises, kind: 'invoices', document: records.revises },
    { label: texts.revisedBy, kind: 'invoices', document: records.revisedBy },
    { label: texts.fromQuote, kind: 'quotes', document: records.quote },
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

const factsOf = (
  invoice: Invoice,
  { mails }: PanelRecords,
  { words, language }: TimelineContext,
): (string | null)[] => {
  const texts = words.ui.invoice
  const issued = invoice.sentAt ? dayText(invoice.issueDate, language) : null
  const due = invoice.kind === 'invoice' ? dayText(invoice.dueDate, language) : null
  const to = invoice.sentAt ? mailedTo(mails, invoice.kind) : null
  return [
    issued && filled(texts.issuedOn, { day: issued }),
    due && filled(texts.dueOn, { day: due }),
    to && filled(texts.sentTo, { to }),
  ]
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
export const InvoicePanel = async (props: UIFieldServerProps) => {
  const opened = await openPanel('invoices', props)
  if (!opened) return null
  const { document: invoice, live, context, defaults } = opened
  const { words, language, urls, today } = context
  if (!invoice) return <NewPanel defaults={defaults} words={words} />

  const { req } = props
  const records = await readPanel(req, invoice)
  const may = {
    send: context.maySend,
    void: await hasPermission(req, 'canVoid'),
    recordPayments: await hasPermission(req, 'canRecordPayments'),
  }
  const { kind, number, status, client, currency, total, amountPaid, amountDue } = invoice
  const isIssued = Boolean(invoice.sentAt)
  const facts: PanelFacts = {
    invoice: { id: invoice.id, kind, number, status, client, currency, total, amountPaid, amountDue, isIssued },
    urls: {
      document: urls.api('invoices', invoice.id),
      client: defaults.clientUrl,
      payments: urls.api('payments'),
      page: urls.document('invoices', 'ID'),
    },
    may,
    can: { void: canVoid(invoice), recordPayment: isOpen(invoice) },
    today,
  }
  const texts = words.ui.invoice
  const isNamedAbove = !number && kind === 'invoice'
  return (
    <div className="cp-panel">
      <PanelHead
        amount={formatMoney(total, currency, language)}
        href={records.client && isNamedAbove ? urls.document('clients', records.client.id) : null}
        note={
          isOpen(invoice) && amountDue !== total ? `${texts.due} ${formatMoney(amountDue, currency, language)}` : null
        }
        status={invoiceStatusText(invoice, words)}
        title={titleOf(invoice, records, words)}
      />
      <FactsLine
        client={isNamedAbove ? null : records.client}
        facts={factsOf(invoice, records, context)}
        related={relatedOf(records, words)}
        urls={urls}
        words={words}
      />
      <InvoiceActions facts={facts} />
      <CreditOffer invoice={invoice} records={records} context={context} mayApply={may.recordPayments} />
      <LiveUpdates {...live} document={{ url: facts.urls.document, updatedAt: invoice.updatedAt }} />
      <PaymentsToWatch payments={records.payments} context={context} />
      {isIssued ? (
        <p className="cp-notice">{facts.can.void ? texts.frozen : texts.frozenNote}</p>
      ) : (
        <DraftDefaults {...defaults} />
      )}
      <PanelWarnings warnings={invoice.pdfWarnings ?? []} words={words} />
      <PanelHistory entries={historyOf(records, context)} isOpen={isIssued} views={invoice.views ?? 0} words={words} />
    </div>
  )
}
