'use client'
import { useConfig } from '@payloadcms/ui'
import { useEffect, useState } from 'react'

import type { BusinessSettings, TaxRateSetting } from '../../records.ts'
import { readFrom } from '../postTo.ts'

const FRESH_MS = 20_000
let reading: { url: string; at: number; rates: Promise<TaxRateSetting[]> } | null = null

/** One request for all the rows of a page; after a little while the settings may have changed. */
const readRates = (url: string): Promise<TaxRateSetting[]> => {
  if (reading?.url !== url || Date.now() - reading.at > FRESH_MS) {
    const rates = readFrom<BusinessSettings>(`${url}?depth=0`).then((outcome) =>
      outcome.ok ? outcome.answer.taxRates : [],
    )
    reading = { url, at: Date.now(), rates }
  }
  return reading.rates
}

/** The tax rates of the business settings; null until they are read. */
export const useTaxRates = (settingsSlug: string): TaxRateSetting[] | null => {
  const { config } = useConfig()
  const url = `${config.routes.api}/globals/${settingsSlug}`
  const [rates, setRates] = useState<TaxRateSetting[] | null>(null)
  useEffect(() => {
    let isWanted = true
    void readRates(url).then((found) => {
      if (isWanted) setRates(found)
    })
    return () => {
      isWanted = false
    }
  }, [url])
  return rates
}
