'use client'
import {
  Button,
  FieldDescription,
  FieldError,
  FieldLabel,
  useDocumentInfo,
  useField,
  useFormFields,
  useFormModified,
} from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'
import { useEffect, useRef, useState } from 'react'

import { FieldShell } from '../FieldShell.tsx'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'

interface SecretFieldProps extends TextFieldClientProps {
  /** How the environment's own ends, where it brings one. */
  fallbackHint: string | null
  /** The stored one was sealed with another secret of the site. */
  isUnreadable: boolean
}

/**
 * A secret that can be set, replaced and removed, and never read. Its value in the form is `undefined` while nobody
 * touches it, and `null` once it is to be removed.
 */
export const SecretField = ({ field, path: givenPath, readOnly, fallbackHint, isUnreadable }: SecretFieldProps) => {
  const { words } = useWords()
  const texts = words.ui.secret
  const { path, value, setValue, showError, errorMessage, disabled } = useField<string | null | undefined>({
    potentiallyStalePath: givenPath,
  })
  const hint = useFormFields(([fields]) => fields[`${path}Hint`]?.value) as string | null | undefined
  const { data } = useDocumentInfo()
  const isModified = useFormModified()
  const [isReplacing, setReplacing] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const isFixed = readOnly === true || field.admin?.readOnly === true

  // The server never says the secret again, so a saved form would keep what was typed: it goes as soon as it is stored.
  const savedAt: unknown = data?.updatedAt
  const seenAt = useRef(savedAt)
  useEffect(() => {
    if (seenAt.current === savedAt) return
    seenAt.current = savedAt
    // A logo is stored apart from the form: what was typed meanwhile is still to be saved.
    if (isModified) return
    setReplacing(false)
    setValue(undefined, true)
    // Asked at the moment of a save alone
  }, [savedAt, setValue])

  useEffect(() => {
    if (isReplacing) input.current?.focus()
  }, [isReplacing])

  const id = `field-${path.replaceAll('.', '__')}`
  const isRemoved = value === null && Boolean(hint)
  const isOpen = !isFixed && (isReplacing || !hint)
  const state = isRemoved
    ? texts.removed
    : hint
      ? filled(isUnreadable ? texts.unreadable : texts.set, { hint })
      : fallbackHint
        ? filled(texts.fromEnvironment, { hint: fallbackHint })
        : isFixed
          ? texts.none
          : null

  return (
    <FieldShell field={field} kind="secret" isWrong={showError} isReadOnly={isFixed}>
      <FieldLabel label={field.label} path={path} htmlFor={isOpen ? id : undefined} />
      <div className="field-type__wrap">
        <FieldError path={path} message={errorMessage} showError={showError} />
        {state ? (
          <div className="cp-secret">
            <span className={isUnreadable && hint && !isRemoved ? 'cp-secret__state cp-problem' : 'cp-secret__state'}>
              {state}
            </span>
            {isFixed || isReplacing || !hint ? null : isRemoved ? (
              <Button
                buttonStyle="transparent"
                size="small"
                margin={false}
                disabled={disabled}
                onClick={() => setValue(undefined)}
              >
                {texts.keep}
              </Button>
            ) : (
              <>
                <Button
                  buttonStyle="secondary"
                  size="small"
                  margin={false}
                  disabled={disabled}
                  onClick={() => setReplacing(true)}
                >
                  {texts.replace}
                </Button>
                <Button
                  buttonStyle="transparent"
                  size="small"
                  margin={false}
                  disabled={disabled}
                  onClick={() => setValue(null)}
                >
                  {texts.remove}
                </Button>
              </>
            )}
          </div>
        ) : null}
        {isOpen ? (
          <div className="cp-secret">
            <input
              ref={input}
              id={id}
              className="cp-input cp-secret__input"
              type="password"
              // Browsers take every password field for a sign-in, and this is none.
              autoComplete="new-password"
              data-1p-ignore
              data-lpignore="true"
              spellCheck={false}
              maxLength={2000}
              disabled={disabled}
              aria-invalid={showError}
              value={value ?? ''}
              onChange={(event) => setValue(event.target.value === '' ? undefined : event.target.value)}
            />
            {isReplacing ? (
              <Button
                buttonStyle="transparent"
                size="small"
                margin={false}
                disabled={disabled}
                onClick={() => {
                  setReplacing(false)
                  setValue(undefined)
                }}
              >
                {words.ui.cancel}
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
      {field.admin?.description ? <FieldDescription description={field.admin.description} path={path} /> : null}
    </FieldShell>
  )
}
