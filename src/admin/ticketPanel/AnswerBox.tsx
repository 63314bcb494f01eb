'use client'
import { Button, toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect, useRef, useState } from 'react'

import type { ID, TicketStatus } from '../../records.ts'
import { postForm, postTo } from '../postTo.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'

interface AnswerBoxProps {
  ticket: { id: ID; status: TicketStatus }
  /** The ticket's REST address. */
  url: string
  /** Who gets the answer by mail. */
  to: string
}

type Deed = 'send' | 'close' | 'note'

/** What was begun and not sent survives a reload; a browser without storage forgets it, and nothing else. */
const kept = {
  read: (key: string): string => {
    try {
      return localStorage.getItem(key) ?? ''
    } catch {
      return ''
    }
  },
  write: (key: string, text: string): void => {
    try {
      if (text) localStorage.setItem(key, text)
      else localStorage.removeItem(key)
    } catch {
      // Private windows may refuse: the words still stand in the box.
    }
  },
}

/** Where staff answers: to the client by mail, or a note that stays inside. */
export const AnswerBox = ({ ticket, url, to }: AnswerBoxProps) => {
  const { words, language } = useWords()
  const texts = words.ui.ticket
  const router = useRouter()
  const key = `client-portal-answer-${ticket.id}`
  const [body, setBody] = useState('')
  const [busy, setBusy] = useState<Deed | 'move' | null>(null)
  const files = useRef<HTMLInputElement>(null)

  useEffect(() => setBody(kept.read(key)), [key])
  const write = (text: string) => {
    setBody(text)
    kept.write(key, text)
  }

  const send = async (deed: Deed) => {
    setBusy(deed)
    const form = new FormData()
    form.set('body', body)
    if (deed === 'close') form.set('close', '1')
    if (deed === 'note') form.set('internal', '1')
    for (const file of files.current?.files ?? []) form.append('files', file)
    const outcome = await postForm<unknown>(`${url}/reply`, language, form)
    setBusy(null)
    if (!outcome.ok) return void toast.error(outcome.message ?? words.ui.failed)
    write('')
    if (files.current) files.current.value = ''
    toast.success(deed === 'note' ? texts.noteDone : filled(texts.done, { to }))
    router.refresh()
  }
  const move = async () => {
    setBusy('move')
    const outcome = await postTo<unknown>(`${url}/${ticket.status === 'closed' ? 'reopen' : 'close'}`, language)
    setBusy(null)
    if (!outcome.ok) return void toast.error(outcome.message ?? words.ui.failed)
    router.refresh()
  }

  const isEmpty = body.trim() === ''
  const button = (deed: Deed, label: string, style: 'primary' | 'secondary' = 'secondary') => (
    <Button
      buttonStyle={style}
      size="medium"
      margin={false}
      disabled={busy !== null || isEmpty}
      onClick={() => void send(deed)}
    >
      {label}
    </Button>
  )
  return (
    <div className="cp-answer">
      <label className="cp-stack" htmlFor="cp-answer-body">
        <span className="cp-label">{filled(texts.answerTo, { to })}</span>
        <textarea
          className="cp-answer__body"
          id="cp-answer-body"
          value={body}
          rows={5}
          onChange={(event) => write(event.target.value)}
        />
      </label>
      <label className="cp-stack" htmlFor="cp-answer-files">
        <span className="cp-label">{texts.files}</span>
        <input id="cp-answer-files" ref={files} type="file" multiple />
      </label>
      <div className="cp-actions">
        {button('send', texts.send, 'primary')}
        {button('close', texts.sendAndClose)}
        {button('note', texts.addNote)}
        <Button
          buttonStyle="transparent"
          size="medium"
          margin={false}
          disabled={busy !== null}
          onClick={() => void move()}
        >
          {ticket.status === 'closed' ? texts.reopen : texts.close}
        </Button>
      </div>
    </div>
  )
}
