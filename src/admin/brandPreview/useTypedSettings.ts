'use client'
import { useAllFormFields } from '@payloadcms/ui'
import { reduceFieldsToValues } from 'payload/shared'
import { useDeferredValue, useMemo, useState } from 'react'

import { DEFAULT_ACCENT, isHexColor } from '../../domain/accent.ts'
import { typedSettings, type TypedSettings } from './typedSettings.ts'

/** The settings as they are being typed. */
export const useTypedSettings = (): TypedSettings => {
  const [fields] = useAllFormFields()
  const shown = useDeferredValue(fields)
  const [accent, setAccent] = useState(DEFAULT_ACCENT)
  const typed = shown.accentColor?.value
  const color = typeof typed === 'string' && isHexColor(typed.trim()) ? typed.trim().toLowerCase() : accent
  if (color !== accent) setAccent(color)
  return useMemo(() => typedSettings(reduceFieldsToValues(shown, true), color), [shown, color])
}
