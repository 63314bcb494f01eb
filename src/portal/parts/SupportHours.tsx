import type { SupportWords } from '../../translations/supportTexts.ts'
import { Icon } from './Icon.tsx'

/** When the business answers, and whether it does just now. Nothing where it says nothing of it. */
export const SupportHours = ({ support, className = '' }: { support: SupportWords | null; className?: string }) =>
  support ? (
    <div className={`support-hours ${className}`.trim()}>
      {support.hours ? (
        <p>
          <Icon name="clock" />
          <span>
            {support.hours}
            {support.state ? (
              <>
                {' '}
                <span className={support.isOpen ? 'support-state support-open' : 'support-state'}>{support.state}</span>
              </>
            ) : null}
          </span>
        </p>
      ) : null}
      {support.note ? <p className={support.hours ? 'support-note' : undefined}>{support.note}</p> : null}
    </div>
  ) : null
