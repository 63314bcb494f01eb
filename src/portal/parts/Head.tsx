import type { PortalFrame } from '../frame.ts'
import { formatNumber } from '../formatNumber.ts'
import { Brand } from './Brand.tsx'

export type Section = 'statement' | 'invoices' | 'quotes' | 'support' | 'details'

const Account = ({ frame }: { frame: PortalFrame }) => {
  const { viewer, texts, paths, api } = frame
  if (!viewer || viewer.readOnly) return null
  return (
    <div className="account">
      {viewer.client ? <span className="account-name">{viewer.client.company || viewer.client.name}</span> : null}
      {viewer.canChangeClient && viewer.client ? (
        <a className="quiet-link" href={`${paths.statement()}?choose=1`}>
          {texts.nav.changeClient}
        </a>
      ) : null}
      <form action={api.signOut()} method="post">
        <button className="link-button" type="submit">
          {texts.nav.signOut}
        </button>
      </form>
    </div>
  )
}

const Navigation = ({ frame, section }: { frame: PortalFrame; section: Section | null }) => {
  const { paths, texts, unread } = frame
  const items: { key: Section; href: string }[] = [
    { key: 'statement', href: paths.statement() },
    { key: 'invoices', href: paths.invoices() },
    ...(frame.hasQuotes ? [{ key: 'quotes' as const, href: paths.quotes() }] : []),
    { key: 'support', href: paths.support() },
    { key: 'details', href: paths.details() },
  ]
  return (
    <nav aria-label={texts.nav.label} className="nav">
      <ul>
        {items.map(({ key, href }) => (
          <li key={key}>
            <a aria-current={key === section ? 'page' : undefined} href={href}>
              {texts.nav[key]}
              {key === 'support' && unread.length > 0 ? (
                <span className="nav-count">
                  <span aria-hidden="true">{formatNumber(unread.length, frame.locale)}</span>
                  <span className="visually-hidden">{texts.support.unreadCount(unread.length)}</span>
                </span>
              ) : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Who the portal is of, the ways through it where a client is signed in, and the way out. */
export const Head = ({ frame, section }: { frame: PortalFrame; section: Section | null }) => (
  <header className="head">
    <div className="head-inner">
      {frame.viewer ? (
        <a className="brand" href={frame.paths.statement()}>
          <Brand frame={frame} />
        </a>
      ) : (
        <span className="brand">
          <Brand frame={frame} />
        </span>
      )}
      {frame.viewer?.client ? <Navigation frame={frame} section={section} /> : null}
      <Account frame={frame} />
    </div>
  </header>
)
