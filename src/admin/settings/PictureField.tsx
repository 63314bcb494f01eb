'use client'
import { Button, FieldLabel, toast, useDocumentInfo, useField } from '@payloadcms/ui'
import type { RelationshipFieldClientProps } from 'payload'
import { useRef, useState } from 'react'

import type { ID } from '../../records.ts'
import { FieldShell } from '../FieldShell.tsx'
import { postForm } from '../postTo.ts'
import { useWords } from '../useWords.ts'

interface PictureFieldProps extends Pick<RelationshipFieldClientProps, 'field' | 'path'> {
  kind: 'logo' | 'icon'
  /** Where its bytes go, and where they are shown from. */
  postUrl: string
  srcOf: (id: ID) => string
  accept: string
  words: { none: string; alt: string; choose: string; hint: string; saved: string; removed: string }
}

type Stored = Partial<Record<'logo' | 'icon', ID | null>> & { updatedAt?: string | null }

/** A picture of the business: uploaded and taken away at once, apart from the form, because its bytes are looked at on the server. */
export const PictureField = ({
  field,
  path: givenPath,
  kind,
  postUrl,
  srcOf,
  accept,
  words: texts,
}: PictureFieldProps) => {
  const { words, language } = useWords()
  const common = words.ui.logo
  const { path, value, setValue } = useField<ID | null>({ potentiallyStalePath: givenPath })
  const { data, setData } = useDocumentInfo()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)

  const store = async (file: File | null) => {
    setBusy(true)
    setProblem(null)
    const form = new FormData()
    if (file) form.set('file', file)
    const outcome = await postForm<Stored>(postUrl, language, form)
    setBusy(false)
    if (input.current) input.current.value = ''
    if (!outcome.ok) {
      setProblem(outcome.message ?? words.ui.failed)
      return
    }
    // It is saved already: the form has nothing to save because of it.
    const { updatedAt, [kind]: id = null } = outcome.answer
    setValue(id, true)
    // And this page has seen it: Payload would take it for somebody else's change at the next edit.
    setData({ ...data, [kind]: id, ...(updatedAt ? { updatedAt } : {}) })
    toast.success(file ? texts.saved : texts.removed)
  }

  return (
    <FieldShell field={field} kind={kind} isWrong={problem !== null}>
      <FieldLabel label={field.label} path={path} />
      <div className="cp-logo">
        {!value ? (
          <p className="cp-hint">{texts.none}</p>
        ) : (
          <span className={`cp-logo__sheet cp-logo__sheet--${kind}`}>
            <img src={srcOf(value)} alt={texts.alt} />
          </span>
        )}
        <div className="cp-actions">
          <Button
            buttonStyle="secondary"
            size="small"
            margin={false}
            disabled={isBusy}
            onClick={() => input.current?.click()}
          >
            {isBusy ? common.uploading : value ? common.replace : texts.choose}
          </Button>
          {value ? (
            <Button
              buttonStyle="transparent"
              size="small"
              margin={false}
              disabled={isBusy}
              onClick={() => void store(null)}
            >
              {common.remove}
            </Button>
          ) : null}
        </div>
        <input
          ref={input}
          type="file"
          accept={accept}
          hidden
          aria-label={texts.choose}
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (file) void store(file)
          }}
        />
      </div>
      {problem ? (
        <p className="cp-problem" role="alert">
          {problem}
        </p>
      ) : (
        <p className="cp-hint">{texts.hint}</p>
      )}
    </FieldShell>
  )
}
