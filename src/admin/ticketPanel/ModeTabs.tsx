'use client'
import type { KeyboardEvent } from 'react'

import { useWords } from '../useWords.ts'
import type { Mode } from './keptDraft.ts'

interface ModeTabsProps {
  mode: Mode
  onChange: (mode: Mode) => void
  /** Where words stand that were not sent. */
  begun: Record<Mode, boolean>
  panel: string
}

const MODES = ['answer', 'note'] as const

/** Which of the two is written: what goes to the client, or what stays inside. */
export const ModeTabs = ({ mode, onChange, begun, panel }: ModeTabsProps) => {
  const { words } = useWords()
  const texts = words.ui.ticket
  const pressed = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return
    event.preventDefault()
    const other = mode === 'answer' ? 'note' : 'answer'
    const next = event.key === 'Home' ? 'answer' : event.key === 'End' ? 'note' : other
    onChange(next)
    event.currentTarget.querySelector<HTMLElement>(`[data-mode=${next}]`)?.focus()
  }
  return (
    <div aria-label={texts.modes} className="cp-modes" onKeyDown={pressed} role="tablist">
      {MODES.map((each) => (
        <button
          aria-controls={panel}
          aria-selected={each === mode}
          className="cp-mode"
          data-mode={each}
          id={`cp-mode-${each}`}
          key={each}
          onClick={() => onChange(each)}
          role="tab"
          tabIndex={each === mode ? 0 : -1}
          type="button"
        >
          {each === 'answer' ? texts.answer : texts.note}
          {begun[each] && each !== mode ? <span className="cp-mode__begun">{texts.begun}</span> : null}
        </button>
      ))}
    </div>
  )
}
