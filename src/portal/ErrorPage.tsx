'use client'

import { localeIn, type Locale } from '../locales.ts'
import { failure as en } from '../translations/en/failure.ts'
import { failure as es } from '../translations/es/failure.ts'
import { failure as fr } from '../translations/fr/failure.ts'
import { failure as de } from '../translations/de/failure.ts'
import { failure as it } from '../translations/it/failure.ts'
import { failure as pt } from '../translations/pt/failure.ts'

const texts: Record<Locale, typeof en> = { en, es, fr, de, it, pt }

/** For a failure before a page could say so itself, such as a database that is away. Knows no settings and no client. */
export const ErrorPage = ({ reset }: { error: Error & { digest?: string }; reset: () => void }) => {
  const locale = typeof navigator === 'undefined' ? 'en' : localeIn(navigator.language)
  const words = texts[locale]
  return (
    <html lang={locale}>
      <body>
        <title>{words.title}</title>
        <main className="main main-door" id="content">
          <div className="door" role="alert">
            <h1>{words.title}</h1>
            <p className="lead">{words.text}</p>
            <p className="door-actions">
              <button className="button button-primary button-plain" onClick={reset} type="button">
                {words.retry}
              </button>
            </p>
          </div>
        </main>
      </body>
    </html>
  )
}
