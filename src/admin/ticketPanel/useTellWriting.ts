'use client'
import { useCallback, useEffect, useRef } from 'react'

import { postTo } from '../postTo.ts'

const EVERY_MS = 10_000
/** Words that nobody has touched for so long are an old draft; whoever left it there is not at it. */
const AT_IT_MS = 120_000

/**
 * Tells the server that words stand in the answer box: with the first one, then every ten seconds while their writer is at
 * it and the page can be seen; and once when they are gone. Answers what to call at each change.
 */
export const useTellWriting = (url: string, language: string): ((hasWords: boolean) => void) => {
  const state = useRef({ touchedAt: 0, toldAt: 0, hasWords: false })
  const tell = useRef<(hasWords: boolean) => void>(() => undefined)
  useEffect(() => {
    const told = state.current
    const say = () => {
      told.toldAt = Date.now()
      void postTo<unknown>(url, language)
    }
    tell.current = (hasWords) => {
      const now = Date.now()
      told.touchedAt = now
      if (!hasWords && told.hasWords) {
        told.toldAt = 0
        void postTo<unknown>(url, language, { writing: false })
      }
      told.hasWords = hasWords
      if (hasWords && now - told.toldAt >= EVERY_MS) say()
    }
    const timer = setInterval(() => {
      const now = Date.now()
      const isAtIt = told.hasWords && !document.hidden && now - told.touchedAt < AT_IT_MS
      if (isAtIt && now - told.toldAt >= EVERY_MS) say()
    }, 1_000)
    return () => clearInterval(timer)
  }, [url, language])
  return useCallback((hasWords: boolean) => tell.current(hasWords), [])
}
