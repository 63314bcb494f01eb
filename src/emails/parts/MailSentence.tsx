import { Fragment } from 'react'

// A word with a digit and a hyphen, at most as long as a phone's line: a longer one has to break somewhere.
const NUMBER = /(?<!\S)((?=\S*\d)(?=\S*-)\S{3,24})(?!\S)/

/** A sentence whose document numbers stay in one piece: `INV-2026-` at a line's end is half a number. */
export const MailSentence = ({ children }: { children: string }) =>
  children.split(NUMBER).map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} style={{ whiteSpace: 'nowrap' }}>
        {part}
      </span>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  )
