'use client'
import { Button, Link, toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'

import type { ID, TicketStatus } from '../../records.ts'
import { postForm } from '../postTo.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'
import { AttachButton, AttachedFiles } from './AttachedFiles.tsx'
import { CannedMenu, type ReadyAnswer } from './CannedMenu.tsx'
import { keepDraft, noDraft, readDraft, type Draft, type Mode } from './keptDraft.ts'
import { ModeTabs } from './ModeTabs.tsx'
import { useTellWriting } from './useTellWriting.ts'

interface AnswerBoxProps {
  ticket: { id: ID; status: TicketStatus }
  /** The ticket's REST address. */
  url: string
  /** Who gets the answer by mail. */
  to: string
  /** The last message that the page shows. */
  latest: ID | null
  canned: ReadyAnswer[]
  /** Where canned answers are written, for whoever may. */
  settingsUrl: string | null
}

type Deed = 'send' | 'close' | 'note'

interface Sent {
  refused?: { name: string; reason: string }[]
}

const empty = { answer: noDraft, note: noDraft }

/**
 * Where staff writes: an answer that goes to the client, or a note that stays inside. The two have a draft, files and a
 * button each, and one is never beside the other.
 */
export const AnswerBox = ({ ticket, url, to, latest, canned, settingsUrl }: AnswerBoxProps) => {
  const { words, language } = useWords()
  const texts = words.ui.ticket
  const router = useRouter()
  const [mode, setMode] = useState<Mode>('answer')
  const [drafts, setDrafts] = useState<Record<Mode, Draft>>(empty)
  const [files, setFiles] = useState<Record<Mode, File[]>>({ answer: [], note: [] })
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  /** Somebody answered meanwhile, and the page is about to show it. */
  const [isReading, setReading] = useState(false)
  const [hint, setHint] = useState<string | null>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const panel = useId()
  const tell = useTellWriting(`${url}/writing`, language)
  const last = latest === null ? null : String(latest)
  const keyOf = (each: Mode) => `client-portal-${each}-${ticket.id}`

  useEffect(() => {
    const kept = {
      answer: readDraft(`client-portal-answer-${ticket.id}`),
      note: readDraft(`client-portal-note-${ticket.id}`),
    }
    setDrafts(kept)
    if (!kept.answer.text && kept.note.text) setMode('note')
  }, [ticket.id])

  const put = (each: Mode, draft: Draft) => {
    setDrafts((all) => ({ ...all, [each]: draft }))
    keepDraft(keyOf(each), draft)
  }
  const { text, seen } = drafts[mode]
  const write = (typed: string) => {
    // What its writer had seen is what stood there when they began.
    put(mode, typed ? { text: typed, seen: text ? seen : last } : noDraft)
    if (!typed) setHint(null)
    if (mode === 'answer') tell(typed.trim() !== '')
  }

  // What was missed stands above the box now: the next press sends.
  useEffect(() => {
    if (!isReading || drafts.answer.seen === last) return
    setReading(false)
    const draft = { ...drafts.answer, seen: last }
    setDrafts((all) => ({ ...all, answer: draft }))
    keepDraft(`client-portal-answer-${ticket.id}`, draft)
  }, [isReading, last, drafts.answer, ticket.id])

  const send = async (deed: Deed) => {
    if (isBusy || text.trim() === '') return
    const sent = mode
    setBusy(true)
    setProblem(null)
    const form = new FormData()
    form.set('body', text)
    if (deed === 'close') form.set('close', '1')
    if (deed === 'note') form.set('internal', '1')
    else if (seen ?? last) form.set('seen', seen ?? last ?? '')
    for (const file of files[sent]) form.append('files', file)
    const outcome = await postForm<Sent>(`${url}/reply`, language, form)
    setBusy(false)
    if (!outcome.ok) {
      setProblem(outcome.message ?? words.ui.failed)
      if (outcome.code === 'answered-meanwhile') {
        setReading(true)
        router.refresh()
      }
      return
    }
    put(sent, noDraft)
    setFiles((all) => ({ ...all, [sent]: [] }))
    setHint(null)
    if (sent === 'answer') tell(false)
    toast.success(deed === 'note' ? texts.noteDone : filled(texts.done, { to }))
    const why: Readonly<Record<string, string>> = texts.refusedWhy
    for (const { name, reason } of outcome.answer.refused ?? []) {
      toast.error(filled(texts.refused, { name, why: why[reason] ?? texts.refusedWhy.other }))
    }
    router.refresh()
  }

  const insert = (answer: ReadyAnswer) => {
    const area = box.current
    if (!area) return
    area.focus()
    area.setRangeText(answer.text, area.selectionStart, area.selectionEnd, 'end')
    write(area.value)
    setHint(
      answer.missing.length > 0
        ? filled(texts.cannedMissing, { names: answer.missing.map((name) => `{${name}}`).join(', ') })
        : null,
    )
  }
  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void send(mode === 'note' ? 'note' : 'send')
  }

  const isNote = mode === 'note'
  const isIdle = isBusy || text.trim() === ''
  const chosen = files[mode]
  const setChosen = (list: File[]) => setFiles((all) => ({ ...all, [mode]: list }))
  const button = (deed: Deed, label: string, style: 'primary' | 'secondary') => (
    <Button
      buttonStyle={style}
      disabled={isIdle}
      margin={false}
      onClick={() => void send(deed)}
      size="medium"
      tooltip={deed === 'close' ? undefined : texts.shortcut}
    >
      {label}
    </Button>
  )
  return (
    <section aria-label={texts.writing} className={`cp-answer cp-answer--${mode}`}>
      <ModeTabs
        begun={{ answer: drafts.answer.text !== '', note: drafts.note.text !== '' }}
        mode={mode}
        onChange={(next) => {
          setMode(next)
          setProblem(null)
          setHint(null)
        }}
        panel={panel}
      />
      <div aria-labelledby={`cp-mode-${mode}`} className="cp-answer__sheet" id={panel} role="tabpanel">
        <label className="cp-label" htmlFor="cp-answer-body">
          {isNote ? texts.noteLabel : filled(texts.answerTo, { to })}
        </label>
        <textarea
          className="cp-answer__body"
          id="cp-answer-body"
          onChange={(event) => write(event.target.value)}
          onKeyDown={pressed}
          ref={box}
          rows={5}
          value={text}
        />
        <AttachedFiles files={chosen} onChange={setChosen} opener={opener} />
        {hint ? <p className="cp-hint">{hint}</p> : null}
        <div role="alert">{problem ? <p className="cp-notice cp-notice--late">{problem}</p> : null}</div>
        <div className="cp-answer__foot">
          <div className="cp-actions">
            {!isNote && canned.length > 0 ? <CannedMenu answers={canned} onChoose={insert} /> : null}
            {!isNote && canned.length === 0 && settingsUrl ? (
              <Link className="cp-tool" href={settingsUrl} prefetch={false}>
                {texts.cannedWrite}
              </Link>
            ) : null}
            <AttachButton files={chosen} onChange={setChosen} opener={opener} />
          </div>
          <div className="cp-actions">
            {isNote ? (
              button('note', texts.addNote, 'primary')
            ) : (
              <>
                {button('close', texts.sendAndClose, 'secondary')}
                {button('send', texts.send, 'primary')}
              </>
            )}
          </div>
        </div>
        {ticket.status === 'closed' && !isNote ? <p className="cp-hint">{texts.opensAgain}</p> : null}
      </div>
    </section>
  )
}
