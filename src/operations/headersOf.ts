import type { Email } from '../records.ts'

/**
 * The headers of a mail beyond its addresses.
 *
 * An answer to a client was written by a person: it calls itself no machine's mail, so that the client's absence note
 * comes back (and is kept on the thread as one), and no help desk at the client's side drops it. All else is a notice:
 * machines are asked to leave it unanswered.
 */
export const headersOf = (mail: Email, subject: string): Record<string, string> => {
  if (mail.kind !== 'ticket') {
    return { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' }
  }
  const references = mail.references?.trim()
  return {
    // Outlook keeps together what has the same topic, whatever the subject became.
    'Thread-Topic': subject.replace(/^Re: /, ''),
    ...(references ? { 'In-Reply-To': references.split(/\s+/).at(-1) ?? '', References: references } : {}),
  }
}
