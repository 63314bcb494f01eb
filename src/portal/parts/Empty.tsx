import type { ReactNode } from 'react'

import { Icon, type IconName } from './Icon.tsx'

/** Nothing to show, said as a sentence, with a way on where there is one. */
export const Empty = ({
  icon,
  title,
  text,
  children,
}: {
  icon: IconName
  title: string
  text: string
  children?: ReactNode
}) => (
  <div className="empty">
    <span className="empty-icon">
      <Icon name={icon} />
    </span>
    <p className="empty-title">{title}</p>
    <p className="empty-text">{text}</p>
    {children}
  </div>
)
