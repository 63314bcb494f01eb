import { Text } from '@react-email/components'

import type { MailFileLines } from '../mailView.ts'
import { light, text } from './mailStyle.ts'

/** The files that belong to a mail: name and size a line, and where one is that is not attached. */
export const MailFileList = ({ files }: { files: MailFileLines }) => (
  <table
    role="presentation"
    border={0}
    cellPadding={0}
    cellSpacing={0}
    width="100%"
    // Without it a long name would widen the sheet instead of breaking.
    style={{ tableLayout: 'fixed' }}
  >
    <tbody>
      <tr>
        <td
          className="cp-line"
          style={{ border: `1px solid ${light.line}`, borderRadius: '8px', padding: '12px 16px' }}
        >
          <Text className="cp-quiet" style={{ ...text.legal, fontWeight: 500 }}>
            {files.title}
          </Text>
          {files.items.map(({ name, size, note }, index) => (
            <Text
              key={index}
              className="cp-ink"
              style={{ ...text.small, paddingTop: '6px', color: light.ink, wordBreak: 'break-word' }}
            >
              {name}{' '}
              <span className="cp-quiet" style={{ color: light.quiet, whiteSpace: 'nowrap' }}>
                {size}
              </span>
              {note && (
                <span className="cp-quiet" style={{ display: 'block', color: light.quiet }}>
                  {note}
                </span>
              )}
            </Text>
          ))}
        </td>
      </tr>
    </tbody>
  </table>
)
