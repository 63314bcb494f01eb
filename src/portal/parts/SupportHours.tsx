import type { SupportWords } from '../../translations/supportTexts.ts'
import { Icon } from './Icon.tsx'

/** A line may end between two times, never within `9:00–14:00`. */
const unbroken = (text: string): string => text.replaceAll('–', '\u2060–\u2060')

/** When the business answers, and whether it does just now. Nothing where it says nothing of it. */
export const SupportHours = ({ support, className = '' }: { support: SupportWords | null; className?: string }) =>
  support ? (
    <div className={`support-hours ${className}`.trim()}>
      <Icon name="clock" />
      <div>
        {support.hours ? <p>{unbroken(support.hours)}</p> : null}
        {support.state ? (
          <p className={support.isOpen ? 'support-state support-open' : 'support-state'}>{support.state}</p>
        ) : null}
        {support.note ? <p lang={support.noteLang ?? undefined}>{support.note}</p> : null}
      </div>
    </div>
  ) : null
