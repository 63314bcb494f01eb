'use client'
import { Button, toast, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useId, useState } from 'react'

import { Dialog } from '../dialog/Dialog.tsx'
import { useDeed } from '../dialog/useDeed.ts'
import { firstChoice, listed, type Address } from '../documentPanel/addresses.ts'
import { RecipientChoice } from '../documentPanel/RecipientChoice.tsx'
import { PeriodSelect } from '../download/PeriodSelect.tsx'
import { startDownload } from '../download/startDownload.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'

interface DownloadDocumentsProps {
  clientName: string
  addresses: Address[]
  /** Years in which the client has documents; the newest first. */
  years: number[]
  maySend: boolean
  urls: { download: string; send: string }
}

const SLUG = 'client-portal-send-documents'

/** The client's archive, for staff itself or as a link for the client that starts its download. */
export const DownloadDocuments = ({ clientName, addresses, years, maySend, urls }: DownloadDocumentsProps) => {
  const { words, language } = useWords()
  const texts = words.ui.documents
  const id = useId()
  const router = useRouter()
  const { openModal, closeModal } = useModal()
  const { run, isBusy, problem, setProblem } = useDeed()
  const [period, setPeriod] = useState('')
  const [chosen, setChosen] = useState<string[]>(() => firstChoice(addresses, null))
  const to = listed(chosen, language)

  const download = () => {
    toast.info(texts.started)
    startDownload(urls.download, [period ? ['year', period] : ['all', '1']], (message) =>
      toast.error(message ?? words.ui.failed),
    )
  }
  const send = async () => {
    if (!(await run(urls.send, { ...(period ? { year: period } : {}), recipients: chosen }))) return
    closeModal(SLUG)
    toast.success(filled(texts.sent, { to }))
    router.refresh()
  }

  return (
    <section aria-labelledby={`${id}-title`} className="cp-download">
      <h3 className="cp-heading" id={`${id}-title`}>
        {texts.title}
      </h3>
      <div className="cp-download__row">
        <label className="cp-download__period" htmlFor={`${id}-period`}>
          <span className="cp-label">{texts.period}</span>
          <PeriodSelect id={`${id}-period`} onChange={setPeriod} value={period} years={years} />
        </label>
        <Button buttonStyle="secondary" margin={false} onClick={download} size="medium">
          {texts.download}
        </Button>
        {maySend ? (
          <Button
            buttonStyle="secondary"
            margin={false}
            onClick={() => {
              setProblem(null)
              openModal(SLUG)
            }}
            size="medium"
          >
            {texts.send}
          </Button>
        ) : null}
      </div>
      <p className="cp-hint">{texts.hint}</p>
      <Dialog
        confirmLabel={texts.sendButton}
        isBlocked={chosen.length === 0}
        isBusy={isBusy}
        onConfirm={() => void send()}
        problem={problem}
        slug={SLUG}
        title={filled(texts.sendTitle, { client: clientName })}
      >
        <label className="cp-stack" htmlFor={`${id}-send-period`}>
          <span className="cp-label">{texts.period}</span>
          <PeriodSelect id={`${id}-send-period`} onChange={setPeriod} value={period} years={years} />
        </label>
        <RecipientChoice addresses={addresses} chosen={chosen} onChange={setChosen} />
        <p className="cp-question">{chosen.length === 0 ? words.ui.send.nobody : filled(texts.ask, { to })}</p>
        <p className="cp-hint">{texts.then}</p>
      </Dialog>
    </section>
  )
}
