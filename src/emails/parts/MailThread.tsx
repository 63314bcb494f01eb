import { Text } from '@react-email/components'
import type { ReactNode } from 'react'

import type { MailThread as Thread, MailWords as Words } from '../mailView.ts'
import { MailLines } from './MailLines.tsx'
import { light, text } from './mailStyle.ts'

// Readers that know it keep indents; the others still have the line breaks. An address longer than the line breaks.
const asWritten = { whiteSpace: 'pre-wrap', wordBreak: 'break-word', overflowWrap: 'anywhere' } as const

// A cell with a line at its left: Outlook gives other elements no border of one side.
const Quoted = ({ children }: { children: ReactNode }) => (
  <table
    role="presentation"
    border={0}
    cellPadding={0}
    cellSpacing={0}
    width="100%"
    // Without it a long word would widen the sheet instead of breaking.
    style={{ tableLayout: 'fixed', marginTop: '4px' }}
  >
    <tbody>
      <tr>
        <td className="cp-line" style={{ borderLeft: `2px solid ${light.line}`, padding: '2px 0 2px 14px' }}>
          {children}
        </td>
      </tr>
    </tbody>
  </table>
)

/** What a person wrote, in full size: of a letter it is the whole point, in a notice a line above says whose it is. */
export const MailWords = ({ words, isLetter }: { words: Words; isLetter: boolean }) => {
  const lines = (
    <Text className="cp-ink" style={{ ...text.body, ...asWritten }}>
      <MailLines>{words.text}</MailLines>
    </Text>
  )
  const by = words.by && (
    <Text className="cp-quiet" style={{ ...text.small, ...(isLetter ? { paddingTop: '20px' } : {}) }}>
      {words.by}
    </Text>
  )
  return isLetter ? (
    <>
      {lines}
      {by}
    </>
  ) : (
    <>
      {by}
      <Quoted>{lines}</Quoted>
    </>
  )
}

/** The earlier messages of a thread, quiet below the mail, each with who and when. */
export const MailThread = ({ thread }: { thread: Thread }) => (
  <>
    <Text className="cp-quiet" style={{ ...text.small, fontWeight: 500 }}>
      {thread.title}
    </Text>
    {thread.messages.map(({ heading, text: words }, index) => (
      <div key={index} style={{ paddingTop: '16px' }}>
        <Text className="cp-quiet" style={text.legal}>
          {heading}
        </Text>
        <Quoted>
          <Text className="cp-quiet" style={{ ...text.small, ...asWritten }}>
            <MailLines>{words}</MailLines>
          </Text>
        </Quoted>
      </div>
    ))}
  </>
)
