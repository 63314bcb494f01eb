'use client'
import { Button, Link, toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect, useId, useState } from 'react'

import type { ID, Ticket } from '../../records.ts'
import { useDeed } from '../dialog/useDeed.ts'
import { readFrom } from '../postTo.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'
import type { ClientChoice } from './clientChoice.ts'
import { ClientSearch } from './ClientSearch.tsx'

interface AssignMailProps {
  /** `/api/emails/:id` */
  url: string
  /** The one sender; null where the mail names none or several. */
  address: string | null
  suggested: ClientChoice[]
  urls: { clients: string; tickets: string; newClient: string; ticketPage: string }
}

const TICKETS = 50

const ticketsQuery = (ticketsUrl: string, client: ID): string => {
  const query = new URLSearchParams({
    depth: '0',
    limit: String(TICKETS),
    sort: '-lastAt',
    'where[client][equals]': String(client),
  })
  for (const field of ['reference', 'subject', 'status']) query.set(`select[${field}]`, 'true')
  return `${ticketsUrl}?${query.toString()}`
}

/** Says whose a mail is: a client, one of their tickets or a new one, and whether the sender is one of them from now on. */
export const AssignMail = ({ url, address, suggested, urls }: AssignMailProps) => {
  const { words } = useWords()
  const texts = words.ui.unassigned
  const router = useRouter()
  const id = useId()
  const { run, isBusy, problem } = useDeed()
  const [client, setClient] = useState<ClientChoice | null>(null)
  const [tickets, setTickets] = useState<Ticket[]>([])
  const [ticket, setTicket] = useState('')
  const [addContact, setAddContact] = useState(false)

  useEffect(() => {
    setTickets([])
    setTicket('')
    setAddContact(false)
    if (!client) return
    let isWanted = true
    void readFrom<{ docs: Ticket[] }>(ticketsQuery(urls.tickets, client.id)).then((outcome) => {
      if (isWanted && outcome.ok) setTickets(outcome.answer.docs)
    })
    return () => {
      isWanted = false
    }
  }, [client, urls.tickets])

  const isOnFile = client !== null && address !== null && client.addresses.includes(address)
  const assign = async () => {
    if (!client) return
    const done = await run<{ ticket: Pick<Ticket, 'id' | 'reference'> }>(`${url}/assign`, {
      client: client.id,
      ticket: ticket || null,
      addContact: addContact && !isOnFile,
    })
    if (!done) return
    toast.success(filled(texts.done, { reference: done.ticket.reference }))
    router.push(urls.ticketPage.replace('ID', String(done.ticket.id)))
  }

  return (
    <section aria-labelledby={`${id}-title`} className="cp-section cp-assign">
      <h3 className="cp-heading" id={`${id}-title`}>
        {texts.assign}
      </h3>
      {client ? (
        <div className="cp-assign__chosen">
          <span>
            <strong>{client.name}</strong> <span className="cp-hint">{client.detail}</span>
          </span>
          <Button
            buttonStyle="secondary"
            disabled={isBusy}
            margin={false}
            onClick={() => setClient(null)}
            size="xsmall"
          >
            {texts.change}
          </Button>
        </div>
      ) : (
        <div>
          <ClientSearch clientsUrl={urls.clients} onChoose={setClient} suggested={suggested} />
          <Link className="cp-section__more" href={urls.newClient} prefetch={false}>
            {texts.newClient}
          </Link>
        </div>
      )}
      {client ? (
        <>
          <label className="cp-stack" htmlFor={`${id}-ticket`}>
            <span className="cp-label">{texts.ticket}</span>
            <select
              className="cp-input"
              id={`${id}-ticket`}
              onChange={(event) => setTicket(event.target.value)}
              value={ticket}
            >
              <option value="">{texts.newTicket}</option>
              {tickets.map((each) => (
                <option key={each.id} value={String(each.id)}>
                  {each.reference} · {each.subject} ({words.ui.ticket.status[each.status]})
                </option>
              ))}
            </select>
          </label>
          {isOnFile ? <p className="cp-hint">{filled(texts.onFile, { address })}</p> : null}
          {address && !isOnFile ? (
            <label className="cp-choice cp-choice--two">
              <input checked={addContact} onChange={(event) => setAddContact(event.target.checked)} type="checkbox" />
              <span>
                <span className="cp-choice__name">{filled(texts.contact, { address })}</span>
                <span className="cp-choice__detail">
                  {texts.contactHint} {addContact ? '' : texts.strangerHint}
                </span>
              </span>
            </label>
          ) : null}
          {problem ? (
            <p className="cp-problem" role="alert">
              {problem}
            </p>
          ) : null}
          <div className="cp-actions">
            <Button buttonStyle="primary" disabled={isBusy} margin={false} onClick={() => void assign()} size="medium">
              {texts.button}
            </Button>
          </div>
        </>
      ) : null}
    </section>
  )
}
