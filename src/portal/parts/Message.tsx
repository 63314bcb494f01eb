import type { Outcome } from '../frame.ts'
import { Icon } from './Icon.tsx'

/** The failures that belong to one field, which then has the focus itself. */
const ofFields = new Set(['bad-email', 'no-subject', 'empty-message', 'no-name'])

const isOfField = (outcome: Outcome) =>
  outcome.kind === 'failed' && (outcome.field !== null || ofFields.has(outcome.code))

/**
 * The outcome of the last action. A page that was loaded anew does not announce a live region that came with it: the
 * focus does, and the keyboard goes on from there.
 */
export const Message = ({ outcome }: { outcome: Outcome | null }) => (
  <div aria-live="polite" className="message-region" role={outcome?.kind === 'failed' ? 'alert' : 'status'}>
    {outcome ? (
      <p autoFocus={!isOfField(outcome)} className={`message message-${outcome.kind}`} id="outcome" tabIndex={-1}>
        <Icon name={outcome.kind === 'done' ? 'check' : 'alert'} />
        <span>{outcome.text}</span>
      </p>
    ) : null}
  </div>
)
