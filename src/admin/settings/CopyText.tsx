'use client'
import { Button } from '@payloadcms/ui'
import { useEffect, useId, useState } from 'react'

import { useWords } from '../useWords.ts'

/** A text to take elsewhere, and a button that copies it. */
export const CopyText = ({ text, label }: { text: string; label: string }) => {
  const { words } = useWords()
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)
  const id = useId()
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(null), 4000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      // Without https, or where the browser forbids it: the text can still be selected.
      setOutcome('failed')
    }
  }
  const { copy: copyLabel, copied, copyFailed } = words.ui.stripe
  return (
    <div className="cp-copy">
      <code id={id} className="cp-copy__text" tabIndex={0} aria-label={label}>
        {text}
      </code>
      <Button
        buttonStyle="secondary"
        size="small"
        margin={false}
        aria-label={`${copyLabel}: ${label}`}
        onClick={() => void copy()}
      >
        {copyLabel}
      </Button>
      <span className="cp-copy__outcome" role="status">
        {outcome === 'copied' ? copied : outcome === 'failed' ? copyFailed : ''}
      </span>
    </div>
  )
}
