'use client'
import { Button } from '@payloadcms/ui'
import { useState } from 'react'

import { readFrom } from '../postTo.ts'
import { useWords } from '../useWords.ts'
import { frameHeight } from './frameHeight.ts'

interface MailFrameProps {
  /** `GET /api/emails/:id/original` */
  url: string
}

interface Shown {
  html: string
  hasRemoteImages: boolean
}

/**
 * A mail that came in, with its layout, behind a click: read only when somebody opens it. Its frame may do nothing at all,
 * and its page brings a policy of its own; what lies elsewhere is loaded by a second click alone.
 */
export const MailFrame = ({ url }: MailFrameProps) => {
  const { words } = useWords()
  const texts = words.ui.email
  const [shown, setShown] = useState<Shown | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [hasImages, setHasImages] = useState(false)

  const read = async (withImages: boolean) => {
    setProblem(null)
    const outcome = await readFrom<Shown>(withImages ? `${url}?images=1` : url)
    if (!outcome.ok) {
      setProblem(outcome.message ?? words.ui.failed)
      return
    }
    setShown(outcome.answer)
    setHasImages(withImages)
  }

  return (
    <details
      className="cp-message__more"
      onToggle={(event) => {
        if (event.currentTarget.open && !shown) void read(false)
      }}
    >
      <summary>{texts.original}</summary>
      {problem ? (
        <p className="cp-problem" role="alert">
          {problem}
        </p>
      ) : null}
      {!shown && !problem ? <p className="cp-hint">{texts.loading}</p> : null}
      {shown ? (
        <>
          {shown.hasRemoteImages && !hasImages ? (
            <div className="cp-actions cp-frame-ask">
              <Button buttonStyle="secondary" size="xsmall" margin={false} onClick={() => void read(true)}>
                {texts.showImages}
              </Button>
              <span className="cp-hint">{texts.imagesHint}</span>
            </div>
          ) : null}
          <iframe
            className="cp-mail cp-mail--frame"
            title={texts.frame}
            sandbox=""
            srcDoc={shown.html}
            style={{ height: frameHeight(shown.html) }}
          />
          <p className="cp-hint">{texts.inert}</p>
        </>
      ) : null}
    </details>
  )
}
