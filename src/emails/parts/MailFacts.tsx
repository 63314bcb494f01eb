import type { MailView } from '../mailView.ts'
import { light, text } from './mailStyle.ts'

/** Quiet rows of label and value. */
export const MailFacts = ({ facts }: { facts: MailView['facts'] }) => (
  <table role="presentation" border={0} cellPadding={0} cellSpacing={0} width="100%">
    <tbody>
      {facts.map(({ label, value }) => (
        <tr key={label}>
          <td className="cp-quiet" valign="top" width="132" style={{ ...text.small, padding: '3px 16px 3px 0' }}>
            {label}
          </td>
          <td
            className="cp-ink"
            valign="top"
            style={{
              ...text.small,
              padding: '3px 0',
              color: light.ink,
              wordBreak: 'break-word',
              fontVariantNumeric: 'tabular-nums',
            }}
          >
            {value}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
