'use client'
import { Button, toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useState } from 'react'

import type { TicketStatus } from '../../records.ts'
import { postTo } from '../postTo.ts'
import { useWords } from '../useWords.ts'

/** Closes the ticket, or opens it again. */
export const MoveButton = ({ url, status }: { url: string; status: TicketStatus }) => {
  const { words, language } = useWords()
  const router = useRouter()
  const [isBusy, setBusy] = useState(false)
  const isClosed = status === 'closed'
  const move = async () => {
    setBusy(true)
    const outcome = await postTo<unknown>(`${url}/${isClosed ? 'reopen' : 'close'}`, language)
    setBusy(false)
    if (!outcome.ok) return void toast.error(outcome.message ?? words.ui.failed)
    router.refresh()
  }
  return (
    <Button buttonStyle="secondary" disabled={isBusy} margin={false} onClick={() => void move()} size="medium">
      {isClosed ? words.ui.ticket.reopen : words.ui.ticket.close}
    </Button>
  )
}
