import { Link } from '@payloadcms/ui'
import type { BeforeListTableServerProps } from 'payload'

import { getPortalOptions } from '../../context.ts'
import { adminUrls } from '../adminUrls.ts'
import { wordsOf } from '../words.ts'

import '../admin.css'

type Tab = 'unassigned' | 'dismissed' | 'incoming' | 'all'

/** Which of the tabs the list's own filter stands for; none where somebody filters by something else. */
export const tabIn = (query: Readonly<Record<string, unknown>> | undefined): Tab | null => {
  const filters = Object.entries(query ?? {}).filter(([name]) => name.startsWith('where['))
  const [first, ...more] = filters
  if (!first) return 'all'
  if (more.length > 0) return null
  const [name, value] = first
  if (name.endsWith('[placement][equals]') && (value === 'unassigned' || value === 'dismissed')) return value
  return name.endsWith('[kind][equals]') && value === 'inbound' ? 'incoming' : null
}

/** Above the mails: the ones that wait for somebody to say whose they are, and the ways to the others. */
export const MailTabs = ({ payload, i18n, searchParams, data }: BeforeListTableServerProps) => {
  const urls = adminUrls(getPortalOptions(payload))
  const texts = wordsOf(i18n).ui.unassigned
  const here = tabIn(searchParams)
  const tabs: { tab: Tab; href: string; label: string }[] = [
    { tab: 'all', href: urls.list('emails'), label: texts.all },
    { tab: 'incoming', href: urls.heap('emails', { kind: 'inbound' }), label: texts.incoming },
    { tab: 'unassigned', href: urls.heap('emails', { placement: 'unassigned' }), label: texts.title },
    { tab: 'dismissed', href: urls.heap('emails', { placement: 'dismissed' }), label: texts.dismissedTab },
  ]
  const isEmpty = data.totalDocs === 0 && !searchParams?.search
  return (
    <>
      <nav aria-label={wordsOf(i18n).collections.emails.plural}>
        <ul className="cp-mail-tabs">
          {tabs.map(({ tab, href, label }) => (
            <li key={tab}>
              <Link aria-current={tab === here ? 'page' : undefined} href={href} prefetch={false}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {here === 'unassigned' || here === 'dismissed' ? (
        isEmpty ? (
          <div className="cp-empty">
            <p className="cp-empty__title">{here === 'unassigned' ? texts.empty : texts.dismissedEmpty}</p>
            <p className="cp-hint">{here === 'unassigned' ? texts.emptyHint : texts.dismissedEmptyHint}</p>
          </div>
        ) : (
          <p className="cp-hint">{here === 'unassigned' ? texts.hint : texts.dismissedHint}</p>
        )
      ) : null}
    </>
  )
}
