import { describe, expect, it } from 'vitest'

import { threadReferences } from '../../src/domain/references.ts'
import { mailSubject, renderMail } from '../../src/emails/renderMail.ts'
import { headersOf } from '../../src/operations/headersOf.ts'
import { TOKEN_PLACEHOLDER } from '../../src/paths.ts'
import type { Email } from '../../src/records.ts'
import { anInvoice, aTicketAnswer, aTicketNotice, brand, linkUrl } from './mails.ts'

const spanish = { locale: 'es' } as const

/** What a person reads of the HTML part. */
const readHtml = (html: string): string =>
  html
    .replace(/<(head|style)[^>]*>.*?<\/\1>/gs, '')
    .replace(/<!--.*?-->/gs, '')
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<[^>]+>/g, '\n')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\n\s*\n+/g, '\n')
    .trim()

describe('The business’s answer in a thread', () => {
  it('begins with its own words: no logo, no greeting, nothing hidden', async () => {
    const { html, text } = await renderMail(aTicketAnswer())
    expect(text).toMatch(/^Good morning,\n\nwe have changed the address\./)
    expect(readHtml(html)).toMatch(/^Good morning,\nwe have changed the address\./)
    for (const part of [html, text]) expect(part).not.toContain('Hello')
  })

  it('is signed by who wrote it and by the business, or by the business alone', async () => {
    expect((await renderMail(aTicketAnswer())).text).toContain('in your portal.\n\nMarta Ruiz\nEstudio Lumen\n\n')
    expect((await renderMail(aTicketAnswer({ author: null }))).text).toContain('in your portal.\n\nEstudio Lumen\n\n')
  })

  it('tells when further questions are answered, where the business says so', async () => {
    const support = 'Support: Monday to Friday, 9:00–17:00 (Madrid time)'
    const { html, text } = await renderMail(aTicketAnswer({ support }))
    for (const part of [readHtml(html), text]) {
      expect(part.match(/Support:/g)).toHaveLength(1)
      expect(part).toContain(support)
      expect(part.indexOf(support)).toBeLessThan(part.indexOf('To answer, just reply'))
    }
    expect((await renderMail(aTicketAnswer())).text).not.toContain('Support:')
  })

  it('leads to the conversation, and quotes what was said before below that, newest first', async () => {
    for (const [mail, button, title, day] of [
      [aTicketAnswer(), 'View the conversation', 'Earlier in this conversation', '20 November 2026'],
      [aTicketAnswer(spanish), 'Ver la conversación', 'Mensajes anteriores', '20 de noviembre de 2026'],
    ] as const) {
      const { html, text } = await renderMail(mail)
      for (const part of [readHtml(html), text]) {
        const places = [
          'Good morning,',
          button,
          title,
          `Ana Torres, ${day}`,
          '10:42',
          'It is Calle Mayor 3.',
          '09:15',
          'Which address should it be?',
          'our old one.',
          'Estudio Lumen S.L.',
        ].map((words) => part.indexOf(words))
        expect(places).not.toContain(-1)
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }
      expect(text).toContain(`${button}:\n${linkUrl}`)
    }
  })

  it('marks quoted lines in plain text as every mail program does', async () => {
    const { text } = await renderMail(aTicketAnswer())
    expect(text).toContain('Ana Torres, 20 November 2026 at 10:42\n> It is Calle Mayor 3.\n>\n> Thank you\n')
  })

  it('has no quote where nothing was said before', async () => {
    const { html, text } = await renderMail(aTicketAnswer({ earlier: [] }))
    for (const part of [html, text]) expect(part).not.toContain('Earlier in')
    expect(text).not.toMatch(/^>/m)
  })

  it('keeps one subject through the thread, in every language, however often it was answered', () => {
    const subject = 'Re: Wrong address on my invoice [T-7K3M9]'
    for (const written of [
      'Wrong address on my invoice',
      'Re: Wrong address on my invoice',
      'RE: AW: Fwd: Wrong address on my invoice',
      'Re[2]: Wrong address on my invoice [T-7K3M9]',
    ]) {
      expect(mailSubject(aTicketAnswer({ subject: written }))).toBe(subject)
      expect(mailSubject(aTicketAnswer({ subject: written, ...spanish }))).toBe(subject)
    }
    expect(mailSubject(aTicketAnswer({ subject: '  ' }))).toBe('Re: [T-7K3M9]')
    expect(mailSubject(aTicketAnswer({ subject: 'Your logo', earlier: [] }))).toBe('Your logo [T-7K3M9]')
    expect(mailSubject(aTicketAnswer({ subject: 'Results: July' }))).toBe('Re: Results: July [T-7K3M9]')
    expect(mailSubject(aTicketAnswer({ subject: 'x'.repeat(5000) })).length).toBeLessThan(200)
  })

  it('is never cut, while the quotes keep the mail below the size at which Gmail clips', async () => {
    const end = 'This is the end.'
    const words = `${'All of it matters. '.repeat(2000)}${end}`
    expect((await renderMail(aTicketAnswer({ words }))).text).toContain(end)
    const earlier = Array.from({ length: 30 }, (_, index) => ({
      by: `Ana ${index}`,
      at: '2026-11-20T09:42:00.000Z',
      text: 'ñ'.repeat(9000),
    }))
    const { html, text } = await renderMail(aTicketAnswer({ earlier }))
    expect(Buffer.byteLength(html)).toBeLessThan(100_000)
    expect(text).toMatch(/ñ…$/m)
    const short = earlier.map((each) => ({ ...each, text: 'Yes' }))
    const quotes = (await renderMail(aTicketAnswer({ earlier: short }))).text.match(/^> Yes$/gm)
    expect(quotes).toHaveLength(10)
  })

  it('cuts no character in two', async () => {
    const earlier = [{ by: 'Ana', at: '2026-11-20T09:42:00.000Z', text: `x${'😀'.repeat(3000)}` }]
    const { html, text } = await renderMail(aTicketAnswer({ earlier }))
    for (const part of [html, text]) expect(Buffer.from(part).toString()).toBe(part)
  })
})

describe('A notice of a ticket to staff', () => {
  it('names client, subject and ticket, and tells a new ticket from an answer', () => {
    const subjects = [
      aTicketNotice(),
      aTicketNotice({ isNew: false }),
      aTicketNotice({ isNew: false, isStranger: true }),
      aTicketNotice(spanish),
      aTicketNotice({ ...spanish, isNew: false }),
    ].map(mailSubject)
    expect(subjects).toEqual([
      'New ticket from Torres & Hijos S.L.: Wrong address on my invoice [T-7K3M9]',
      'Answer from Torres & Hijos S.L.: Wrong address on my invoice [T-7K3M9]',
      'Unknown sender, ticket of Torres & Hijos S.L.: Wrong address on my invoice [T-7K3M9]',
      'Nuevo ticket de Torres & Hijos S.L.: Wrong address on my invoice [T-7K3M9]',
      'Respuesta de Torres & Hijos S.L.: Wrong address on my invoice [T-7K3M9]',
    ])
  })

  it('shows the words before the button, which opens the admin and never the portal', async () => {
    const mail = aTicketNotice()
    const { html, text } = await renderMail(mail)
    expect(text).toContain(
      'Ana Torres (ana@cliente.test):\n> The address on INV-2026-0042 is our old one.\n>\n> Can you change it?\n\nOpen ticket:\n' +
        mail.linkUrl,
    )
    for (const part of [html, text]) expect(part).not.toMatch(/\/portal|link-token|Hello|signs you in/)
  })

  it('says that a reply to it reaches no client', async () => {
    expect((await renderMail(aTicketNotice())).text).toContain('a reply to this mail does not reach the client')
    expect((await renderMail(aTicketNotice(spanish))).text).toContain('el cliente no recibirá nada')
  })

  it('says whom a reply reaches, to those who can answer by mail', async () => {
    const { text } = await renderMail(aTicketNotice({ canReply: true }))
    expect(text).toContain('Reply to this mail, and the client gets your answer.')
    expect(text).not.toContain('does not reach')
    const stranger = await renderMail(aTicketNotice({ canReply: true, isStranger: true }))
    expect(stranger.text).toContain('goes to the client’s own address, not to this sender')
  })

  it('warns of a writer whose address is not on file', async () => {
    const { text } = await renderMail(aTicketNotice({ isStranger: true, isNew: false }))
    expect(text).toContain('Somebody you don’t know has written in a ticket of Torres & Hijos S.L.\n')
    expect(text).toContain('Find out who it is before you answer.')
    expect((await renderMail(aTicketNotice())).text).not.toContain('Find out')
  })

  it('shows the beginning of a very long message, and that there is more', async () => {
    const { text, html } = await renderMail(aTicketNotice({ words: 'w'.repeat(50_000) }))
    expect(text).toMatch(/> w{4000}…\n/)
    expect(Buffer.byteLength(html)).toBeLessThan(100_000)
  })
})

describe('What people wrote in a thread', () => {
  const hostile = '</td><img src=x onerror="alert(1)">\r\nBcc: everyone@evil.test\u202e\u0000'
  const trap = `https://evil.test/?way-in=${linkUrl} __link-to${TOKEN_PLACEHOLDER}ken__ __link-\u200btoken__`

  it('is text in HTML and one line in subjects, wherever it stands', async () => {
    for (const mail of [
      aTicketAnswer({
        subject: hostile,
        words: hostile,
        author: hostile,
        earlier: [{ by: hostile, at: '2026-11-20T09:42:00.000Z', text: hostile }],
      }),
      aTicketNotice({ subject: hostile, words: hostile, author: hostile, clientName: hostile, isStranger: true }),
    ]) {
      const { html, subject } = await renderMail(mail)
      expect(html).not.toContain('<img')
      expect(subject).not.toMatch(/[\p{Cc}\u202e]/u)
    }
  })

  it('can never catch the token of the link that goes out with it', async () => {
    const mail = aTicketAnswer({
      subject: trap,
      words: trap,
      author: trap,
      earlier: [{ by: trap, at: '2026-11-20T09:42:00.000Z', text: trap }],
    })
    const { html, text } = await renderMail(mail)
    expect(html.split(TOKEN_PLACEHOLDER)).toHaveLength(html.split(linkUrl).length)
    expect(html.split(linkUrl)).toHaveLength(4)
    expect(text.split(TOKEN_PLACEHOLDER)).toHaveLength(2)
    const note = await renderMail(anInvoice({ message: trap, recipientName: trap, brand: { ...brand, footer: trap } }))
    expect(note.text.split(TOKEN_PLACEHOLDER)).toHaveLength(2)
  })
})

describe('The thread of mails', () => {
  const id = (number: number, length = 60) => `<${String(number).padStart(length, '0')}@mail.test>`

  it('ends with the mail that is answered, each named once', () => {
    expect(threadReferences([id(1), id(2)], id(2))).toEqual([id(1), id(2)])
    expect(threadReferences([id(1), id(3), id(2)], id(3))).toEqual([id(1), id(2), id(3)])
    expect(threadReferences([], id(1))).toEqual([id(1)])
    expect(threadReferences([id(1)], null)).toEqual([id(1)])
    expect(threadReferences([], null)).toEqual([])
  })

  it('keeps its first and its newest mails within 1,500 characters', () => {
    const ids = Array.from({ length: 200 }, (_, index) => id(index))
    const kept = threadReferences(ids, id(500))
    expect(kept.join(' ').length).toBeLessThanOrEqual(1500)
    expect(kept.length).toBeGreaterThan(15)
    expect(kept[0]).toBe(id(0))
    expect(kept.slice(1)).toEqual([...ids, id(500)].slice(-(kept.length - 1)))
    expect(threadReferences([id(1, 880), id(2, 880)], null)).toEqual([id(2, 880)])
  })

  it('names nothing that is no Message-ID', () => {
    const forged = ['<a@b>\r\nBcc: everyone@evil.test', 'no id', '<>', '<a b@c>', `<${'x'.repeat(2000)}>`]
    expect(threadReferences([...forged, id(1)], 'junk')).toEqual([id(1)])
  })

  it('is told to mail programs, and a person’s answer is not called a machine’s', () => {
    const mail = { kind: 'ticket', references: `${id(1)} ${id(2)}` } as Email
    expect(headersOf(mail, 'Re: Wrong address [T-7K3M9]')).toEqual({
      'Thread-Topic': 'Wrong address [T-7K3M9]',
      'In-Reply-To': id(2),
      References: `${id(1)} ${id(2)}`,
    })
    expect(headersOf({ ...mail, references: null }, 'Re: [T-7K3M9]')).toEqual({ 'Thread-Topic': '[T-7K3M9]' })
    for (const kind of ['ticket-notice', 'staff-notice', 'invoice'] as const) {
      expect(headersOf({ ...mail, kind }, 'x')).toMatchObject({ 'Auto-Submitted': 'auto-generated' })
    }
  })
})
