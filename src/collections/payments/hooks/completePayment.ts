import type { CollectionBeforeValidateHook } from 'payload'

import { getPortalOptions } from '../../../context.ts'
import { storedDay } from '../../../domain/storedDay.ts'
import { businessDay } from '../../../operations/businessDay.ts'
import type { Payment } from '../../../records.ts'
import { findById, readSettings } from '../../../store.ts'
import { errorText, fieldProblem } from '../../../translations/errorText.ts'
import { fieldProblems } from '../../hooks/problem.ts'

const MANUAL: readonly string[] = ['bank-transfer', 'cash', 'other']

/** Fills what the invoice already says (client, currency) and refuses what no person can record by hand. */
export const completePayment: CollectionBeforeValidateHook = async ({ data, operation, req }) => {
  if (operation !== 'create' || !data || req.context.portalLedger) return data as unknown
  const payment = data as Partial<Payment>
  const problems: { path: string; message: string }[] = []
  const language = req.i18n.language
  if (payment.method && !MANUAL.includes(payment.method)) {
    problems.push({ path: 'method', message: fieldProblem('manualMethod', language) })
  }
  if (!Number.isSafeInteger(payment.amount) || Number(payment.amount) <= 0 || Number(payment.amount) > 1e13) {
    problems.push({ path: 'amount', message: errorText('bad-amount', language) })
  }
  const missing = errorText('not-found', language)
  const invoice = payment.invoice ? await findById(req, 'invoices', payment.invoice) : null
  if (payment.invoice && !invoice) problems.push({ path: 'invoice', message: missing })
  const client = payment.client ?? invoice?.client
  const payer = client ? await findById(req, 'clients', client) : null
  if (client && !payer) problems.push({ path: 'client', message: missing })
  if (problems.length > 0) throw fieldProblems(req, getPortalOptions(req.payload).slugs.payments, problems)
  const settings = await readSettings(req)
  const currency = payment.currency || invoice?.currency || payer?.currency || settings.currency
  return {
    ...payment,
    client,
    currency,
    status: 'succeeded',
    refunds: [],
    receivedAt: payment.receivedAt ?? storedDay(businessDay(settings)),
  }
}
