import { describeBrowser } from '../../domain/browserName.ts'
import type { Client, PortalSession } from '../../records.ts'
import { PostButton } from '../dialog/PostButton.tsx'
import { instantText } from '../instantText.ts'
import type { TimelineContext } from '../timeline/entries.ts'
import { filled } from '../words.ts'
import { ProfileSection } from './ProfileSection.tsx'

interface ProfileSessionsProps {
  client: Client
  sessions: PortalSession[]
  context: TimelineContext
}

/** Who of the client's people is signed in, from where, and how to end it. */
export const ProfileSessions = ({ client, sessions, context }: ProfileSessionsProps) => {
  const { words, language, timeZone, today, urls } = context
  const texts = words.ui.client
  const api = urls.api('clients', client.id)
  return (
    <ProfileSection title={texts.sessions}>
      {sessions.length === 0 ? <p className="cp-hint">{texts.noSessions}</p> : null}
      <ul className="cp-rows">
        {sessions.map(({ id, email, userAgent, linkKind, lastSeenAt }) => (
          <li key={id} className="cp-row">
            <span className="cp-row__name">{email}</span>
            <span className="cp-row__detail">
              {[
                describeBrowser(userAgent) ?? texts.unknownBrowser,
                filled(texts.lastSeen, { at: instantText(lastSeenAt, language, timeZone, today) }),
                linkKind === 'sign-in' ? texts.viaSignIn : texts.viaDocument,
              ].join(' · ')}
            </span>
            <PostButton
              label={texts.end}
              url={`${api}/end-session`}
              body={{ session: id }}
              done={texts.ended}
              size="xsmall"
            />
          </li>
        ))}
      </ul>
      <div className="cp-actions">
        <PostButton
          label={texts.endAll}
          url={`${api}/end-access`}
          done={texts.endAllDone}
          ask={{
            slug: 'client-portal-end-access',
            title: filled(texts.endAllTitle, { client: client.name }),
            text: texts.endAllText,
            confirm: texts.endAllButton,
            isGrave: true,
          }}
        />
      </div>
    </ProfileSection>
  )
}
