'use client'
import { useFormFields } from '@payloadcms/ui'

import { isCurrency } from '../../domain/money.ts'

/** The currency of the document being edited. While it is none yet, two decimals are as good a guess as any. */
export const useCurrency = (): string =>
  useFormFields(([fields]) => {
    const value: unknown = fields.currency?.value
    const code = typeof value === 'string' ? value.trim().toUpperCase() : ''
    return isCurrency(code) ? code : 'EUR'
  })
