import type { EnterLink, UnusableReason } from '../../queries/enterLink.ts'
import type { PortalFrame } from '../frame.ts'
import { InlineScript } from '../parts/InlineScript.tsx'
import { DoorPage } from '../parts/Shell.tsx'
import { autoPostScript } from '../scripts.ts'

export interface EnterPageProps {
  frame: PortalFrame
  token: string
  link: Extract<EnterLink, { state: 'usable' }>
  /** The address signed in here as another client, whom opening the link would sign out. */
  otherEmail: string | null
}

const FORM = 'enter'

/**
 * Opening a link shows this page; only its form signs in. A document link posts it by itself, a sign-in link or a
 * change of client wants a press: a mail scanner that opens the address uses nothing up.
 */
export const EnterPage = ({ frame, token, link, otherEmail }: EnterPageProps) => {
  const { texts, api, paths, business, nonce } = frame
  const words = texts.enter
  // Never again by itself after a failure: that would go round for ever.
  const posts = link.kind === 'document' && otherEmail === null && frame.outcome === null
  const shown = otherEmail
    ? { title: words.otherTitle, text: words.otherText(otherEmail), button: words.otherButton }
    : link.kind === 'document'
      ? { title: words.title, text: words.documentText, button: words.documentButton }
      : { title: words.signInTitle, text: words.signInText(business.name), button: words.signInButton }
  return (
    <DoorPage frame={frame} title={shown.title}>
      <p className="lead">{shown.text}</p>
      <form action={api.sessions()} className="stack" id={FORM} method="post">
        <input name="token" type="hidden" value={token} />
        {posts ? <input name="auto" type="hidden" value="" /> : null}
        <button className="button button-primary button-wide" type="submit">
          {shown.button}
        </button>
      </form>
      {otherEmail ? (
        <p>
          <a href={paths.statement()}>{words.otherStay}</a>
        </p>
      ) : null}
      <p className="hint">{words.private}</p>
      {posts ? <InlineScript code={autoPostScript(FORM)} nonce={nonce} /> : null}
    </DoorPage>
  )
}

/** A link that no longer works, and one press to a new one. */
export const LinkUnusablePage = ({
  frame,
  token,
  reason,
}: {
  frame: PortalFrame
  /** Null where it is no token at all, so that there is nothing to renew. */
  token: string | null
  reason: UnusableReason
}) => {
  const { texts, api, paths } = frame
  const words = texts.unusable
  return (
    <DoorPage frame={frame} title={words.titles[reason]}>
      <p className="lead">{words.texts[reason]}</p>
      {token ? (
        <form action={api.links()} className="stack" method="post">
          <input name="token" type="hidden" value={token} />
          <button aria-describedby="renew-note" className="button button-primary button-wide" type="submit">
            {words.submit}
          </button>
          <p className="hint" id="renew-note">
            {words.note}
          </p>
        </form>
      ) : null}
      <p>
        <a href={paths.signIn()}>{words.signIn}</a>
      </p>
    </DoorPage>
  )
}
