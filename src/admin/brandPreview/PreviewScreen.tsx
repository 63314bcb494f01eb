'use client'
import { useMemo } from 'react'

import { accentStyle } from '../../portal/accentStyle.ts'
import type { Locale } from '../../records.ts'
import { inScheme } from './inScheme.ts'
import { MailSample, mailStyles } from './MailSample.tsx'
import { PortalSample } from './PortalSample.tsx'
import { portalStyles } from './portalStyles.gen.ts'
import { PreviewFrame } from './PreviewFrame.tsx'
import type { TypedSettings } from './typedSettings.ts'

interface PreviewScreenProps {
  settings: TypedSettings
  locale: Locale
  scheme: 'light' | 'dark'
  device: 'phone' | 'desktop'
  page: 'portal' | 'mail'
  title: string
  api: string
  now: Date
}

const SCREENS = { phone: { width: 390, height: 760 }, desktop: { width: 1160, height: 720 } }

/** Loaded when it is wanted: it brings the portal's style sheets and words along. */
const PreviewScreen = ({ settings, locale, scheme, device, page, title, api, now }: PreviewScreenProps) => {
  const { accentColor } = settings
  const css = useMemo(
    () => inScheme(page === 'mail' ? mailStyles(accentColor) : portalStyles + accentStyle(accentColor), scheme),
    [accentColor, page, scheme],
  )
  return (
    <PreviewFrame css={css} lang={locale} title={title} {...SCREENS[device]}>
      {page === 'mail' ? (
        <MailSample api={api} locale={locale} settings={settings} />
      ) : (
        <PortalSample api={api} locale={locale} now={now} settings={settings} />
      )}
    </PreviewFrame>
  )
}

// `React.lazy` takes a module's default.
export default PreviewScreen
