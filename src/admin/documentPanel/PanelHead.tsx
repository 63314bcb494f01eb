import { Link } from '@payloadcms/ui'

import { StatusPill } from '../status/StatusPill.tsx'
import type { StatusText } from '../status/statusTone.ts'

/** The first line of a document's panel: what it is, where it stands, how much. */
export const PanelHead = ({
  title,
  href,
  status,
  amount,
  note,
}: {
  title: string
  /** A draft has no number: its client's name leads to the client. */
  href?: string | null
  status: StatusText
  amount: string
  note?: string | null
}) => (
  <header className="cp-panel__head">
    <div className="cp-panel__title">
      <span className="cp-panel__number">
        {href ? (
          <Link href={href} prefetch={false}>
            {title}
          </Link>
        ) : (
          title
        )}
      </span>
      <StatusPill {...status} />
    </div>
    <div className="cp-panel__figure">
      <span className="cp-panel__amount">{amount}</span>
      {note ? <span className="cp-hint">{note}</span> : null}
    </div>
  </header>
)
