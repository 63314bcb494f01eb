'use client'
import { Button, toast, useModal } from '@payloadcms/ui'
import { useId, useState } from 'react'

import { Dialog } from '../dialog/Dialog.tsx'
import { useDeed } from '../dialog/useDeed.ts'
import { startDownload } from '../download/startDownload.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'

interface PersonalDataProps {
  /** As it stands: typed once more, it confirms. */
  clientName: string
  isAnonymised: boolean
  urls: { data: string; anonymise: string }
}

const SLUG = 'client-portal-anonymise'

/** What is kept about a person, for whoever asks for it; and its end. */
export const PersonalData = ({ clientName, isAnonymised, urls }: PersonalDataProps) => {
  const { words } = useWords()
  const texts = words.ui.client.anonymise
  const id = useId()
  const { openModal, closeModal } = useModal()
  const { run, isBusy, problem, setProblem } = useDeed()
  const [typed, setTyped] = useState('')

  const download = () => {
    toast.info(words.ui.documents.started)
    startDownload(urls.data, [], (message) => toast.error(message ?? words.ui.failed))
  }
  const anonymise = async () => {
    if (!(await run(urls.anonymise, { confirm: typed }))) return
    closeModal(SLUG)
    toast.success(texts.done)
    // The form around it still holds what was taken out.
    window.location.reload()
  }

  return (
    <section aria-labelledby={`${id}-title`} className="cp-download">
      <h3 className="cp-heading" id={`${id}-title`}>
        {texts.title}
      </h3>
      <div className="cp-download__row">
        <Button buttonStyle="secondary" margin={false} onClick={download} size="medium">
          {texts.export}
        </Button>
        {isAnonymised ? null : (
          <Button
            buttonStyle="secondary"
            margin={false}
            onClick={() => {
              setProblem(null)
              setTyped('')
              openModal(SLUG)
            }}
            size="medium"
          >
            {texts.button}
          </Button>
        )}
      </div>
      <p className="cp-hint">{texts.exportHint}</p>
      <Dialog
        confirmLabel={texts.doIt}
        isBlocked={typed.trim() !== clientName.trim()}
        isBusy={isBusy}
        isGrave
        onConfirm={() => void anonymise()}
        problem={problem}
        slug={SLUG}
        title={filled(texts.dialogTitle, { client: clientName })}
      >
        <p>{texts.what}</p>
        <p>{texts.stays}</p>
        <label className="cp-stack" htmlFor={`${id}-name`}>
          <span className="cp-label">{filled(texts.confirm, { name: clientName })}</span>
          <input
            autoComplete="off"
            className="cp-input"
            id={`${id}-name`}
            onChange={(event) => setTyped(event.target.value)}
            // The page's own form must not take it for a save.
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.preventDefault()
            }}
            type="text"
            value={typed}
          />
        </label>
      </Dialog>
    </section>
  )
}
