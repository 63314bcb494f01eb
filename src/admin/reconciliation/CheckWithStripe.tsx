'use client'
import { Button, toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'

import { useDeed } from '../dialog/useDeed.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'

interface Answer {
  checked: number
  repaired: number
  problems: string[]
}

/** Compares the ledger with Stripe now, and says what came of it. */
export const CheckWithStripe = ({ url }: { url: string }) => {
  const { words } = useWords()
  const texts = words.ui.reconcile
  const router = useRouter()
  const { run, isBusy } = useDeed(toast.error)
  const check = async () => {
    const answer = await run<Answer>(url)
    if (!answer) return
    const { checked, repaired, problems } = answer
    toast[problems.length > 0 ? 'warning' : 'success'](filled(texts.done, { checked, repaired }))
    router.refresh()
  }
  return (
    <Button buttonStyle="secondary" size="small" margin={false} disabled={isBusy} onClick={() => void check()}>
      {isBusy ? texts.checking : texts.button}
    </Button>
  )
}
