'use client'
import { FieldDescription, FieldError, FieldLabel, useField } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'

import { accentScale, contrast, DEFAULT_ACCENT, isHexColor } from '../../domain/accent.ts'
import { FieldShell } from '../FieldShell.tsx'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'

/** The accent colour, with what becomes of it: the button clients will press, and how well its text reads. */
export const ColorField = ({ field, path: givenPath, readOnly }: TextFieldClientProps) => {
  const { words, language } = useWords()
  const { path, value, setValue, showError, errorMessage, disabled } = useField<string | null>({
    potentiallyStalePath: givenPath,
  })
  const text = value ?? ''
  const isFixed = readOnly === true || field.admin?.readOnly === true || disabled
  const isClear = isHexColor(text.trim())
  const given = isClear ? text.trim().toLowerCase() : DEFAULT_ACCENT
  const scale = accentScale(given, 'light')
  const ratio = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(
    contrast(scale.accent, scale.onAccent),
  )
  const id = `field-${path.replaceAll('.', '__')}`
  return (
    <FieldShell field={field} kind="color" isWrong={showError} isReadOnly={isFixed}>
      <FieldLabel label={field.label} path={path} required={field.required} htmlFor={id} />
      <div className="field-type__wrap">
        <FieldError path={path} message={errorMessage} showError={showError} />
        <div className="cp-color">
          <input
            className="cp-color__swatch"
            type="color"
            aria-label={words.ui.color.pick}
            disabled={isFixed}
            value={given}
            onChange={(event) => setValue(event.target.value)}
          />
          <input
            id={id}
            className="cp-input cp-color__hex"
            type="text"
            spellCheck={false}
            autoComplete="off"
            maxLength={7}
            placeholder={DEFAULT_ACCENT}
            disabled={isFixed}
            value={text}
            onChange={(event) => setValue(event.target.value)}
          />
          <span className="cp-color__ground" style={{ background: scale.ground, borderColor: scale.line }} aria-hidden>
            <span className="cp-color__button" style={{ background: scale.accent, color: scale.onAccent }}>
              {words.ui.color.preview}
            </span>
          </span>
        </div>
        <p className="cp-hint" aria-live="polite">
          {isClear
            ? `${filled(words.ui.color.contrast, { ratio })}${scale.accent === given ? '' : ` · ${words.ui.color.moved}`}`
            : words.ui.color.unclear}
        </p>
      </div>
      {field.admin?.description ? <FieldDescription description={field.admin.description} path={path} /> : null}
    </FieldShell>
  )
}
