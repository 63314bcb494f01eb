'use client'
import { useRouter } from 'next/navigation.js'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'

import type { PayHostProps } from './payHostProps.ts'
import { PAY_ATTRIBUTE, readPayTarget, type PayStart, type PayTarget } from './payTarget.ts'

const PayWindow = lazy(() => import('./PayWindow.tsx'))

const linkTo = (target: PayTarget): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>(`[${PAY_ATTRIBUTE}]`)].find(
    (link) => readPayTarget(link.getAttribute(PAY_ATTRIBUTE))?.pay === target.pay,
  )

/** The address without what was meant for this one visit, a client secret among it. */
const tidyAddress = (): string => {
  const url = new URL(location.href)
  for (const name of [...url.searchParams.keys()]) {
    if (name === 'pay' || name === 'paid' || name === 'redirect_status' || name.startsWith('payment_intent')) {
      url.searchParams.delete(name)
    }
  }
  return url.pathname + url.search
}

/**
 * Opens the payment window where a *Pay now* is pressed, whichever page it is on. The links themselves are plain, and
 * lead to the invoice where no script runs; this stands once in every page, so that the window outlives the link that
 * opened it when the page is drawn anew. All else is loaded only when it is wanted.
 */
export const PayHost = ({ start, ...rest }: PayHostProps) => {
  const router = useRouter()
  const [opened, setOpened] = useState<PayStart | null>(null)
  const [isOffered, setOffered] = useState(true)
  const opener = useRef<HTMLElement | null>(null)

  const began = useRef(false)
  useEffect(() => {
    if (!start || began.current) return
    began.current = true
    // By Next, not by the history behind its back: with an address other than its own it would, when the page is drawn
    // anew twice in a row, load the page from the server, and the window would be gone before it told how it ended.
    router.replace(tidyAddress(), { scroll: false })
    opener.current = linkTo(start.target) ?? null
    setOpened(start)
  }, [start, router])

  useEffect(() => {
    const open = (event: MouseEvent) => {
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
      if (!isPlain || event.defaultPrevented || !(event.target instanceof Element)) return
      const link = event.target.closest<HTMLElement>(`[${PAY_ATTRIBUTE}]`)
      const target = readPayTarget(link?.getAttribute(PAY_ATTRIBUTE))
      if (!target) return
      event.preventDefault()
      opener.current = link
      setOffered(true)
      setOpened({ target, isReturn: false })
    }
    document.addEventListener('click', open)
    return () => document.removeEventListener('click', open)
  }, [])

  // After every drawing: was the invoice paid elsewhere while the window stood open?
  useEffect(() => {
    if (opened && !opened.isReturn) setOffered(linkTo(opened.target) !== undefined)
  })

  if (!opened) return null
  return (
    <Suspense fallback={<div className="pay-layer" />}>
      <PayWindow
        {...rest}
        isOffered={isOffered}
        isReturn={opened.isReturn}
        key={opened.target.pay}
        onClose={() => setOpened(null)}
        opener={opener}
        target={opened.target}
      />
    </Suspense>
  )
}
