import { Fragment } from 'react'

/** Plain text with its line breaks. */
export const MailLines = ({ children }: { children: string }) =>
  children.split('\n').map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ))
