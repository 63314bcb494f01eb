import { Hr, Link, Section, Text } from '@react-email/components'

import type { MailView } from '../mailView.ts'
import { MailButton } from './MailButton.tsx'
import { MailFacts } from './MailFacts.tsx'
import { MailFigure } from './MailFigure.tsx'
import { MailFileList } from './MailFileList.tsx'
import { MailHeader } from './MailHeader.tsx'
import { MailLayout } from './MailLayout.tsx'
import { MailLines } from './MailLines.tsx'
import { MailSentence } from './MailSentence.tsx'
import { MailThread, MailWords } from './MailThread.tsx'
import { light, text, type ButtonColors } from './mailStyle.ts'

const Rule = () => (
  <Hr
    className="cp-line"
    style={{ width: '100%', margin: '28px 0', border: 0, borderTop: `1px solid ${light.line}` }}
  />
)

const Notice = ({ children }: { children: string }) => (
  <Section style={{ paddingBottom: '28px' }}>
    <Text
      className="cp-notice"
      style={{
        ...text.small,
        padding: '12px 16px',
        borderRadius: '8px',
        backgroundColor: light.noticeGround,
        color: light.noticeInk,
      }}
    >
      {children}
    </Text>
  </Section>
)

/** Any mail: every kind is the same letter with other words. */
export const MailDocument = ({ view, colors }: { view: MailView; colors: ButtonColors }) => (
  <MailLayout view={view} colors={colors}>
    {view.notice && <Notice>{view.notice}</Notice>}
    {view.isLetter && view.words && (
      <Section style={{ paddingBottom: view.words.by ? '2px' : '20px' }}>
        <MailWords words={view.words} isLetter />
      </Section>
    )}
    <MailHeader name={view.brandName} logoUrl={view.logoUrl} />
    {view.files && (
      <Section style={{ paddingTop: '24px' }}>
        <MailFileList files={view.files} />
      </Section>
    )}
    {(view.greeting || view.lead.length > 0) && (
      <Section style={{ paddingTop: '28px' }}>
        {view.greeting && (
          <Text className="cp-ink" style={{ ...text.body, marginBottom: '8px' }}>
            {view.greeting}
          </Text>
        )}
        {view.lead.map((sentence, index) => (
          <Text key={index} className="cp-ink" style={{ ...text.body, marginTop: index === 0 ? 0 : '8px' }}>
            <MailSentence>{sentence}</MailSentence>
          </Text>
        ))}
      </Section>
    )}
    {view.figure && <MailFigure figure={view.figure} />}
    {!view.isLetter && view.words && (
      <Section style={{ paddingTop: '20px' }}>
        <MailWords words={view.words} isLetter={false} />
      </Section>
    )}
    <Section style={{ paddingTop: '28px' }}>
      <MailButton button={view.button} colors={colors.light} />
    </Section>
    <Section style={{ paddingTop: '20px' }}>
      <Text className="cp-quiet" style={text.small}>
        {view.linkNote}
      </Text>
      <Text className="cp-quiet" style={{ ...text.legal, marginTop: '8px' }}>
        {view.linkIntro}
        <br />
        <Link
          className="cp-quiet"
          href={view.button.url}
          style={{ color: light.quiet, textDecoration: 'underline', wordBreak: 'break-all' }}
        >
          {view.button.url}
        </Link>
      </Text>
    </Section>
    {view.message && (
      <>
        <Rule />
        <Text className="cp-quiet" style={{ ...text.small, marginBottom: '6px', fontWeight: 500 }}>
          {view.message.title}
        </Text>
        <Text className="cp-ink" style={{ ...text.body, wordBreak: 'break-word' }}>
          <MailLines>{view.message.text}</MailLines>
        </Text>
      </>
    )}
    {!view.isLetter && <Rule />}
    {view.facts.length > 0 && (
      <Section style={{ paddingBottom: '20px' }}>
        <MailFacts facts={view.facts} />
      </Section>
    )}
    {view.hint && (
      <Text
        className="cp-quiet"
        style={{ ...text.small, ...(view.isLetter ? { paddingTop: '20px' } : {}), marginBottom: '8px' }}
      >
        {view.hint}
      </Text>
    )}
    <Text
      className="cp-ink"
      style={{ ...text.small, color: light.ink, ...(view.isLetter && !view.hint ? { paddingTop: '20px' } : {}) }}
    >
      {view.questions}
    </Text>
    {view.thread && (
      <>
        <Rule />
        <MailThread thread={view.thread} />
      </>
    )}
  </MailLayout>
)
