import { Fragment } from 'react'

// A word with a digit and a hyphen, at most as long as a phone's line: a longer one has to break somewhere.
const NUMBER = /(?<!\S)((?=\S*\d)(?=\S*-)\S{3,20})(?!\S)/

/** A title whose document number stays in one piece: `Rechnung LUM-` at a line's end is half a number. */
export const Numbered = ({ children }: { children: string }) =>
  children.split(NUMBER).map((part, index) =>
    index % 2 === 1 ? (
      <span className="number" key={index}>
        {part}
      </span>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  )
