'use client'
import { Button, toast, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useId, useState } from 'react'

import type { ID, Ticket } from '../../records.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { TextField } from '../dialog/TextField.tsx'
import { useDeed } from '../dialog/useDeed.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'

interface WriteToClientProps {
  client: { id: ID; name: string }
  /** The mail goes there. */
  to: string
  /** Open ones, by number and what is due: the message may be about one. */
  invoices: { id: ID; label: string }[]
  urls: { open: string; ticketPage: string }
}

const SLUG = 'client-portal-write'
const MAX_SUBJECT = 200
const MAX_MESSAGE = 50_000

/** Staff writes first: a ticket opens with the message, which goes out by mail. What was written stays when it fails. */
export const WriteToClient = ({ client, to, invoices, urls }: WriteToClientProps) => {
  const { words } = useWords()
  const texts = words.ui.write
  const router = useRouter()
  const id = useId()
  const { openModal, closeModal } = useModal()
  const { run, isBusy, problem, setProblem } = useDeed()
  const [subject, setSubject] = useState('')
  const [body, setBody] = useState('')
  const [invoice, setInvoice] = useState('')

  const write = async () => {
    const done = await run<{ ticket: Pick<Ticket, 'id'> }>(urls.open, {
      client: client.id,
      subject,
      body,
      ...(invoice ? { invoice } : {}),
    })
    if (!done) return
    closeModal(SLUG)
    toast.success(filled(texts.done, { to }))
    router.push(urls.ticketPage.replace('ID', String(done.ticket.id)))
  }

  return (
    <>
      <Button
        buttonStyle="secondary"
        margin={false}
        onClick={() => {
          setProblem(null)
          openModal(SLUG)
        }}
        size="medium"
      >
        {texts.button}
      </Button>
      <Dialog
        confirmLabel={texts.send}
        isBlocked={subject.trim() === '' || body.trim() === ''}
        isBusy={isBusy}
        onConfirm={() => void write()}
        problem={problem}
        slug={SLUG}
        title={filled(texts.title, { client: client.name })}
      >
        <TextField label={texts.subject} maxLength={MAX_SUBJECT} onChange={setSubject} value={subject} />
        <label className="cp-stack" htmlFor={`${id}-body`}>
          <span className="cp-label">{texts.message}</span>
          <textarea
            className="cp-input cp-input--text"
            id={`${id}-body`}
            maxLength={MAX_MESSAGE}
            onChange={(event) => setBody(event.target.value)}
            rows={8}
            value={body}
          />
        </label>
        {invoices.length > 0 ? (
          <label className="cp-stack" htmlFor={`${id}-invoice`}>
            <span className="cp-label">{texts.about}</span>
            <select
              className="cp-input"
              id={`${id}-invoice`}
              onChange={(event) => setInvoice(event.target.value)}
              value={invoice}
            >
              <option value="">{texts.nothing}</option>
              {invoices.map((each) => (
                <option key={each.id} value={String(each.id)}>
                  {each.label}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <p className="cp-hint">{filled(texts.then, { to })}</p>
      </Dialog>
    </>
  )
}
