import type { MailView } from './mailView.ts'

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line ? `> ${line}` : '>'))
    .join('\n')

const wordsOf = ({ words, isLetter, brandName }: MailView): string | undefined => {
  if (!words) return undefined
  if (!isLetter) return [words.by && `${words.by}:`, quoted(words.text)].filter(Boolean).join('\n')
  return `${words.text}\n\n${[words.by, brandName].filter(Boolean).join('\n')}`
}

const filesOf = ({ files }: MailView): string | undefined =>
  files &&
  [
    `${files.title}:`,
    ...files.items.map(({ name, size, note }) =>
      [`- ${name} (${size})`, note && `  ${note}`].filter(Boolean).join('\n'),
    ),
  ].join('\n')

const threadOf = ({ thread }: MailView): string | undefined =>
  thread && [thread.title, ...thread.messages.map(({ heading, text }) => `${heading}\n${quoted(text)}`)].join('\n\n')

/** The plain text part, written for people who read it: short paragraphs, the link on a line of its own. */
export const mailText = (view: MailView): string => {
  const { figure, message } = view
  const paragraphs = [
    view.notice && `*** ${view.notice} ***`,
    view.greeting,
    view.lead.join('\n'),
    figure && [`${figure.label}: ${figure.amount}`, figure.note, figure.detail].filter(Boolean).join('\n'),
    wordsOf(view),
    filesOf(view),
    `${view.button.label}:\n${view.button.url}`,
    view.linkNote,
    message && `${message.title}:\n\n${message.text}`,
    view.facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    view.hint,
    view.questions,
    threadOf(view),
    // '-- ' with its space is what mail readers know as the start of a signature.
    `-- \n${view.footer.join('\n')}`,
  ]
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`
}
