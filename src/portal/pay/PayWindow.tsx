'use client'
import { useEffect, useId, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'

import { formatMoney } from '../../domain/money.ts'
import { Icon } from '../parts/Icon.tsx'
import { AmountStep } from './AmountStep.tsx'
import type { PartChoice } from './partChoice.ts'
import { PayForm } from './PayForm.tsx'
import type { PayHostProps } from './payHostProps.ts'
import { PayOutcome } from './PayOutcome.tsx'
import type { PayTarget } from './payTarget.ts'
import { payTexts } from './payTexts.ts'
import { PayWaiting } from './PayWaiting.tsx'
import { edgeOf, useModal } from './useModal.ts'
import { usePayment } from './usePayment.ts'

interface PayWindowProps extends Omit<PayHostProps, 'start'> {
  target: PayTarget
  isReturn: boolean
  isOffered: boolean
  /** What had the focus before. */
  opener: RefObject<HTMLElement | null>
  onClose: () => void
}

/** Whoever asks for another amount has chosen already. */
const anotherAmount: PartChoice = { isPart: true, text: '' }

/** The payment window: one invoice, one amount, one button; and a screen for whatever becomes of it. */
const PayWindow = (props: PayWindowProps) => {
  const { target, opener, onClose, locale, formality, businessName, payer, sendsReceipts } = props
  const texts = payTexts(locale, formality)
  const payment = usePayment(props)
  const { screen, due, isPaying } = payment
  const [choice, setChoice] = useState(anotherAmount)
  const box = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const titleId = useId()
  useModal(box, opener)

  // Each screen is announced by its heading, where the keyboard goes on from.
  const shown = useRef(screen.name)
  useEffect(() => {
    if (shown.current === screen.name) return
    shown.current = screen.name
    // The link goes with the debt, if not at once: the focus would go with it.
    if (['paid', 'processing', 'settled'].includes(screen.name)) opener.current = null
    if (screen.name !== 'form' && screen.name !== 'amount') heading.current?.focus({ preventScroll: true })
  }, [screen.name, opener])

  const close = () => {
    if (!isPaying) onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab' && event.shiftKey && box.current && event.target === box.current) {
      event.preventDefault()
      edgeOf(box.current, 'last')?.focus()
    }
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.stopPropagation()
    close()
  }
  // The window's two ends meet: what leaves at one comes in at the other. Its own box stands before the first.
  const guard = (opposite: 'first' | 'last') => (event: FocusEvent) => {
    if (box.current) edgeOf(box.current, event.relatedTarget === box.current ? 'first' : opposite)?.focus()
  }

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
        <span className="pay-guard" onFocus={guard('last')} tabIndex={0} />
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
            {screen.name === 'opening' ? (
              <PayWaiting money={{ amount: due, currency: target.currency, locale }} text={texts.opening} />
            ) : null}
            {screen.name === 'amount' ? (
              <AmountStep
                choice={choice}
                currency={target.currency}
                due={due}
                locale={locale}
                onChoice={setChoice}
                onContinue={payment.open}
                problem={screen.problem}
                texts={texts}
              />
            ) : null}
            {screen.name === 'form' ? (
              <PayForm
                {...props}
                isPaying={isPaying}
                key={screen.payment.clientSecret}
                onChoose={payment.choose}
                onConfirmed={payment.onConfirmed}
                onEscape={close}
                onFailed={payment.onFailed}
                onPaying={payment.setPaying}
                payment={screen.payment}
                texts={texts}
              />
            ) : null}
          </>
        ) : (
          <PayOutcome
            businessName={businessName}
            heading={heading}
            money={(amount) => formatMoney(amount, target.currency, locale)}
            number={target.number}
            onCheck={payment.checkAgain}
            onClose={onClose}
            onOpen={() => payment.open()}
            page={target.page}
            receiptTo={sendsReceipts ? payer.email : null}
            screen={screen}
            texts={texts}
            titleId={titleId}
          />
        )}
        <span className="pay-guard" onFocus={guard('first')} tabIndex={0} />
      </div>
    </div>
  )
}

export default PayWindow
