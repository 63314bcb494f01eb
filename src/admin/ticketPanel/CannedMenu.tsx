'use client'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'

import type { FilledAnswer } from '../../domain/cannedAnswer.ts'
import { useWords } from '../useWords.ts'

export interface ReadyAnswer extends FilledAnswer {
  title: string
}

interface CannedMenuProps {
  answers: ReadyAnswer[]
  onChoose: (answer: ReadyAnswer) => void
}

/** So many are seen at a glance; more are searched. */
const AT_A_GLANCE = 7

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Answers that were written once, to be put in where the caret stands. */
export const CannedMenu = ({ answers, onChoose }: CannedMenuProps) => {
  const { words } = useWords()
  const texts = words.ui.ticket
  const [isOpen, setOpen] = useState(false)
  const [sought, setSought] = useState('')
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (!isOpen) return
    root.current?.querySelector<HTMLElement>('.cp-canned__list :is(input, button)')?.focus()
    const leave = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', leave)
    return () => document.removeEventListener('pointerdown', leave)
  }, [isOpen])

  const found = answers.filter(({ title, text }) => plain(`${title} ${text}`).includes(plain(sought.trim())))
  const choose = (answer: ReadyAnswer | undefined) => {
    if (!answer) return
    setOpen(false)
    setSought('')
    onChoose(answer)
  }
  const pressed = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape' && isOpen) {
      event.stopPropagation()
      setOpen(false)
      opener.current?.focus()
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      // Not into the form that the page stands in.
      event.preventDefault()
      choose(found[0])
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const items = [...(root.current?.querySelectorAll<HTMLElement>('.cp-canned__list :is(input, button)') ?? [])]
      const at = items.indexOf(event.target as HTMLElement)
      if (at < 0) return
      event.preventDefault()
      items[(at + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % items.length]?.focus()
    }
  }
  return (
    <div className="cp-canned" onKeyDown={pressed} ref={root}>
      <button
        aria-controls={id}
        aria-expanded={isOpen}
        className="cp-tool"
        onClick={() => setOpen(!isOpen)}
        ref={opener}
        type="button"
      >
        {texts.canned}
      </button>
      <div className="cp-canned__list" hidden={!isOpen} id={id}>
        {answers.length > AT_A_GLANCE ? (
          <input
            aria-label={texts.cannedSearch}
            className="cp-input"
            onChange={(event) => setSought(event.target.value)}
            placeholder={texts.cannedSearch}
            type="search"
            value={sought}
          />
        ) : null}
        <ul>
          {found.map((answer, index) => (
            <li key={index}>
              <button className="cp-canned__one" onClick={() => choose(answer)} type="button">
                <strong>{answer.title}</strong>
                <span>{answer.text}</span>
              </button>
            </li>
          ))}
        </ul>
        {found.length === 0 ? <p className="cp-hint">{texts.cannedNone}</p> : null}
      </div>
    </div>
  )
}
