import type { PortalFrame } from '../frame.ts'
import { Icon } from '../parts/Icon.tsx'
import { DoorPage } from '../parts/Shell.tsx'

export interface SignInPageProps {
  frame: PortalFrame
  /** Where to go after signing in, a path of ours; null for the start. */
  to: string | null
}

/** The portal's door: an address, and a link goes there. */
export const SignInPage = ({ frame, to }: SignInPageProps) => {
  const { texts, api, business, outcome } = frame
  const words = texts.signIn
  const emailError = outcome?.kind === 'failed' && outcome.code === 'bad-email'
  return (
    <DoorPage frame={frame} title={words.title}>
      <p className="lead">{to ? words.ended : words.intro(business.name)}</p>
      <form action={api.links()} className="stack" method="post">
        {to ? <input name="to" type="hidden" value={to} /> : null}
        <div className="field">
          <label htmlFor="email">{words.email}</label>
          <input
            aria-describedby={emailError ? 'outcome email-hint' : 'email-hint'}
            aria-invalid={emailError ? true : undefined}
            autoCapitalize="none"
            autoComplete="email"
            autoFocus={emailError}
            id="email"
            inputMode="email"
            maxLength={254}
            name="email"
            required
            spellCheck={false}
            type="email"
          />
          <p className="hint" id="email-hint">
            {words.emailHint}
          </p>
        </div>
        <button className="button button-primary button-wide" type="submit">
          {words.submit}
        </button>
      </form>
    </DoorPage>
  )
}

/** The same answer whoever asked: it never tells whether an address is known. */
export const LinkSentPage = ({ frame, minutes }: { frame: PortalFrame; minutes: number }) => {
  const { texts, paths } = frame
  const words = texts.signIn
  return (
    <DoorPage frame={frame} title={words.sentTitle}>
      <p className="lead" role="status">
        <Icon className="lead-icon" name="mail" />
        {words.sentText}
      </p>
      <p className="quiet">{words.sentValid(minutes)}</p>
      <p className="quiet">{words.sentHint}</p>
      <p>
        <a href={paths.signIn()}>{words.again}</a>
      </p>
    </DoorPage>
  )
}
