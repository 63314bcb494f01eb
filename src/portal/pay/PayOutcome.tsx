'use client'
import type { ReactNode, RefObject } from 'react'

import { Icon, type IconName } from '../parts/Icon.tsx'
import type { PayScreen } from './payScreen.ts'
import type { PayTexts } from './payTexts.ts'

interface PayOutcomeProps {
  screen: Exclude<PayScreen, { name: 'form' | 'opening' | 'amount' }>
  texts: PayTexts
  titleId: string
  heading: RefObject<HTMLHeadingElement | null>
  businessName: string
  number: string
  receiptTo: string | null
  /** The invoice's page. */
  page: string
  money: (amount: number) => string
  onClose: () => void
  /** Begins anew; only offered where nothing can have been paid. */
  onOpen: () => void
  /** Looks again what became of it. */
  onCheck: () => void
}

interface Told {
  tone: 'good' | 'due' | 'late' | 'quiet'
  icon: IconName
  title: string
  lines: (string | null)[]
  action: ReactNode
}

const tell = ({ screen, texts, businessName, receiptTo, page, money, ...on }: PayOutcomeProps): Told => {
  const button = (label: string, onClick: () => void, isPrimary = true) => (
    <button
      className={`button button-wide${isPrimary ? ' button-primary' : ''}`}
      key={label}
      onClick={onClick}
      type="button"
    >
      {label}
    </button>
  )
  const done = button(texts.paid.done, on.onClose)
  const receipt = receiptTo ? texts.paid.receipt(receiptTo) : null
  const retry = button(texts.tryAgain, on.onOpen)
  const leave = button(texts.close, on.onClose, false)
  switch (screen.name) {
    case 'checking':
      return { tone: 'quiet', icon: 'clock', title: texts.checking, lines: [], action: null }
    case 'paid': {
      const said =
        screen.amount === null ? texts.paid.whole(businessName) : texts.paid.text(money(screen.amount), businessName)
      const lines = [said, screen.isSoon ? texts.paid.soon : null, receipt]
      return { tone: 'good', icon: 'check', title: texts.paid.title, lines, action: done }
    }
    case 'part-paid': {
      const words = texts.partPaid
      const title = screen.amount === null ? words.titlePlain : words.title(money(screen.amount))
      const action = [button(texts.paid.done, on.onClose), button(words.rest, on.onOpen, false)]
      return { tone: 'good', icon: 'check', title, lines: [words.text(money(screen.due)), receipt], action }
    }
    case 'processing': {
      const { title, text, once } = texts.processing
      return { tone: 'due', icon: 'transfer', title, lines: [text, once], action: done }
    }
    case 'lost': {
      const { title, text, still, again } = texts.lost
      const lines = [screen.wasChecked ? still : text]
      return { tone: 'late', icon: 'alert', title, lines, action: [button(again, on.onCheck), leave] }
    }
    case 'unfinished': {
      const { title, text } = texts.unfinished
      return { tone: 'late', icon: 'alert', title, lines: [screen.reason, text], action: [retry, leave] }
    }
    case 'settled':
      return { tone: 'good', icon: 'check', title: texts.settled.title, lines: [texts.settled.text], action: done }
    case 'signed-out': {
      const { title, text, signIn } = texts.signedOut
      const action = (
        <a className="button button-primary button-wide" href={page}>
          {signIn}
        </a>
      )
      return { tone: 'quiet', icon: 'alert', title, lines: [text], action }
    }
    case 'no-connection':
    case 'form-failed': {
      const { title, text } = screen.name === 'no-connection' ? texts.noConnection : texts.formFailed
      return { tone: 'late', icon: 'alert', title, lines: [text], action: [retry, leave] }
    }
    case 'refused': {
      const action = screen.mayRetry ? [retry, leave] : leave
      return { tone: 'quiet', icon: 'alert', title: texts.unavailable, lines: [screen.message], action }
    }
  }
}

/** What happened, that nothing was lost, and how to go on. */
export const PayOutcome = (props: PayOutcomeProps) => {
  const { tone, icon, title, lines, action } = tell(props)
  return (
    <div className={`pay-outcome pay-outcome-${tone}`}>
      <span className={`pay-sign${props.screen.name === 'checking' ? ' pay-sign-busy' : ''}`}>
        <Icon name={icon} />
      </span>
      <h2 className="pay-title" id={props.titleId} ref={props.heading} tabIndex={-1}>
        {title}
      </h2>
      <div className="pay-told" role="status">
        {lines.map((line) => (line ? <p key={line}>{line}</p> : null))}
      </div>
      <p className="quiet pay-about">{props.number}</p>
      {action ? <div className="pay-actions">{action}</div> : null}
    </div>
  )
}
