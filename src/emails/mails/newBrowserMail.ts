import { formatInstant } from '../../domain/days.ts'
import type { MailTexts } from '../../translations/en/mail.ts'
import { cleanLine } from '../cleanText.ts'
import type { NewBrowserMail } from '../mailContent.ts'
import { brandName, mailFrame } from '../mailFrame.ts'
import type { MailView } from '../mailView.ts'

/** Tells an address that one more browser has opened its portal, with a way to shut it out. */
export const newBrowserMail = (mail: NewBrowserMail, texts: MailTexts): MailView => {
  const say = texts.newBrowser
  const browser = cleanLine(mail.browser ?? '', 100)
  return {
    ...mailFrame(mail, texts),
    subject: say.subject(brandName(mail)),
    preheader: say.preheader,
    lead: [say.lead(brandName(mail)), `${say.ifYou} ${say.ifNotYou}`],
    facts: [
      {
        label: texts.facts.when,
        value: `${formatInstant(mail.at, mail.locale, mail.timeZone)} (${mail.timeZone.replaceAll('_', ' ')})`,
      },
      ...(browser ? [{ label: texts.facts.browser, value: browser }] : []),
    ],
    button: { label: say.button, url: mail.linkUrl },
    linkNote: say.linkPersonal,
  }
}
