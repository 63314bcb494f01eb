import { createLocalReq, type BeforeListTableServerProps } from 'payload'

import { hasPermission } from '../../access/staff.ts'
import { getPortalOptions } from '../../context.ts'
import { dayInZone } from '../../domain/days.ts'
import { findMany, readSettings } from '../../store.ts'
import { hasStripe, stripeKeys } from '../../stripe/stripeKeys.ts'
import { instantText } from '../instantText.ts'
import { filled, wordsOf } from '../words.ts'
import { CheckWithStripe } from './CheckWithStripe.tsx'

import '../admin.css'

const timesIn = (value: unknown): number => (typeof value === 'number' ? value : 0)
const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** Above the ledger: when it was last compared with Stripe, what came of it, and a way to do it now. */
export const Reconciliation = async ({ payload, user, i18n }: BeforeListTableServerProps) => {
  const req = await createLocalReq(user ? { user } : {}, payload)
  if (!hasStripe(await stripeKeys(req))) return null
  const [run] = await findMany(req, 'portalEvents', {
    where: { type: { equals: 'stripe-reconciled' } },
    sort: '-at',
    limit: 1,
  })
  const words = wordsOf(i18n)
  const texts = words.ui.reconcile
  const { timeZone } = await readSettings(req)
  const today = dayInZone(new Date(), timeZone)
  const problems = textsIn(run?.data?.problems)
  return (
    <div className="cp-reconcile">
      <div className="cp-offer">
        <span>
          {run
            ? filled(texts.last, {
                at: instantText(run.at, i18n.language, timeZone, today, words.ui.today),
                checked: timesIn(run.data?.checked),
                repaired: timesIn(run.data?.repaired),
              })
            : texts.never}
        </span>
        {(await hasPermission(req, 'canRecordPayments')) ? (
          <CheckWithStripe url={getPortalOptions(payload).api.reconcile()} />
        ) : null}
      </div>
      {problems.length > 0 ? (
        <div className="cp-notice cp-notice--late" role="note">
          <strong>{texts.problems}</strong>
          {problems.map((problem) => (
            <span key={problem}>{problem}</span>
          ))}
        </div>
      ) : null}
    </div>
  )
}
