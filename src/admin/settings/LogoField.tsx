'use client'
import { Button, FieldLabel, toast, useConfig, useField } from '@payloadcms/ui'
import type { RelationshipFieldClientProps } from 'payload'
import { useRef, useState } from 'react'

import { apiPaths } from '../../paths.ts'
import type { ID } from '../../records.ts'
import { FieldShell } from '../FieldShell.tsx'
import { postForm } from '../postTo.ts'
import { useWords } from '../useWords.ts'

/** The logo: uploaded and taken away at once, apart from the form, because its bytes are looked at on the server. */
export const LogoField = ({ field, path: givenPath }: RelationshipFieldClientProps) => {
  const { words, language } = useWords()
  const texts = words.ui.logo
  const { config } = useConfig()
  const api = apiPaths(config.routes.api)
  const { path, value, setValue } = useField<ID | null>({ potentiallyStalePath: givenPath })
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)

  const store = async (file: File | null) => {
    setBusy(true)
    setProblem(null)
    const form = new FormData()
    if (file) form.set('file', file)
    const outcome = await postForm<{ logo: ID | null }>(api.settingsLogo(), language, form)
    setBusy(false)
    if (input.current) input.current.value = ''
    if (!outcome.ok) {
      setProblem(outcome.message ?? words.ui.failed)
      return
    }
    // It is saved already: the form has nothing to save because of it.
    setValue(outcome.answer.logo, true)
    toast.success(file ? texts.saved : texts.removed)
  }

  return (
    <FieldShell field={field} kind="logo" isWrong={problem !== null}>
      <FieldLabel label={field.label} path={path} />
      <div className="cp-logo">
        {!value ? (
          <p className="cp-hint">{texts.none}</p>
        ) : (
          <span className="cp-logo__sheet">
            <img src={api.logo(value)} alt={texts.alt} />
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
            {isBusy ? texts.uploading : value ? texts.replace : texts.choose}
          </Button>
          {value ? (
            <Button
              buttonStyle="transparent"
              size="small"
              margin={false}
              disabled={isBusy}
              onClick={() => void store(null)}
            >
              {texts.remove}
            </Button>
          ) : null}
        </div>
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg"
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
