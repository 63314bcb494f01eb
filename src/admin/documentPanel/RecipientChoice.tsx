'use client'
import { useWords } from '../useWords.ts'
import type { Address } from './addresses.ts'

interface RecipientChoiceProps {
  addresses: readonly Address[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** Whom to mail: the client's own address and their contacts', to be ticked. */
export const RecipientChoice = ({ addresses, chosen, onChange }: RecipientChoiceProps) => {
  const { words } = useWords()
  const texts = words.ui.send
  const toggle = (email: string) =>
    onChange(chosen.includes(email) ? chosen.filter((one) => one !== email) : [...chosen, email])
  return (
    <fieldset className="cp-choices">
      <legend className="cp-label">{texts.recipients}</legend>
      {addresses.length === 0 ? <p className="cp-problem">{texts.noAddress}</p> : null}
      {addresses.map(({ email, name, isOwn, role }) => (
        <label className="cp-choice" key={email}>
          <input checked={chosen.includes(email)} onChange={() => toggle(email)} type="checkbox" />
          <span className="cp-choice__name">{name || email}</span>
          <span className="cp-choice__detail">
            {[name ? email : null, isOwn ? texts.own : role?.trim() || texts.contact].filter(Boolean).join(' · ')}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
