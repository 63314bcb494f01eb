'use client'
import { Button, useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useState } from 'react'

import { apiPaths } from '../../paths.ts'
import { useDeed } from '../dialog/useDeed.ts'
import { useSaveFirst } from '../dialog/useSaveFirst.ts'
import { useWords } from '../useWords.ts'

import '../admin.css'

interface Finding {
  level: 'good' | 'warning' | 'bad'
  code: string
  text: string
}

const TONES = { good: 'good', warning: 'due', bad: 'late' } as const

/** Saves, asks Stripe, and says what it found. */
export const StripeTest = () => {
  const { words } = useWords()
  const texts = words.ui.stripe
  const { config } = useConfig()
  const { hasSavePermission } = useDocumentInfo()
  const saveFirst = useSaveFirst()
  const { run, isBusy, problem } = useDeed()
  const [findings, setFindings] = useState<Finding[] | null>(null)
  if (!hasSavePermission) return null

  const test = async () => {
    if (!(await saveFirst())) return
    setFindings(null)
    const answer = await run<{ findings: Finding[] }>(apiPaths(config.routes.api).stripeTest())
    if (answer) setFindings(answer.findings)
  }

  return (
    <div className="field-type cp-stripe">
      <div className="cp-actions">
        <Button buttonStyle="secondary" size="small" margin={false} disabled={isBusy} onClick={() => void test()}>
          {isBusy ? texts.testing : texts.test}
        </Button>
      </div>
      <div aria-live="polite">
        {problem ? <p className="cp-problem">{problem}</p> : null}
        {findings ? (
          <ul className="cp-findings">
            {findings.map(({ level, code, text }) => (
              <li key={code} className="cp-findings__row">
                <span className={`cp-pill cp-pill--${TONES[level]}`}>{texts.levels[level]}</span>
                <span>{text}</span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  )
}
