import type { MailTexts } from '../translations/en/mail.ts'
import { cleanLine, cleanLines } from './cleanText.ts'
import type { MailContent } from './mailContent.ts'
import type { MailView } from './mailView.ts'
import { isWebAddress } from './webAddress.ts'

/** What all mails share: who writes, the greeting, whom to ask, the legal lines. */
export type MailFrame = Pick<
  MailView,
  'lang' | 'brandName' | 'logoUrl' | 'accentColor' | 'greeting' | 'linkIntro' | 'questions' | 'footer'
>

const joined = (parts: (string | null | undefined)[], separator: string): string =>
  parts
    .map((part) => (part ? cleanLine(part) : ''))
    .filter(Boolean)
    .join(separator)

const footerLines = ({ brand }: MailContent, texts: MailTexts): string[] => [
  joined([brand.legalName || brand.name, brand.taxId && texts.taxId(brand.taxId)], ' · '),
  joined((brand.address ?? '').split(/\r\n?|\n/), ', '),
  // Without a scheme it is still recognised by people, and no mail reader fetches it for a preview.
  joined([brand.email, brand.phone, brand.website?.replace(/^https?:\/\//i, '').replace(/\/$/, '')], ' · '),
  ...cleanLines(brand.footer ?? '').split('\n'),
]

/** The business's name as it may stand in a sentence or a header. */
export const brandName = ({ brand }: MailContent): string => cleanLine(brand.name, 80)

/** Builds the frame of a mail, in the words of its reader's language. */
export const mailFrame = (mail: MailContent, texts: MailTexts): MailFrame => {
  const recipient = cleanLine(mail.recipientName ?? '', 80)
  return {
    lang: mail.locale,
    brandName: brandName(mail),
    logoUrl: mail.brand.logoUrl && isWebAddress(mail.brand.logoUrl) ? mail.brand.logoUrl : null,
    accentColor: mail.brand.accentColor,
    greeting: recipient ? texts.greeting(recipient) : undefined,
    linkIntro: texts.linkIntro,
    questions: texts.questions,
    footer: footerLines(mail, texts).filter(Boolean),
  }
}
