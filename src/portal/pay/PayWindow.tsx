'use client'
import { useRouter } from 'next/navigation.js'
import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react'

import { formatMoney } from '../../domain/money.ts'
import { Icon } from '../parts/Icon.tsx'
import { AmountStep } from './AmountStep.tsx'
import { afterOpening, afterSync, nothingKnown, type Before, type Confirmation, type PayScreen } from './payScreen.ts'
import { openPayment, syncInvoice } from './payCalls.ts'
import { payTexts } from './payTexts.ts'
import type { PartChoice } from './partChoice.ts'
import { PayForm } from './PayForm.tsx'
import type { PayHostProps } from './PayHost.tsx'
import { PayOutcome } from './PayOutcome.tsx'
import { PayWaiting } from './PayWaiting.tsx'
import type { PayTarget } from './payTarget.ts'
import { edgeOf, useModal } from './useModal.ts'

interface PayWindowProps extends Omit<PayHostProps, 'start'> {
  target: PayTarget
  /** The person comes back from their bank's own page. */
  isReturn: boolean
  /** Whether the page still offers this payment. */
  isOffered: boolean
  opener: RefObject<HTMLElement | null>
  onClose: () => void
}

/** Whoever asks for another amount has chosen already. */
const anotherAmount: PartChoice = { isPart: true, text: '' }

/** The payment window: one invoice, one amount, one button; and a screen for whatever becomes of it. */
const PayWindow = (props: PayWindowProps) => {
  const { target, isReturn, isOffered, opener, onClose, locale, formality, businessName, payer, sendsReceipts } = props
  const texts = payTexts(locale, formality)
  const router = useRouter()
  const box = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const [screen, setScreen] = useState<PayScreen>(isReturn ? { name: 'checking' } : { name: 'opening' })
  const [choice, setChoice] = useState(anotherAmount)
  // The page may be older than the last payment: what the server opened for the whole is what is due.
  const [due, setDue] = useState(target.due)
  const [isPaying, setPaying] = useState(false)
  const titleId = useId()
  useModal(box, opener)

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
      const next = afterOpening(await openPayment(target.pay, locale, amount), amount !== null)
      setScreen(next)
      if (next.name === 'form' && amount === null) setDue(next.payment.amount)
      if (next.name === 'processing' || next.name === 'settled') router.refresh()
    },
    [target.pay, locale, router],
  )

  const began = useRef(false)
  useEffect(() => {
    if (began.current) return
    began.current = true
    if (isReturn) void check(nothingKnown)
    else void open()
  }, [isReturn, check, open])

  // Paid in another tab while the form stood here.
  const isStale = !isOffered && screen.name === 'form' && !isPaying
  useEffect(() => {
    if (isStale) void check({ ...nothingKnown, due })
  }, [isStale, check, due])

  // Back online: looking is safe at any time, paying again is not.
  const [unsure, setUnsure] = useState(nothingKnown)
  const isLost = screen.name === 'lost'
  useEffect(() => {
    if (!isLost) return
    const look = () => void check(unsure)
    addEventListener('online', look)
    return () => removeEventListener('online', look)
  }, [isLost, check, unsure])

  // Each screen is announced by its heading, where the keyboard goes on from.
  const shown = useRef(screen.name)
  useEffect(() => {
    if (shown.current === screen.name) return
    shown.current = screen.name
    if (screen.name !== 'form' && screen.name !== 'amount') heading.current?.focus({ preventScroll: true })
  }, [screen.name])

  useEffect(() => {
    if (!isPaying) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isPaying])

  const close = () => {
    if (!isPaying) onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.stopPropagation()
    close()
  }
  const goTo = (edge: 'first' | 'last') => () => {
    if (box.current) edgeOf(box.current, edge)?.focus()
  }

  const onFailed = useCallback(() => setScreen({ name: 'form-failed' }), [])
  const onConfirmed = (confirmation: Confirmation) => {
    if (screen.name !== 'form') return
    const before = { confirmation, amount: screen.payment.amount, due }
    setUnsure(before)
    if (confirmation.kind === 'lost') setScreen({ name: 'lost', wasChecked: false })
    else void check(before)
  }

  const money = (amount: number) => formatMoney(amount, target.currency, locale)
  return (
    <div className="pay-layer" data-live-hold={isPaying ? '' : undefined}>
      <div
        aria-labelledby={titleId}
        aria-modal="true"
        className="pay"
        onKeyDown={onKeyDown}
        ref={box}
        role="dialog"
        tabIndex={-1}
      >
        <span className="pay-guard" onFocus={goTo('last')} tabIndex={0} />
        <div className="pay-head">
          <p className="pay-business">{businessName}</p>
          <button aria-label={texts.close} className="pay-close" disabled={isPaying} onClick={close} type="button">
            <Icon name="cross" />
          </button>
        </div>
        {screen.name === 'form' || screen.name === 'opening' || screen.name === 'amount' ? (
          <>
            <h2 className="pay-title" id={titleId} ref={heading} tabIndex={-1}>
              {texts.title(target.number)}
            </h2>
            {screen.name === 'opening' ? <PayWaiting money={money(due)} text={texts.opening} /> : null}
            {screen.name === 'amount' ? (
              <AmountStep
                choice={choice}
                currency={target.currency}
                due={due}
                locale={locale}
                onChoice={setChoice}
                onContinue={(amount) => void open(amount)}
                problem={screen.problem}
                texts={texts}
              />
            ) : null}
            {screen.name === 'form' ? (
              <PayForm
                {...props}
                isPaying={isPaying}
                key={screen.payment.clientSecret}
                onChoose={() => setScreen({ name: 'amount', problem: null })}
                onConfirmed={onConfirmed}
                onEscape={close}
                onFailed={onFailed}
                onPaying={setPaying}
                payment={screen.payment}
                texts={texts}
              />
            ) : null}
          </>
        ) : (
          <PayOutcome
            businessName={businessName}
            heading={heading}
            money={money}
            number={target.number}
            onCheck={() => void check(unsure)}
            onClose={onClose}
            onOpen={() => void open()}
            page={target.page}
            receiptTo={sendsReceipts ? payer.email : null}
            screen={screen}
            texts={texts}
            titleId={titleId}
          />
        )}
        <span className="pay-guard" onFocus={goTo('first')} tabIndex={0} />
      </div>
    </div>
  )
}

export default PayWindow
