import { render } from '@react-email/render'

import { buttonColors } from './buttonColors.ts'
import type { MailView } from './mailView.ts'
import { MailDocument } from './parts/MailDocument.tsx'

// Outlook on Windows knows no max-width: a table of fixed width that only it sees holds the sheet. React can't write
// conditional comments, so the layout leaves two empty elements where they belong.
const OUTLOOK_FRAME = [
  [
    '<i data-outlook="open"></i>',
    '<!--[if mso]><table role="presentation" align="center" width="600" border="0" cellpadding="0" cellspacing="0"><tr><td><![endif]-->',
  ],
  ['<i data-outlook="close"></i>', '<!--[if mso]></td></tr></table><![endif]-->'],
] as const

/** The HTML part. Loads React: import it late. */
export const mailHtml = async (view: MailView): Promise<string> => {
  const html = await render(<MailDocument view={view} colors={buttonColors(view.accentColor)} />)
  return OUTLOOK_FRAME.reduce((result, [marker, comment]) => result.replace(marker, comment), html)
}
