'use client'
import { useEffect, useId, useState, type KeyboardEvent } from 'react'

import type { Client } from '../../records.ts'
import { readFrom } from '../postTo.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'
import { choiceOf, clientQuery, type ClientChoice } from './clientChoice.ts'

interface ClientSearchProps {
  clientsUrl: string
  /** Offered before anything is typed. */
  suggested: ClientChoice[]
  onChoose: (client: ClientChoice) => void
}

/** What a person types before it is asked for. */
const PAUSE_MS = 200

/**
 * Finds a client by name, company or address: a combobox as the ARIA practices have it. The field keeps the focus; arrows
 * move through the list, Enter chooses, Escape closes it.
 */
export const ClientSearch = ({ clientsUrl, suggested, onChoose }: ClientSearchProps) => {
  const { words } = useWords()
  const texts = words.ui.unassigned
  const id = useId()
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<ClientChoice[]>(suggested)
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const [says, setSays] = useState('')

  useEffect(() => {
    const asked = typed.trim()
    if (asked === '') {
      setFound(suggested)
      setSays('')
      return
    }
    let isWanted = true
    const timer = setTimeout(() => {
      void readFrom<{ docs: Client[] }>(clientQuery(clientsUrl, asked)).then((outcome) => {
        // An answer that comes after more was typed is about other words.
        if (!isWanted) return
        const clients = outcome.ok ? outcome.answer.docs.map(choiceOf) : []
        setFound(clients)
        setActive(clients.length === 1 ? 0 : -1)
        setOpen(true)
        setSays(
          !outcome.ok
            ? texts.searchFailed
            : clients.length === 0
              ? texts.noClient
              : filled(texts.found, { count: clients.length }),
        )
      })
    }, PAUSE_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
    // Suggestions are the same list as long as the page is.
  }, [typed, clientsUrl])

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const chosen = found[active]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (found.length === 0) return
      setOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive((before) => (isOpen ? (Math.max(before, step === 1 ? -1 : 0) + step + found.length) % found.length : 0))
    } else if (event.key === 'Enter') {
      // The page's own form must not take it for a save.
      event.preventDefault()
      if (isOpen && chosen) onChoose(chosen)
    } else if (event.key === 'Escape') {
      setOpen(false)
      setActive(-1)
    }
  }

  const isListed = isOpen && found.length > 0
  return (
    <div className="cp-combo">
      <label className="cp-label" htmlFor={`${id}-input`}>
        {texts.client}
      </label>
      <input
        aria-activedescendant={isListed && active >= 0 ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-describedby={`${id}-hint`}
        aria-expanded={isListed}
        autoComplete="off"
        className="cp-input"
        id={`${id}-input`}
        onBlur={() => setOpen(false)}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={() => setOpen(found.length > 0)}
        onKeyDown={onKeyDown}
        role="combobox"
        type="text"
        value={typed}
      />
      <span className="cp-hint" id={`${id}-hint`}>
        {texts.clientHint}
      </span>
      <ul aria-label={texts.client} className="cp-combo__list" hidden={!isListed} id={`${id}-list`} role="listbox">
        {found.map((client, index) => (
          <li
            aria-selected={index === active}
            className={`cp-combo__option${index === active ? ' cp-combo__option--active' : ''}`}
            id={`${id}-${index}`}
            key={client.id}
            // Before the field loses the focus, and the list with it.
            onMouseDown={(event) => {
              event.preventDefault()
              onChoose(client)
            }}
            onMouseEnter={() => setActive(index)}
            role="option"
          >
            <span>{client.name}</span>
            <span className="cp-choice__detail">{client.detail}</span>
          </li>
        ))}
      </ul>
      <span aria-live="polite" className={found.length === 0 && says ? 'cp-hint' : 'cp-hidden'}>
        {says}
      </span>
    </div>
  )
}
