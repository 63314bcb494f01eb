'use client'
import { useState } from 'react'

import { postTo } from '../postTo.ts'
import { useWords } from '../useWords.ts'

interface Deed {
  /** Posts; answers what came back, or null where it failed (`problem` says why then). */
  run: <T>(url: string, body?: unknown) => Promise<T | null>
  isBusy: boolean
  problem: string | null
  setProblem: (problem: string | null) => void
}

/**
 * One operation behind a button: busy while it runs, and in words why it failed. With `tell` those go there, where the
 * button has no place of its own for them.
 */
export const useDeed = (tell?: (problem: string) => void): Deed => {
  const { words, language } = useWords()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const run = async <T>(url: string, body?: unknown): Promise<T | null> => {
    setBusy(true)
    setProblem(null)
    const outcome = await postTo<T>(url, language, body)
    setBusy(false)
    if (outcome.ok) return outcome.answer
    const why = outcome.message ?? words.ui.failed
    if (tell) tell(why)
    else setProblem(why)
    return null
  }
  return { run, isBusy, problem, setProblem }
}
