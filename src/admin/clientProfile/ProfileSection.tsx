import { Link } from '@payloadcms/ui'
import type { ReactNode } from 'react'

import type { ID } from '../../records.ts'

interface Way {
  href: string
  label: string
}

export const ProfileSection = ({ title, more, children }: { title: string; more?: Way; children: ReactNode }) => (
  <section className="cp-section">
    <header className="cp-section__head">
      <h3 className="cp-heading">{title}</h3>
      {more ? (
        <Link href={more.href} prefetch={false} className="cp-section__more">
          {more.label}
        </Link>
      ) : null}
    </header>
    {children}
  </section>
)

interface ProfileListProps<Row> {
  title: string
  rows: readonly Row[]
  row: (row: Row) => ReactNode
  /** Said where there are none; without it the list is left out then. */
  empty?: string
  /** The way to all of them, where there are any. */
  all?: Way
}

/** The latest of something, a line each. */
export const ProfileList = <Row extends { id: ID }>({ title, rows, row, empty, all }: ProfileListProps<Row>) => {
  if (rows.length === 0) {
    return empty ? (
      <ProfileSection title={title}>
        <p className="cp-hint">{empty}</p>
      </ProfileSection>
    ) : null
  }
  return (
    <ProfileSection title={title} more={all}>
      <ul className="cp-rows">
        {rows.map((each) => (
          <li key={each.id} className="cp-row">
            {row(each)}
          </li>
        ))}
      </ul>
    </ProfileSection>
  )
}
