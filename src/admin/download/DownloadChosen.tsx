'use client'
import { Button, toast, useSelection } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation.js'
import { useState } from 'react'

import { intlLocale } from '../../domain/intlLocale.ts'
import type { ID } from '../../records.ts'
import { readFrom } from '../postTo.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'
import { listIdsQuery } from './listIdsQuery.ts'
import { startDownload } from './startDownload.ts'

interface DownloadChosenProps {
  urls: { list: string; download: string }
  /** What the list's search looks in. */
  searchedFields: string[]
}

/**
 * Downloads the documents that are ticked in the list; where none is, or all on every page are, what the list shows.
 * Payload's own API says which those are, with the list's own filters and this person's rights: what is posted is ids.
 */
export const DownloadChosen = ({ urls, searchedFields }: DownloadChosenProps) => {
  const { words, language } = useWords()
  const texts = words.ui.documents
  const { count, selectedIDs, selectAll, totalDocs } = useSelection()
  const params = useSearchParams()
  const [isReading, setReading] = useState(false)
  const status: string = selectAll
  const isAll = status === 'allAvailable'
  if (!totalDocs) return null

  const idsOfList = async (): Promise<ID[] | null> => {
    setReading(true)
    const found = await readFrom<{ docs: { id: ID }[] }>(`${urls.list}?${listIdsQuery(params, searchedFields)}`)
    setReading(false)
    if (found.ok) return found.answer.docs.map(({ id }) => id)
    toast.error(found.message ?? words.ui.failed)
    return null
  }
  const download = async () => {
    const ids = isAll || count === 0 ? await idsOfList() : selectedIDs
    if (!ids) return
    toast.info(texts.started)
    startDownload(
      urls.download,
      ids.map((id) => ['invoice', String(id)] as const),
      (message) => toast.error(message ?? words.ui.failed),
    )
  }
  const number = new Intl.NumberFormat(intlLocale(language)).format(count)
  return (
    <div className="cp-list-actions">
      <Button buttonStyle="secondary" disabled={isReading} margin={false} onClick={() => void download()} size="small">
        {isReading ? texts.reading : count > 0 ? filled(texts.ofChosen, { count: number }) : texts.ofList}
      </Button>
    </div>
  )
}
