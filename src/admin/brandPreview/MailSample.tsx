import { formatMoney } from '../../domain/money.ts'
import { buttonColors } from '../../emails/buttonColors.ts'
import type { MailContent } from '../../emails/mailContent.ts'
import { mailFrame } from '../../emails/mailFrame.ts'
import { mailTexts } from '../../emails/mailTexts.ts'
import { MailButton } from '../../emails/parts/MailButton.tsx'
import { MailHeader } from '../../emails/parts/MailHeader.tsx'
import { headStyles, light, text } from '../../emails/parts/mailStyle.ts'
import { apiPaths } from '../../paths.ts'
import type { Locale } from '../../records.ts'
import { sampleAmount } from './PortalSample.tsx'
import type { TypedSettings } from './typedSettings.ts'

/** What the mails of this accent are painted with, beside the styles they carry themselves. */
export const mailStyles = (accentColor: string): string =>
  `*{box-sizing:border-box}body{margin:0}${headStyles(buttonColors(accentColor))}`

/** The mail that brings an invoice: its head, its button and the lines below, as the mail's own parts draw them. */
export const MailSample = ({ settings, locale, api }: { settings: TypedSettings; locale: Locale; api: string }) => {
  const texts = mailTexts(locale, settings.formality)
  const brand = { ...settings, logoUrl: null }
  const mail = { brand, locale, recipientName: 'Ana Torres' } as unknown as MailContent
  const { greeting, brandName, questions, footer } = mailFrame(mail, texts)
  const number = 'INV-0042'
  const { currency, logo } = settings
  return (
    <div
      className="cp-ground cp-outer"
      style={{ minHeight: '100vh', backgroundColor: light.ground, padding: '32px 12px' }}
    >
      <div style={{ maxWidth: 600, margin: '0 auto' }}>
        <div
          className="cp-sheet cp-pad"
          style={{
            padding: '40px',
            backgroundColor: light.sheet,
            border: `1px solid ${light.line}`,
            borderRadius: '12px',
          }}
        >
          <MailHeader name={brandName} logoUrl={logo === null ? null : apiPaths(api).logo(logo)} />
          <p className="cp-ink" style={{ ...text.body, paddingTop: '28px', marginBottom: '8px' }}>
            {greeting}
          </p>
          <p className="cp-ink" style={text.body}>
            {texts.invoice.lead(number, brandName)}
          </p>
          <p className="cp-quiet" style={{ ...text.small, paddingTop: '24px' }}>
            {texts.invoice.amountDue}
          </p>
          <p className="cp-ink" style={{ ...text.body, fontSize: '32px', lineHeight: '40px', fontWeight: 600 }}>
            {formatMoney(sampleAmount(currency), currency, locale)}
          </p>
          <div style={{ padding: '28px 0 20px' }}>
            <MailButton
              button={{ label: texts.invoice.button, url: '#' }}
              colors={buttonColors(settings.accentColor).light}
            />
          </div>
          <p className="cp-ink" style={{ ...text.small, color: light.ink }}>
            {questions}
          </p>
        </div>
        <div className="cp-foot cp-quiet" style={{ ...text.legal, padding: '20px 41px 24px' }}>
          {footer.map((line, index) => (
            <div key={index}>{line}</div>
          ))}
        </div>
      </div>
    </div>
  )
}
