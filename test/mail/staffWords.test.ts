import { describe, expect, it } from 'vitest'

import { withoutStaffKeys } from '../../src/operations/staffKey.ts'
import { staffWords } from '../../src/operations/staffMail.ts'

const KEY = '0123456789abcdefghjk'
const NOTICE = 'Acme has answered.\nWhat is line 3?\nOpen ticket:\nhttps://studio.example/admin/collections/tickets/9'
const quoted = NOTICE.replace(/^/gm, '> ')
const wordsIn = (text: string | null, html: string | null = null) => staffWords({ text, html }).text

describe('What staff wrote below a notice', () => {
  it.each([
    ['with an attribution', `It is the logo.\n\nOn Wed, 25 Nov 2026 at 10:00, Studio wrote:\n${quoted}`],
    ['in Spanish', `It is the logo.\n\nEl mié, 25 nov 2026 a las 10:00, Studio escribió:\n${quoted}`],
    [
      'as Outlook does',
      `It is the logo.\n\n________________________________\nFrom: Studio <staff+${KEY}@reply.studio.example>\nSent: Wednesday, November 25, 2026 10:00\nTo: Marta\nSubject: Answer from Acme\n\n${NOTICE}`,
    ],
    [
      'with a signature',
      `It is the logo.\n\n-- \nMarta Ruiz\nStudio\n\nOn Wed, 25 Nov 2026 at 10:00, Studio wrote:\n${quoted}`,
    ],
  ])('is told apart %s', (_, text) => {
    expect(wordsIn(text)).toBe('It is the logo.')
  })

  it('is read from the html where there is nothing else', () => {
    const html = `<div>It is the logo.</div><div class="gmail_quote"><div>On Wed, Studio wrote:</div><blockquote>${NOTICE}</blockquote></div>`
    expect(wordsIn(null, html)).toBe('It is the logo.')
    expect(wordsIn(null, html.replace('It is the logo.', ''))).toBe('')
  })

  it.each([
    ['nothing at all', ''],
    ['the quote alone', `\n\nOn Wed, 25 Nov 2026 at 10:00, Studio wrote:\n${quoted}`],
    ['the quote without a word of who wrote', quoted],
    ['a phone’s signature', `\n\nSent from my iPhone\n\nOn Wed, 25 Nov 2026 at 10:00, Studio wrote:\n${quoted}`],
  ])('is empty where there is %s: the notice is never mailed on', (_, text) => {
    expect(staffWords({ text, html: null }).text).toBe('')
  })

  it('keeps no address of staff’s in any form', () => {
    for (const written of [
      `staff+${KEY}@reply.studio.example`,
      `STAFF+${KEY.toUpperCase()}@REPLY.STUDIO.EXAMPLE`,
      `bounce-staff+${KEY}=reply.studio.example@lists.example`,
      `staff%2b${KEY}%40reply.studio.example`,
      `<a href="mailto:staff+${KEY}@reply.studio.example">`,
    ]) {
      expect(withoutStaffKeys(`Write to ${written}.`).toLowerCase()).not.toContain(KEY)
    }
    expect(withoutStaffKeys('Ask staff+1 at noon: a.staff@studio.example')).toBe(
      'Ask staff+1 at noon: a.staff@studio.example',
    )
  })
})
