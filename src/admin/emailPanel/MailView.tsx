'use client'
import { Button } from '@payloadcms/ui'
import { useState } from 'react'

import { useWords } from '../useWords.ts'

interface MailViewProps {
  /** Where the mail's html comes from; null where there is none yet. */
  htmlUrl: string | null
  text: string | null
}

/** A mail as it went out. Its frame is sandboxed: nothing in it runs, posts or leads anywhere. */
export const MailView = ({ htmlUrl, text }: MailViewProps) => {
  const { words } = useWords()
  const texts = words.ui.email
  const [wantsText, setWantsText] = useState(false)
  if (!htmlUrl && !text) return <p className="cp-hint">{texts.notYet}</p>
  const isText = wantsText || !htmlUrl
  return (
    <section className="cp-section">
      <header className="cp-section__head">
        <h3 className="cp-heading">{texts.asSent}</h3>
        {htmlUrl && text ? (
          <Button buttonStyle="secondary" size="xsmall" margin={false} onClick={() => setWantsText(!isText)}>
            {isText ? texts.html : texts.plain}
          </Button>
        ) : null}
      </header>
      {isText ? (
        <pre className="cp-mail cp-mail--text">{text}</pre>
      ) : (
        <iframe className="cp-mail" title={texts.frame} src={htmlUrl} sandbox="" loading="lazy" />
      )}
      <p className="cp-hint">{texts.links}</p>
    </section>
  )
}
