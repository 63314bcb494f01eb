import type { TicketStatus } from '../../records.ts'
import type { PortalTexts } from '../frame.ts'
import type { Tone } from '../stateInWords.ts'
import { Icon, type IconName } from './Icon.tsx'

const signs: Record<TicketStatus, { tone: Tone; icon: IconName }> = {
  open: { tone: 'quiet', icon: 'clock' },
  waiting: { tone: 'quiet', icon: 'undo' },
  closed: { tone: 'good', icon: 'check' },
}

/** Where a thread stands, as the client sees it; an answer they have not read goes before everything else. */
export const TicketState = ({
  status,
  isUnread = false,
  texts,
}: {
  status: TicketStatus
  isUnread?: boolean
  texts: PortalTexts
}) => {
  const { tone, icon } = isUnread ? { tone: 'due', icon: 'mail' as const } : signs[status]
  return (
    <span className={`pill pill-${tone}`}>
      <Icon name={icon} />
      {isUnread ? texts.support.unread : texts.support.states[status]}
    </span>
  )
}
