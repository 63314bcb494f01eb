import { withColon } from '../domain/withColon.ts'
import type { MailView } from './mailView.ts'

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line ? `> ${line}` : '>'))
    .join('\n')

const wordsOf = ({ words, isLetter, brandName, lang }: MailView): string | undefined => {
  if (!words) return undefined
  if (!isLetter) return [words.by && withColon(words.by, lang), quoted(words.text)].filter(Boolean).join('\n')
  return `${words.text}\n\n${[words.by, brandName].filter(Boolean).join('\n')}`
}

const filesOf = ({ files, lang }: MailView): string | undefined =>
  files &&
  [
    withColon(files.title, lang),
    ...files.items.map(({ name, size, note }) =>
      [`- ${name} (${size})`, note && `  ${note}`].filter(Boolean).join('\n'),
    ),
  ].join('\n')

const threadOf = ({ thread }: MailView): string | undefined =>
  thread && [thread.title, ...thread.messages.map(({ heading, text }) => `${heading}\n${quoted(text)}`)].join('\n\n')

/** The plain text part, written for people who read it: short paragraphs, the link on a line of its own. */
export const mailText = (view: MailView): string => {
  const { figure, lang, message } = view
  const paragraphs = [
    view.notice && `*** ${view.notice} ***`,
    view.greeting,
    view.lead.join('\n'),
    figure &&
      [`${withColon(figure.label, lang)} ${figure.amount}`, figure.note, figure.detail].filter(Boolean).join('\n'),
    wordsOf(view),
    filesOf(view),
    `${withColon(view.button.label, lang)}\n${view.button.url}`,
    view.linkNote,
    message && `${withColon(message.title, lang)}\n\n${message.text}`,
    view.facts.map(({ label, value }) => `${withColon(label, lang)} ${value}`).join('\n'),
    view.hint,
    view.questions,
    threadOf(view),
    // '-- ' with its space is what mail readers know as the start of a signature.
    `-- \n${view.footer.join('\n')}`,
  ]
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`
}
