'use client'
import { useConfig } from '@payloadcms/ui'
import { lazy, Suspense, useEffect, useState } from 'react'

import { accentShift } from '../../domain/accent.ts'
import { localeNames, locales } from '../../locales.ts'
import type { Locale } from '../../records.ts'
import { useWords } from '../useWords.ts'
import { Choice } from './Choice.tsx'
import { useTypedSettings } from './useTypedSettings.ts'

import '../admin.css'

const PreviewScreen = lazy(() => import('./PreviewScreen.tsx'))

/** How portal and mails will look with what stands in the form, before anybody else sees it. */
export const BrandPreview = () => {
  const { words } = useWords()
  const texts = words.ui.preview
  const settings = useTypedSettings()
  const { config } = useConfig()
  const [page, setPage] = useState<'portal' | 'mail'>('portal')
  const [device, setDevice] = useState<'phone' | 'desktop'>('phone')
  const [scheme, setScheme] = useState<'light' | 'dark'>('light')
  const [chosen, setChosen] = useState<Locale | null>(null)
  // The frame is drawn in the browser alone, and by its clock.
  const [now, setNow] = useState<Date | null>(null)
  useEffect(() => setNow(new Date()), [])
  const locale = chosen ?? settings.locale

  return (
    <section aria-labelledby="cp-preview-title" className="field-type cp-preview">
      <div className="cp-preview__head">
        <h3 className="cp-preview__title" id="cp-preview-title">
          {texts.title}
        </h3>
        <select
          aria-label={texts.language}
          className="cp-input cp-preview__language"
          onChange={(event) => setChosen(locales.find((each) => each === event.target.value) ?? null)}
          value={locale}
        >
          {locales.map((each) => (
            <option key={each} lang={each} value={each}>
              {localeNames[each]}
            </option>
          ))}
        </select>
      </div>
      <div className="cp-preview__choices">
        <Choice
          label={texts.show}
          onChange={setPage}
          options={[
            { value: 'portal', label: texts.showPortal },
            { value: 'mail', label: texts.showMail },
          ]}
          value={page}
        />
        <Choice
          label={texts.device}
          onChange={setDevice}
          options={[
            { value: 'phone', label: texts.phone },
            { value: 'desktop', label: texts.desktop },
          ]}
          value={device}
        />
        <Choice
          label={texts.scheme}
          onChange={setScheme}
          options={[
            { value: 'light', label: texts.light },
            { value: 'dark', label: texts.dark },
          ]}
          value={scheme}
        />
      </div>
      {now ? (
        <Suspense fallback={<p className="cp-hint cp-preview__loading">{texts.loading}</p>}>
          <PreviewScreen
            api={config.routes.api}
            device={device}
            locale={locale}
            now={now}
            page={page}
            scheme={scheme}
            settings={settings}
            title={page === 'mail' ? texts.mail : texts.portal}
          />
        </Suspense>
      ) : (
        <p className="cp-hint cp-preview__loading">{texts.loading}</p>
      )}
      <p aria-live="polite" className="cp-hint">
        {texts[accentShift(settings.accentColor, scheme)]}
      </p>
      <p className="cp-hint">{texts.unsaved}</p>
    </section>
  )
}
