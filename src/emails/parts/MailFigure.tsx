import { Section, Text } from '@react-email/components'

import type { MailFigure as Figure } from '../mailView.ts'
import { light, text, toneClass, toneColor } from './mailStyle.ts'

// A long amount (KWD 1,234,567.890) has to fit a phone in one line.
const sizeOf = (amount: string): { fontSize: string; lineHeight: string } =>
  amount.length > 16
    ? { fontSize: '28px', lineHeight: '34px' }
    : amount.length > 11
      ? { fontSize: '36px', lineHeight: '44px' }
      : { fontSize: '44px', lineHeight: '52px' }

/** The amount, as the first thing seen. */
export const MailFigure = ({ figure }: { figure: Figure }) => {
  // The line does not wrap, so plain spaces serve, and the amount can be searched for and copied as it is typed.
  const amount = figure.amount.replace(/[\u00a0\u202f]/gu, ' ')
  return (
    <Section style={{ paddingTop: '24px' }}>
      <Text className="cp-quiet" style={{ ...text.small, fontWeight: 500 }}>
        {figure.label}
      </Text>
      <Text
        className="cp-ink"
        style={{
          ...text.body,
          ...sizeOf(amount),
          margin: '2px 0 4px',
          fontWeight: 650,
          letterSpacing: '-0.02em',
          whiteSpace: 'nowrap',
          fontVariantNumeric: 'tabular-nums',
          color: light.ink,
        }}
      >
        {amount}
      </Text>
      <Text className={toneClass(figure.tone)} style={{ ...text.body, fontWeight: 500, color: toneColor(figure.tone) }}>
        {figure.note}
      </Text>
      {figure.detail && (
        <Text className="cp-quiet" style={text.small}>
          {figure.detail}
        </Text>
      )}
    </Section>
  )
}
