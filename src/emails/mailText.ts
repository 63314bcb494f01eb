import type { MailView } from './mailView.ts'

/** The plain text part, written for people who read it: short paragraphs, the link on a line of its own. */
export const mailText = (view: MailView): string => {
  const { figure, message } = view
  const paragraphs = [
    view.notice && `*** ${view.notice} ***`,
    view.greeting,
    view.lead.join('\n'),
    figure && [`${figure.label}: ${figure.amount}`, figure.note, figure.detail].filter(Boolean).join('\n'),
    `${view.button.label}:\n${view.button.url}`,
    view.linkNote,
    message && `${message.title}:\n\n${message.text}`,
    view.facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    view.hint,
    view.questions,
    // '-- ' with its space is what mail readers know as the start of a signature.
    `-- \n${view.footer.join('\n')}`,
  ]
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`
}
