import { dayOf, formatDay } from '../../domain/days.ts'
import { inSentence } from '../../domain/inSentence.ts'
import { formatMoney } from '../../domain/money.ts'
import type { Payment } from '../../records.ts'
import { instantText } from '../instantText.ts'
import type { Tone } from '../status/statusTone.ts'
import type { TimelineContext } from '../timeline/entries.ts'
import { filled, type AdminWords } from '../words.ts'

type Context = Pick<TimelineContext, 'words' | 'language' | 'timeZone' | 'today'>

/** How it was paid, as people call it: `Visa •••• 4242`, else the method. */
export const methodText = ({ method, methodDetail }: Pick<Payment, 'method' | 'methodDetail'>, words: AdminWords) =>
  methodDetail || words.options.method[method]

/** Where a payment stands, in one sentence. */
export const paymentState = (payment: Payment, { words, language, timeZone, today }: Context): string => {
  const texts = words.ui.payment
  const day = dayOf(payment.receivedAt)
  const values = {
    amount: formatMoney(payment.amount, payment.currency, language),
    day: day ? formatDay(day, language, 'medium') : '',
    method: payment.methodDetail || inSentence(words.options.method[payment.method], language),
  }
  const at = (instant: string) => instantText(instant, language, timeZone, today)
  switch (payment.status) {
    case 'pending':
      return payment.payerEmail
        ? filled(texts.pendingState, { who: payment.payerEmail, at: at(payment.createdAt) })
        : filled(texts.pendingStatePlain, { at: at(payment.createdAt) })
    case 'processing':
      return filled(texts.processingState, values)
    case 'failed':
      return filled(texts.failedState, values)
    case 'reversed':
      return filled(texts.reversedState, { at: at(payment.reversedAt ?? payment.updatedAt) })
    case 'refunded':
      return filled(texts.refundedState, values)
    case 'succeeded':
    case 'disputed':
      return filled(payment.method === 'credit' ? texts.creditState : texts.receivedState, values)
  }
}

/** What else one has to know of it, above the figures: a dispute, why it failed, that it is being called off. */
export const paymentNotices = (
  payment: Payment,
  { words, language }: Pick<Context, 'words' | 'language'>,
): { tone: Extract<Tone, 'late' | 'quiet'>; text: string }[] => {
  const texts = words.ui.payment
  const disputes = {
    inquiry: { tone: 'late', text: texts.inquiry },
    open: { tone: 'late', text: texts.disputeOpen },
    won: { tone: 'quiet', text: texts.disputeWon },
    lost: {
      tone: 'late',
      text: filled(texts.disputeLost, {
        amount: formatMoney(payment.disputeLost ?? payment.amount, payment.currency, language),
      }),
    },
  } as const
  const isUnpaid = payment.status === 'pending' || payment.status === 'failed'
  return [
    ...(payment.disputeStatus ? [disputes[payment.disputeStatus]] : []),
    ...(payment.status === 'pending' && payment.cancelRequested
      ? [{ tone: 'quiet' as const, text: texts.withdrawnState }]
      : []),
    ...(isUnpaid && payment.lastFailure
      ? [{ tone: 'late' as const, text: filled(texts.lastFailure, { reason: payment.lastFailure }) }]
      : []),
  ]
}
