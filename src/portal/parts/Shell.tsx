import type { ReactNode } from 'react'

import type { PortalFrame } from '../frame.ts'
import { formatNumber } from '../formatNumber.ts'
import { seenScript } from '../scripts.ts'
import { Brand } from './Brand.tsx'
import { Footer } from './Footer.tsx'
import { Icon } from './Icon.tsx'
import { InlineScript } from './InlineScript.tsx'
import { PayHost } from '../pay/PayHost.tsx'
import type { PayStart } from '../pay/payTarget.ts'
import { LiveRefresh } from './LiveRefresh.tsx'
import { Message } from './Message.tsx'
import { PortalDocument } from './PortalDocument.tsx'

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

const ReadOnlyBanner = ({ frame }: { frame: PortalFrame }) => {
  const { viewer, texts, api } = frame
  if (!viewer?.readOnly) return null
  return (
    <aside aria-label={texts.readOnly.title(viewer.client?.name ?? viewer.email)} className="banner">
      <div className="banner-inner">
        <Icon name="eye" />
        <p>
          <strong>{texts.readOnly.title(viewer.client?.name ?? viewer.email)}.</strong> {texts.readOnly.text}
        </p>
        <form action={api.signOut()} method="post">
          <button className="link-button" type="submit">
            {texts.readOnly.leave}
          </button>
        </form>
      </div>
    </aside>
  )
}

/** The payment window, where there may be something to pay. */
const Payments = ({ frame, start }: { frame: PortalFrame; start: PayStart | null }) => {
  const { payments, viewer, locale, business } = frame
  if (!payments || !viewer?.client || viewer.readOnly) return null
  return (
    <PayHost
      {...payments}
      businessName={business.name}
      locale={locale}
      payer={{ name: viewer.client.name, email: viewer.email }}
      start={start}
    />
  )
}

/** The frame around every page: head with navigation where someone is signed in, main, footer. */
export const Shell = ({
  frame,
  section = null,
  className = '',
  seen = '',
  payStart = null,
  children,
}: {
  frame: PortalFrame
  section?: Section | null
  /** What a person sees here, as the seen beacon says it: an issued document, or a thread. */
  seen?: string
  /** What this page was called up for. */
  payStart?: PayStart | null
  className?: string
  children: ReactNode
}) => (
  <PortalDocument frame={frame}>
    <a className="skip" href="#content">
      {frame.texts.skip}
    </a>
    <ReadOnlyBanner frame={frame} />
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
    <main className={`main ${className}`.trim()} id="content" tabIndex={-1}>
      <Message outcome={frame.outcome} />
      {children}
    </main>
    <Footer frame={frame} />
    {section === 'statement' || section === 'invoices' ? <Payments frame={frame} start={payStart} /> : null}
    {frame.pulse ? <LiveRefresh stamp={frame.pulse} url={frame.api.pulse()} /> : null}
    {frame.viewer?.client && !frame.viewer.readOnly ? (
      <InlineScript code={seenScript(frame.api.seen(), seen)} nonce={frame.nonce} />
    ) : null}
  </PortalDocument>
)

/** A page with one thing to do, in the middle of quiet. */
export const DoorPage = ({ frame, title, children }: { frame: PortalFrame; title: string; children: ReactNode }) => (
  <Shell className="main-door" frame={frame}>
    <div className="door">
      <h1>{title}</h1>
      {children}
    </div>
  </Shell>
)
