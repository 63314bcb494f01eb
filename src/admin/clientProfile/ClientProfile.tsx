import { Button } from '@payloadcms/ui'
import type { UIFieldServerProps } from 'payload'

import { hasPermission } from '../../access/staff.ts'
import { getPortalOptions } from '../../context.ts'
import { dayInZone, formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import { documentYears } from '../../queries/sums.ts'
import { addressesIn } from '../documentPanel/addresses.ts'
import { panelContext } from '../panelContext.ts'
import { LiveUpdates } from '../refresh/LiveUpdates.tsx'
import { readLive } from '../refresh/readLive.ts'
import { eventEntry, noteEntry, paymentEntries } from '../timeline/entries.ts'
import { Timeline } from '../timeline/Timeline.tsx'
import { newestFirst } from '../timeline/timelineEntry.ts'
import { filled } from '../words.ts'
import { DownloadDocuments } from './DownloadDocuments.tsx'
import { PersonalData } from './PersonalData.tsx'
import { ProfileBalances } from './ProfileBalances.tsx'
import { ProfileLists } from './ProfileLists.tsx'
import { ProfileSessions } from './ProfileSessions.tsx'
import { ProfileTickets } from './ProfileTickets.tsx'
import { readClient, readProfile, ticketOfEvent } from './readProfile.ts'
import { ViewPortalButton } from './ViewPortalButton.tsx'
import { WriteToClient } from './WriteToClient.tsx'

import '../admin.css'

/** Everything about a client above their details: what they owe, got, paid and did. Nothing while one is created. */
export const ClientProfile = async ({ id, req, i18n }: UIFieldServerProps) => {
  if (!(await hasPermission(req, 'isStaff'))) return null
  const live = await readLive(req, id)
  const client = await readClient(req, id)
  if (!client) return null
  const now = new Date()
  const context = await panelContext(req, i18n, now)
  const { words, urls } = context
  const records = await readProfile(req, client, now)
  const url = urls.api('clients', client.id)
  const years = await documentYears({
    payload: req.payload,
    options: getPortalOptions(req.payload),
    clientId: client.id,
  })
  const texts = words.ui.client
  const timeline = newestFirst([
    ...records.events.flatMap(
      (event) =>
        eventEntry(
          event,
          context,
          event.invoice ? records.numbers.get(String(event.invoice)) : null,
          ticketOfEvent(event, records),
        ) ?? [],
    ),
    ...records.notes.map((note) => noteEntry(note, records.ticketNames.get(String(note.ticket)), context)),
    ...records.payments.flatMap((payment) => paymentEntries(payment, context, records.events)),
  ])
  const dayOf = (at: string) => formatDay(dayInZone(new Date(at), context.timeZone), i18n.language, 'medium')
  return (
    <div className="cp-panel cp-profile">
      <header className="cp-panel__head">
        <div className="cp-panel__title">
          <span className="cp-panel__number">{client.company || client.name}</span>
          <span className="cp-hint">
            {client.anonymisedAt
              ? filled(texts.anonymise.since, { day: dayOf(client.anonymisedAt) })
              : filled(texts.since, { day: dayOf(client.createdAt) })}
          </span>
        </div>
      </header>
      <LiveUpdates {...live} document={{ url, updatedAt: client.updatedAt }} />
      <ProfileBalances balances={records.balances} words={words} language={i18n.language} />
      {client.anonymisedAt ? null : (
        <>
          <div className="cp-actions">
            <Button
              el="link"
              to={urls.create('invoices', `?client=${encodeURIComponent(client.id)}`)}
              buttonStyle="primary"
              size="medium"
              margin={false}
            >
              {texts.newInvoice}
            </Button>
            <Button
              el="link"
              to={urls.create('quotes', `?client=${encodeURIComponent(client.id)}`)}
              buttonStyle="secondary"
              size="medium"
              margin={false}
            >
              {texts.newQuote}
            </Button>
            <WriteToClient
              client={{ id: client.id, name: client.name }}
              invoices={records.openInvoices.map(({ id: invoice, number, amountDue, currency }) => ({
                id: invoice,
                label: filled(words.ui.write.invoice, {
                  number: number ?? '',
                  due: formatMoney(amountDue, currency, i18n.language),
                }),
              }))}
              to={client.email}
              urls={{ open: `${urls.api('tickets')}/open`, ticketPage: urls.document('tickets', 'ID') }}
            />
            <ViewPortalButton url={`${url}/view-portal`} label={texts.viewPortal} />
          </div>
          <p className="cp-hint">{texts.viewPortalHint}</p>
        </>
      )}
      {years.length > 0 ? (
        <DownloadDocuments
          addresses={addressesIn(client)}
          clientName={client.company || client.name}
          maySend={context.maySend && !client.anonymisedAt}
          urls={{ download: `${url}/export`, send: `${url}/send-documents` }}
          years={years}
        />
      ) : null}
      <div className="cp-columns">
        <ProfileTickets client={client} records={records} context={context} />
        <ProfileLists client={client} records={records} context={context} />
        <ProfileSessions client={client} sessions={records.sessions} context={context} />
      </div>
      {(await hasPermission(req, 'canAnonymise')) ? (
        <PersonalData
          clientName={client.name}
          isAnonymised={Boolean(client.anonymisedAt)}
          urls={{ data: `${url}/data`, anonymise: `${url}/anonymise` }}
        />
      ) : null}
      <details className="cp-history">
        <summary className="cp-heading">{texts.timeline}</summary>
        <Timeline entries={timeline} words={words} />
      </details>
    </div>
  )
}
