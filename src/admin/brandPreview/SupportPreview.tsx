'use client'
import { useEffect, useState } from 'react'

import { supportWords } from '../../translations/supportTexts.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'
import { useTypedSettings } from './useTypedSettings.ts'

import '../admin.css'

/** What clients will read of the hours that stand in the form. */
export const SupportPreview = () => {
  const { words } = useWords()
  const settings = useTypedSettings()
  const [now, setNow] = useState<Date | null>(null)
  useEffect(() => setNow(new Date()), [])
  const said = now ? supportWords(settings, settings.locale, now) : null
  const text = said && [[said.hours, said.state].filter(Boolean).join(' · '), said.note].filter(Boolean).join(' · ')
  return (
    <p aria-live="polite" className="field-type cp-hint">
      {text ? filled(words.ui.preview.hoursNow, { text }) : words.ui.preview.noHours}
    </p>
  )
}
