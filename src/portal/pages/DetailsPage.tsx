import type { ReactNode } from 'react'

import { describeBrowser } from '../../domain/browserName.ts'
import { localeNames, locales } from '../../locales.ts'
import type { ClientSessionSummary } from '../../queries/clientSessions.ts'
import type { Client, ID } from '../../records.ts'
import type { PortalFrame, PortalTexts } from '../frame.ts'
import { Day } from '../parts/Day.tsx'
import { Shell } from '../parts/Shell.tsx'
import { calendarDay } from '../stateInWords.ts'

export interface DetailsPageProps {
  frame: PortalFrame
  client: Client
  mayEdit: boolean
  sessions: ClientSessionSummary[]
  currentSession: ID
  /** The session a mail told of. */
  highlighted?: string | null
}

type TextField = 'name' | 'company' | 'taxId' | 'phone' | 'country'

const autocomplete: Record<TextField | 'address', string> = {
  name: 'name',
  company: 'organization',
  taxId: 'off',
  phone: 'tel',
  address: 'street-address',
  country: 'country',
}

const limits: Record<TextField, number> = { name: 300, company: 300, taxId: 300, phone: 300, country: 2 }

const Field = ({
  id,
  label,
  hint,
  error,
  children,
}: {
  id: string
  label: string
  hint?: string
  error?: string
  children: ReactNode
}) => (
  <div className="field">
    <label htmlFor={id}>{label}</label>
    {children}
    {hint ? (
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
    ) : null}
    {error ? (
      <p className="field-error" id={`${id}-error`}>
        {error}
      </p>
    ) : null}
  </div>
)

const DetailsForm = ({ frame, client }: { frame: PortalFrame; client: Client }) => {
  const { texts, api, outcome } = frame
  const words = texts.details
  const wrong = outcome?.kind === 'failed' ? outcome.field : null
  const errorOf = (id: string) => (wrong === id && outcome ? outcome.text : undefined)
  const described = (id: string, hasHint: boolean) =>
    [hasHint ? `${id}-hint` : '', errorOf(id) ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined
  const text = (id: TextField, hint?: string) => (
    <Field error={errorOf(id)} hint={hint} id={id} label={words[id]}>
      <input
        aria-describedby={described(id, Boolean(hint))}
        aria-invalid={errorOf(id) ? true : undefined}
        autoComplete={autocomplete[id]}
        autoFocus={errorOf(id) !== undefined}
        defaultValue={client[id] ?? ''}
        id={id}
        maxLength={limits[id]}
        name={id}
        required={id === 'name'}
        type={id === 'phone' ? 'tel' : 'text'}
      />
    </Field>
  )
  return (
    <form action={api.details()} className="details-form" method="post">
      {text('name')}
      {text('company')}
      {text('taxId')}
      {text('phone')}
      <Field error={errorOf('address')} id="address" label={words.address}>
        <textarea
          aria-describedby={described('address', false)}
          autoComplete={autocomplete.address}
          autoFocus={errorOf('address') !== undefined}
          defaultValue={client.address ?? ''}
          id="address"
          maxLength={1000}
          name="address"
          rows={3}
        />
      </Field>
      {text('country', words.countryHint)}
      <Field id="locale" label={words.locale}>
        <select defaultValue={client.locale ?? frame.locale} id="locale" name="locale">
          {locales.map((locale) => (
            <option key={locale} lang={locale} value={locale}>
              {localeNames[locale]}
            </option>
          ))}
        </select>
      </Field>
      <div className="field">
        <span className="field-name">{words.email}</span>
        <span className="field-value">{client.email}</span>
        <p className="hint">{words.emailHint}</p>
      </div>
      <div className="form-actions">
        <button className="button button-primary" type="submit">
          {words.save}
        </button>
      </div>
    </form>
  )
}

const DetailsList = ({ frame, client }: { frame: PortalFrame; client: Client }) => {
  const words = frame.texts.details
  const fields = ['name', 'company', 'taxId', 'email', 'phone', 'address', 'country'] as const
  return (
    <dl className="details-list">
      {fields.map((field) => (
        <div key={field}>
          <dt>{words[field]}</dt>
          <dd className="pre-line">{client[field] || words.empty}</dd>
        </div>
      ))}
    </dl>
  )
}

const nameOf = (session: ClientSessionSummary, words: PortalTexts['details']): string =>
  describeBrowser(session.userAgent) ?? words.unknownBrowser

const Sessions = ({ frame, sessions, currentSession, highlighted }: Omit<DetailsPageProps, 'client' | 'mayEdit'>) => {
  const { texts, api, timeZone, locale } = frame
  const words = texts.details
  return (
    <section aria-labelledby="sessions" className="block">
      <h2 className="block-title" id="sessions">
        {words.sessions}
      </h2>
      <p className="quiet block-intro">{words.sessionsIntro}</p>
      <ul className="rows" lang={locale}>
        {sessions.map((session) => (
          <li
            className={`row row-plain${String(session.id) === highlighted ? ' row-highlighted' : ''}`}
            key={session.id}
          >
            <span className="row-name">
              {nameOf(session, words)}
              {session.id === currentSession ? <span className="pill pill-good">{words.thisBrowser}</span> : null}
            </span>
            <span className="row-state quiet">
              {words.lastUsed} <Day day={calendarDay(session.lastSeenAt, timeZone)} frame={frame} style="long" />
            </span>
            {session.id === currentSession || frame.viewer?.readOnly ? null : (
              <form action={api.endSession()} className="row-amount" method="post">
                <input name="session" type="hidden" value={session.id} />
                <button
                  aria-label={words.endLabel(nameOf(session, words))}
                  className="button button-small"
                  type="submit"
                >
                  {words.end}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who the client is on documents, and where they are signed in. */
export const DetailsPage = ({ frame, client, mayEdit, sessions, currentSession, highlighted }: DetailsPageProps) => {
  const words = frame.texts.details
  const isEditable = mayEdit && !frame.viewer?.readOnly
  return (
    <Shell className="main-reading" frame={frame} section="details">
      <h1>{words.title}</h1>
      <p className="lead">{isEditable ? words.intro : words.locked}</p>
      {isEditable ? <DetailsForm client={client} frame={frame} /> : <DetailsList client={client} frame={frame} />}
      {sessions.length > 0 ? (
        <Sessions currentSession={currentSession} frame={frame} highlighted={highlighted} sessions={sessions} />
      ) : null}
    </Shell>
  )
}
