import type { Outcome } from '../frame.ts'
import { Icon } from './Icon.tsx'

/** The outcome of the last action; always in the page, so that screen readers know the region before it speaks. */
export const Message = ({ outcome }: { outcome: Outcome | null }) => (
  <div aria-live="polite" className="message-region" role={outcome?.kind === 'failed' ? 'alert' : 'status'}>
    {outcome ? (
      <p className={`message message-${outcome.kind}`} id="outcome">
        <Icon name={outcome.kind === 'done' ? 'check' : 'alert'} />
        <span>{outcome.text}</span>
      </p>
    ) : null}
  </div>
)
