import { brandIcon } from '../../domain/brandIcon.ts'
import { dayInZone } from '../../domain/days.ts'
import { currencyDecimals } from '../../domain/money.ts'
import { apiPaths, portalPaths } from '../../paths.ts'
import { portalTexts, type PortalFrame } from '../../portal/frame.ts'
import { Footer } from '../../portal/parts/Footer.tsx'
import { Head } from '../../portal/parts/Head.tsx'
import { Money } from '../../portal/parts/Money.tsx'
import { SupportHours } from '../../portal/parts/SupportHours.tsx'
import type { Locale } from '../../records.ts'
import { supportWords } from '../../translations/supportTexts.ts'
import type { TypedSettings } from './typedSettings.ts'

/** 1,240.50 in whatever the currency calls its parts. */
export const sampleAmount = (currency: string): number => Math.round(1240.5 * 10 ** currencyDecimals(currency))

interface SampleProps {
  settings: TypedSettings
  locale: Locale
  api: string
  now: Date
}

const frameOf = ({ settings, locale, api, now }: SampleProps): PortalFrame => {
  const client = { name: 'Ana Torres', company: null }
  return {
    locale,
    texts: portalTexts(locale, settings.formality),
    paths: portalPaths('/portal'),
    api: apiPaths(api),
    today: dayInZone(now, settings.timeZone),
    timeZone: settings.timeZone,
    business: settings,
    icon: brandIcon(settings, { icon: null, logo: null }),
    support: supportWords(settings, locale, now),
    viewer: { email: 'ana@example.com', client, canChangeClient: false, readOnly: false },
    hasQuotes: true,
    unread: [],
    pulse: null,
    payments: null,
    title: settings.name,
    here: '/portal',
    draft: null,
    outcome: null,
  }
}

/** A client's first page, of the parts the portal itself is made of. */
export const PortalSample = (props: SampleProps) => {
  const frame = frameOf(props)
  const { texts, locale } = frame
  const { currency } = props.settings
  return (
    <>
      <Head frame={frame} section="statement" />
      <div className="main">
        <p className="hello">{texts.statement.hello('Ana')}</p>
        <section className="hero">
          <div className="owed">
            <p className="figure-label">{texts.statement.owed}</p>
            <p className="figure">
              <Money amount={sampleAmount(currency)} currency={currency} locale={locale} />
            </p>
            <div className="owed-actions">
              <span className="button button-primary">{texts.pay.now}</span>
              <span className="button">{texts.statement.viewNext}</span>
            </div>
          </div>
        </section>
        <section className="block">
          <h2 className="block-title">{texts.support.title}</h2>
          <SupportHours support={frame.support} />
          <p className="block-more">
            <a href={frame.paths.support()}>{texts.support.open}</a>
          </p>
        </section>
      </div>
      <Footer frame={frame} />
    </>
  )
}
