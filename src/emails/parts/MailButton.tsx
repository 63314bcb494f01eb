import type { CSSProperties } from 'react'

import type { MailView } from '../mailView.ts'
import { FONT, type ButtonColors } from './mailStyle.ts'

// Outlook on Windows ignores a link's padding and reads `mso-padding-alt` of its cell instead.
const outlookPadding = { msoPaddingAlt: '13px 32px' }

/** A button that needs no image and no script: a coloured cell whose link fills it, 24 + 2 × 13 = 50 px high. */
export const MailButton = ({ button, colors }: { button: MailView['button']; colors: ButtonColors['light'] }) => {
  const cell: CSSProperties = { backgroundColor: colors.ground, borderRadius: '8px', ...outlookPadding }
  return (
    <table role="presentation" border={0} cellPadding={0} cellSpacing={0} className="cp-button-table">
      <tbody>
        <tr>
          <td align="center" className="cp-button" style={cell}>
            <a
              href={button.url}
              target="_blank"
              rel="noopener"
              style={{
                display: 'inline-block',
                padding: '13px 32px',
                borderRadius: '8px',
                fontFamily: FONT,
                fontSize: '17px',
                lineHeight: '24px',
                fontWeight: 600,
                textAlign: 'center',
                textDecoration: 'none',
                color: colors.ink,
              }}
            >
              {button.label}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  )
}
