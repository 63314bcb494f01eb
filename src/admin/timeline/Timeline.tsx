import { Link } from '@payloadcms/ui'

import { PostButton } from '../dialog/PostButton.tsx'
import type { AdminWords } from '../words.ts'
import type { TimelineEntry } from './timelineEntry.ts'

import '../admin.css'

/** What happened, newest first, as one quiet list. */
export const Timeline = ({ entries, words }: { entries: TimelineEntry[]; words: AdminWords }) =>
  entries.length === 0 ? (
    <p className="cp-hint">{words.ui.history.empty}</p>
  ) : (
    <ol className="cp-timeline">
      {entries.map(({ key, at, when, title, tone = 'quiet', details, link, resendUrl }) => (
        <li key={key} className={`cp-timeline__entry cp-timeline__entry--${tone}`}>
          <time className="cp-timeline__when" dateTime={at}>
            {when}
          </time>
          <div className="cp-timeline__what">
            <span>
              {link && !link.label ? (
                <Link href={link.href} prefetch={false}>
                  {title}
                </Link>
              ) : (
                title
              )}
              {link?.label ? (
                <>
                  {' '}
                  <Link href={link.href} prefetch={false}>
                    {link.label}
                  </Link>
                </>
              ) : null}
            </span>
            {(details ?? []).map((detail) => (
              <span key={detail} className="cp-timeline__detail">
                {detail}
              </span>
            ))}
            {resendUrl ? (
              <span>
                <PostButton
                  label={words.ui.history.resend}
                  url={resendUrl}
                  done={words.ui.history.resent}
                  size="xsmall"
                />
              </span>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  )
