import { localeNames, locales } from '../../locales.ts'
import type { PortalFrame } from '../frame.ts'

/** Who stands behind the portal, whom to ask, and the language switch. */
export const Footer = ({ frame }: { frame: PortalFrame }) => {
  const { texts, business, locale } = frame
  const legal = [business.legalName ?? business.name, business.taxId, business.address?.replace(/\s*\n\s*/g, ', ')]
  return (
    <footer className="footer">
      <div className="footer-inner">
        <div className="footer-text">
          <p>{legal.filter(Boolean).join(' · ')}</p>
          {business.email ? (
            <p>
              <a href={`mailto:${business.email}`}>{texts.footer.questions(business.email)}</a>
            </p>
          ) : null}
        </div>
        <form action={frame.api.language()} className="language" method="post">
          <input name="to" type="hidden" value={frame.here} />
          <span className="visually-hidden" id="language-label">
            {texts.footer.language}
          </span>
          <span aria-labelledby="language-label" className="language-choices" role="group">
            {locales.map((each) => (
              <button
                aria-current={each === locale ? 'true' : undefined}
                className="link-button"
                key={each}
                lang={each}
                name="locale"
                type="submit"
                value={each}
              >
                {localeNames[each]}
              </button>
            ))}
          </span>
        </form>
      </div>
    </footer>
  )
}
