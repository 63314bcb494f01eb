'use client'
import { useEffect, useRef, useState } from 'react'

import { watchPulse } from '../../watchPulse.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'

/** Names of whoever else is writing, one a line: names hold no line breaks. */
const stampOf = (writers: readonly string[]): string => writers.join('\n')

/** Says which colleagues are writing an answer to the same ticket. Asks by itself: the page around it stays as it is. */
export const Writers = ({ url, initial }: { url: string; initial: string[] }) => {
  const { words, language } = useWords()
  const [writers, setWriters] = useState(initial)
  const shown = useRef(writers)
  useEffect(() => {
    shown.current = writers
  }, [writers])
  useEffect(
    () =>
      watchPulse({
        url,
        stampIn: (answer) => stampOf((answer as { writers: string[] }).writers),
        shown: () => stampOf(shown.current),
        isHeld: () => false,
        onChange: (stamp) => setWriters(stamp === '' ? [] : stamp.split('\n')),
      }),
    [url],
  )
  const [first] = writers
  const texts = words.ui.ticket
  return (
    <div className="cp-writers" role="status">
      {first === undefined ? null : (
        <p className="cp-notice cp-notice--due">
          {writers.length === 1
            ? filled(texts.isWriting, { name: first })
            : filled(texts.areWriting, { names: new Intl.ListFormat(language).format(writers) })}
        </p>
      )}
    </div>
  )
}
