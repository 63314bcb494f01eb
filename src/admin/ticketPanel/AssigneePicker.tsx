'use client'
import { Button, toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect, useState } from 'react'

import type { ID } from '../../records.ts'
import { postTo } from '../postTo.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'

export interface Person {
  id: ID
  name: string
}

interface AssigneePickerProps {
  url: string
  assignee: ID | null
  /** Who can be chosen; the present one is among them, staff or not. */
  people: Person[]
  me: ID | null
}

/** Who looks after the ticket. */
export const AssigneePicker = ({ url, assignee, people, me }: AssigneePickerProps) => {
  const { words, language } = useWords()
  const texts = words.ui.ticket
  const router = useRouter()
  const [chosen, setChosen] = useState(String(assignee ?? ''))
  const [isBusy, setBusy] = useState(false)
  useEffect(() => setChosen(String(assignee ?? '')), [assignee])

  const assign = async (value: string) => {
    setChosen(value)
    setBusy(true)
    const person = people.find(({ id }) => String(id) === value)
    const outcome = await postTo<unknown>(url, language, { assignee: person?.id ?? null })
    setBusy(false)
    if (!outcome.ok) {
      setChosen(String(assignee ?? ''))
      return void toast.error(outcome.message ?? words.ui.failed)
    }
    toast.success(person ? filled(texts.assigned, { name: person.name }) : texts.unassigned)
    router.refresh()
  }
  return (
    <div className="cp-assignee">
      <label className="cp-label" htmlFor="cp-assignee">
        {texts.assignee}
      </label>
      <select
        className="cp-input"
        disabled={isBusy}
        id="cp-assignee"
        onChange={(event) => void assign(event.target.value)}
        value={chosen}
      >
        <option value="">{texts.nobody}</option>
        {people.map(({ id, name }) => (
          <option key={id} value={String(id)}>
            {id === me ? filled(texts.me, { name }) : name}
          </option>
        ))}
      </select>
      {me !== null && chosen !== String(me) ? (
        <Button
          buttonStyle="secondary"
          disabled={isBusy}
          margin={false}
          onClick={() => void assign(String(me))}
          size="medium"
        >
          {texts.assignToMe}
        </Button>
      ) : null}
    </div>
  )
}
