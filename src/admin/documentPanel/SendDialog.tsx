'use client'
import { toast, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect, useState } from 'react'

import { formatMoney } from '../../domain/money.ts'
import type { Client, DocumentKind, Invoice } from '../../records.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { useDeed } from '../dialog/useDeed.ts'
import { readFrom } from '../postTo.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'
import { addressesIn, firstChoice, listed, type Address } from './addresses.ts'
import { RecipientChoice } from './RecipientChoice.tsx'

export const SEND_DIALOG = 'client-portal-send'

/** What can be sent: an invoice, a credit note or a quote. */
export interface SendFacts {
  kind: DocumentKind
  number: string | null
  isIssued: boolean
  urls: { document: string; client: string }
}

type Sendable = Pick<Invoice, 'client' | 'recipients' | 'total' | 'currency'>

interface Loaded {
  document: Sendable
  addresses: Address[]
}

const load = async ({ urls }: SendFacts): Promise<Loaded | string | null> => {
  const document = await readFrom<Sendable>(`${urls.document}?depth=0`)
  if (!document.ok) return document.message
  // The client may have been changed in the form a moment ago: the document that was read says who it is now.
  const client = await readFrom<Client>(`${urls.client.replace('ID', String(document.answer.client))}?depth=0`)
  if (!client.ok) return client.message
  return { document: document.answer, addresses: addressesIn(client.answer) }
}

/** Whom to send a document to and with which words; asks once, in one sentence that says what will happen. */
export const SendDialog = ({ facts }: { facts: SendFacts }) => {
  const { words, language } = useWords()
  const texts = words.ui.send
  const router = useRouter()
  const { isModalOpen, closeModal } = useModal()
  const { run, isBusy, problem, setProblem } = useDeed()
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [chosen, setChosen] = useState<string[]>([])
  const [message, setMessage] = useState('')
  const isOpen = isModalOpen(SEND_DIALOG)
  const { isIssued, kind } = facts

  useEffect(() => {
    if (!isOpen) return
    let isWanted = true
    setLoaded(null)
    setProblem(null)
    void load(facts).then((found) => {
      if (!isWanted) return
      if (found === null || typeof found === 'string') {
        setProblem(found ?? words.ui.failed)
        return
      }
      setLoaded(found)
      setChosen(firstChoice(found.addresses, found.document.recipients))
    })
    return () => {
      isWanted = false
    }
    // Read anew each time it opens, and only then
  }, [isOpen])

  const send = async () => {
    const answer = await run<{ invoice?: { number: string }; quote?: { number: string } }>(
      `${facts.urls.document}/${isIssued ? 'send-again' : 'send'}`,
      { recipients: chosen, message: message.trim() || undefined },
    )
    if (!answer) return
    closeModal(SEND_DIALOG)
    setMessage('')
    const to = listed(chosen, language)
    toast.success(
      isIssued
        ? filled(texts.doneAgain, { to })
        : filled(texts.done, { number: (answer.invoice ?? answer.quote)?.number ?? '', to }),
    )
    router.refresh()
  }

  const total = loaded ? formatMoney(loaded.document.total, loaded.document.currency, language) : ''
  const ask = { invoice: texts.ask, 'credit-note': texts.askNote, quote: texts.askQuote }[kind]
  const title = { invoice: texts.title, 'credit-note': texts.titleNote, quote: texts.titleQuote }[kind]
  const question = isIssued ? texts.askAgain : ask
  return (
    <Dialog
      slug={SEND_DIALOG}
      title={isIssued ? filled(texts.titleAgain, { number: facts.number ?? '' }) : title}
      confirmLabel={isBusy ? texts.sending : isIssued ? texts.buttonAgain : texts.button}
      isBusy={isBusy}
      isBlocked={!loaded || chosen.length === 0}
      problem={problem}
      onConfirm={() => void send()}
    >
      {!loaded ? (
        problem ? null : (
          <p className="cp-hint">{texts.loading}</p>
        )
      ) : (
        <>
          <RecipientChoice addresses={loaded.addresses} chosen={chosen} onChange={setChosen} />
          <label className="cp-stack">
            <span className="cp-label">{texts.message}</span>
            <textarea
              className="cp-input cp-input--text"
              rows={3}
              maxLength={2000}
              value={message}
              onChange={(event) => setMessage(event.target.value)}
            />
            <span className="cp-hint">{texts.messageHint}</span>
          </label>
          <p className="cp-question">
            {chosen.length === 0
              ? texts.nobody
              : filled(question, { total, to: listed(chosen, language), number: facts.number ?? '' })}
          </p>
          <p className="cp-hint">{isIssued ? texts.thenAgain : texts.then}</p>
        </>
      )}
    </Dialog>
  )
}
