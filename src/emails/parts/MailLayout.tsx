import { Body, Container, Head, Html, Preview } from '@react-email/components'
import type { ReactNode } from 'react'

import type { MailView } from '../mailView.ts'
import { headStyles, light, text, type ButtonColors } from './mailStyle.ts'

interface Props {
  view: MailView
  colors: ButtonColors
  children: ReactNode
}

/** One sheet of 600 px on a tinted ground, the legal lines below it. */
export const MailLayout = ({ view, colors, children }: Props) => (
  <Html lang={view.lang} dir="ltr">
    <Head>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      {/* Numbers and days are no phone numbers and appointments. */}
      <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
      <title>{view.subject}</title>
      <style dangerouslySetInnerHTML={{ __html: headStyles(colors) }} />
    </Head>
    <Body className="cp-ground" style={{ margin: 0, backgroundColor: light.ground }}>
      {view.preheader && <Preview>{view.preheader}</Preview>}
      <table role="presentation" border={0} cellPadding={0} cellSpacing={0} width="100%">
        <tbody>
          <tr>
            <td
              align="center"
              className="cp-outer cp-ground"
              style={{ backgroundColor: light.ground, padding: '32px 12px' }}
            >
              <i data-outlook="open" />
              <Container width="600" style={{ width: '100%', maxWidth: '600px' }}>
                <table role="presentation" border={0} cellPadding={0} cellSpacing={0} width="100%">
                  <tbody>
                    <tr>
                      <td
                        align="left"
                        className="cp-sheet cp-pad"
                        style={{
                          padding: '40px',
                          backgroundColor: light.sheet,
                          border: `1px solid ${light.line}`,
                          borderRadius: '12px',
                        }}
                      >
                        {children}
                      </td>
                    </tr>
                    <tr>
                      <td
                        align="left"
                        className="cp-foot cp-quiet"
                        style={{ ...text.legal, padding: '20px 41px 24px' }}
                      >
                        {view.footer.map((line, index) => (
                          <div key={index}>{line}</div>
                        ))}
                      </td>
                    </tr>
                  </tbody>
                </table>
              </Container>
              <i data-outlook="close" />
            </td>
          </tr>
        </tbody>
      </table>
    </Body>
  </Html>
)
