import type { ReactNode } from 'react'

import type { PortalFrame } from '../frame.ts'
import { seenScript } from '../scripts.ts'
import { Footer } from './Footer.tsx'
import { Head, type Section } from './Head.tsx'
import { Icon } from './Icon.tsx'
import { InlineScript } from './InlineScript.tsx'
import { PayHost } from '../pay/PayHost.tsx'
import type { PayStart } from '../pay/payTarget.ts'
import { LiveRefresh } from './LiveRefresh.tsx'
import { Message } from './Message.tsx'
import { PortalDocument } from './PortalDocument.tsx'

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
    <Head frame={frame} section={section} />
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
