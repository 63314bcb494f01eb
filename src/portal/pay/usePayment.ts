import { useRouter } from 'next/navigation.js'
import { useCallback, useEffect, useRef, useState } from 'react'

import type { Locale } from '../../records.ts'
import { loadStripeJs } from './loadStripeJs.ts'
import { openPayment, syncInvoice } from './payCalls.ts'
import { afterOpening, afterSync, nothingKnown, type Before, type Confirmation, type PayScreen } from './payScreen.ts'
import type { PayTarget } from './payTarget.ts'

interface PaymentOptions {
  target: PayTarget
  locale: Locale
  publishableKey: string
  scriptUrl: string | null
  /** The person comes back from their bank's own page. */
  isReturn: boolean
  /** Whether the page still offers this payment. */
  isOffered: boolean
}

/** Which screen the window shows, and what leads from one to the next. */
export const usePayment = ({ target, locale, publishableKey, scriptUrl, isReturn, isOffered }: PaymentOptions) => {
  const router = useRouter()
  const [screen, setScreen] = useState<PayScreen>(isReturn ? { name: 'checking' } : { name: 'opening' })
  // The page may be older than the last payment: what the server opened for the whole is what is due.
  const [due, setDue] = useState(target.due)
  const [isPaying, setPaying] = useState(false)
  const [unsure, setUnsure] = useState(nothingKnown)

  const check = useCallback(
    async (before: Before) => {
      setScreen({ name: 'checking' })
      const next = afterSync(await syncInvoice(target.sync, locale), before)
      setScreen(next)
      // The page behind tells the same at once.
      if (next.name !== 'lost') router.refresh()
    },
    [target.sync, locale, router],
  )

  const open = useCallback(
    async (amount: number | null = null) => {
      setScreen({ name: 'opening' })
      // On its way while our server prepares the payment; who needs it asks again, and hears if it failed.
      loadStripeJs(publishableKey, scriptUrl, locale).catch(() => undefined)
      const next = afterOpening(await openPayment(target.pay, locale, amount), amount !== null)
      setScreen(next)
      if (next.name === 'form' && amount === null) setDue(next.payment.amount)
      if (next.name === 'processing' || next.name === 'settled') router.refresh()
    },
    [target.pay, locale, router, publishableKey, scriptUrl],
  )

  const began = useRef(false)
  useEffect(() => {
    if (began.current) return
    began.current = true
    if (isReturn) void check(nothingKnown)
    else void open()
  }, [isReturn, check, open])

  // The page offers it no longer: paid in another tab while the form stood here, or merely out of the list's sight.
  const hasLooked = useRef(false)
  const isStale = !isOffered && screen.name === 'form' && !isPaying
  useEffect(() => {
    if (!isStale || hasLooked.current) return
    hasLooked.current = true
    void syncInvoice(target.sync, locale).then((answer) => {
      const next = afterSync(answer, { ...nothingKnown, due })
      if (next.name === 'paid') setScreen({ name: 'settled' })
      if (next.name === 'processing') setScreen(next)
    })
  }, [isStale, target.sync, locale, due])

  // Back online: looking is safe at any time, paying again is not.
  const isLost = screen.name === 'lost'
  useEffect(() => {
    if (!isLost) return
    const look = () => void check(unsure)
    addEventListener('online', look)
    return () => removeEventListener('online', look)
  }, [isLost, check, unsure])

  // Back from the bank's page by the browser's own button, to the page as it was left: nobody knows how it ended.
  useEffect(() => {
    if (!isPaying) return
    const look = (event: PageTransitionEvent) => {
      if (!event.persisted) return
      setPaying(false)
      void check({ ...nothingKnown, due })
    }
    addEventListener('pageshow', look)
    return () => removeEventListener('pageshow', look)
  }, [isPaying, check, due])

  const onConfirmed = (confirmation: Confirmation) => {
    if (screen.name !== 'form') return
    const before = { confirmation, amount: screen.payment.amount, due }
    setUnsure(before)
    if (confirmation.kind === 'lost') setScreen({ name: 'lost', wasChecked: false })
    else void check(before)
  }

  return {
    screen,
    due,
    isPaying,
    setPaying,
    onConfirmed,
    /** Opens a payment: of the whole, or of an amount in the minor unit. */
    open: (amount: number | null = null) => void open(amount),
    checkAgain: () => void check(unsure),
    choose: () => setScreen({ name: 'amount', problem: null }),
    onFailed: useCallback(() => setScreen({ name: 'form-failed' }), []),
  }
}
