'use client'
import { useForm, useFormFields } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation.js'
import { useEffect, useRef, useState } from 'react'

import type { Client, ID } from '../../records.ts'
import { readFrom } from '../postTo.ts'

export interface DraftDefaultsProps {
  /** The business's own currency. */
  currency: string
  /** REST address of a client, with `ID` in its place. */
  clientUrl: string
  hasNumericIds: boolean
}

/**
 * Fills in what a draft can know by itself: its client, where the address names one (*New invoice* on a profile), and
 * its currency, the client's or else the business's. What a person wrote is left alone.
 */
export const DraftDefaults = ({ currency, clientUrl, hasNumericIds }: DraftDefaultsProps) => {
  const { dispatchFields } = useForm()
  const wanted = useSearchParams().get('client')
  const client = useFormFields(([fields]) => fields.client?.value as ID | null | undefined)
  const written = useFormFields(([fields]) => fields.currency?.value as string | null | undefined)
  const [isReady, setReady] = useState(false)
  const hasFilledClient = useRef(false)
  const filled = useRef<string | null>(null)
  const isOurs = !written || written === filled.current

  // The form puts its first state in place in an effect of its own, after those of what stands in it.
  useEffect(() => {
    const later = setTimeout(() => setReady(true), 0)
    return () => clearTimeout(later)
  }, [])

  useEffect(() => {
    if (!wanted || !isReady || client || hasFilledClient.current) return
    hasFilledClient.current = true
    dispatchFields({ type: 'UPDATE', path: 'client', value: hasNumericIds ? Number(wanted) : wanted, valid: true })
  }, [wanted, isReady, client, hasNumericIds, dispatchFields])

  useEffect(() => {
    if (!isReady || !isOurs) return
    let isWanted = true
    const fill = (value: string) => {
      if (!isWanted || filled.current === value) return
      filled.current = value
      dispatchFields({ type: 'UPDATE', path: 'currency', value, valid: true })
    }
    if (!client) fill(currency)
    else {
      void readFrom<Client>(`${clientUrl.replace('ID', String(client))}?depth=0`).then((found) =>
        fill((found.ok && found.answer.currency) || currency),
      )
    }
    return () => {
      isWanted = false
    }
  }, [client, isOurs, isReady, currency, clientUrl, dispatchFields])
  return null
}
