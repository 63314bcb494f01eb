import { describe, expect, it } from 'vitest'

import type { MailContent } from '../../src/emails/mailContent.ts'
import { renderMail } from '../../src/emails/renderMail.ts'
import { anInvoice, brand, everyMail } from './mails.ts'

const logoUrl = 'https://studio.example/api/client-portal/logo/7'
const kinds = Object.entries(everyMail).flatMap(([kind, mail]): [string, MailContent][] => [
  [`${kind}, English`, mail],
  [`${kind}, Spanish`, { ...mail, locale: 'es' }],
])
const visible = (html: string) => html.replace(/<(style|title)[^>]*>.*?<\/\1>/gs, '').replace(/<[^>]+>/g, ' ')

describe.each(kinds)('The mail %s', (_, mail) => {
  it('carries the same link in both parts, on a line of its own in the text', async () => {
    const { html, text } = await renderMail(mail)
    expect(html.split(`href="${mail.linkUrl}"`)).toHaveLength(3)
    expect(text.split('\n')).toContain(mail.linkUrl)
  })

  it('fits below the size at which Gmail clips', async () => {
    const { html } = await renderMail({ ...mail, brand: { ...brand, logoUrl } })
    expect(Buffer.byteLength(html)).toBeLessThan(100_000)
  })

  it('refers to nothing outside but its logo and its link', async () => {
    const { html } = await renderMail({ ...mail, brand: { ...brand, logoUrl } })
    const addresses = html.replace(/^<!DOCTYPE[^>]*>/, '').match(/https?:\/\/[^"'\s<>)]+/g) ?? []
    expect(new Set(addresses)).toEqual(new Set([logoUrl, mail.linkUrl]))
    expect(html.match(/<img/g)).toHaveLength(1)
    expect(html).toMatch(/<img[^>]*alt="Estudio Lumen"/)
    expect(html).not.toMatch(/url\(|@import|<link|<script/i)
  })

  it('tells readers its language, its direction and that it knows dark mode', async () => {
    const { html } = await renderMail(mail)
    expect(html).toMatch(new RegExp(`<html[^>]*lang="${mail.locale}"`))
    expect(html).toMatch(/<html[^>]*dir="ltr"/)
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>')
    expect(html).toContain('@media (prefers-color-scheme:dark)')
  })

  it('says to screen readers that its tables are layout', async () => {
    const { html } = await renderMail(mail)
    for (const table of html.match(/<table[^>]*>/g) ?? []) expect(table).toContain('role="presentation"')
  })

  it('is held at 600 px for Outlook, which knows no max-width', async () => {
    const { html } = await renderMail(mail)
    expect(html).toMatch(/<!--\[if mso\]><table[^>]*width="600"/)
    expect(html).not.toContain('data-outlook')
  })

  it('leaves no word out and names nobody undefined', async () => {
    const { subject, html, text } = await renderMail(mail)
    for (const part of [subject, html, text]) expect(part).not.toMatch(/undefined|\[object|NaN/)
  })
})

describe('An invoice mail', () => {
  it('breaks nothing in mid-word but the address of its link', async () => {
    const broken = (await renderMail(anInvoice({ locale: 'de' }))).html.match(/<[^>]*break-all[^>]*>/g)
    expect(broken).toEqual([expect.stringMatching(/^<a /)])
  })

  it('sets its colons as its language does', async () => {
    expect((await renderMail(anInvoice({ locale: 'fr' }))).text).toContain('Reste à payer : 142,98 €\n')
    expect((await renderMail(anInvoice({ locale: 'de' }))).text).toContain('Offener Betrag: 142,98 €\n')
  })

  it('shows the same amount, due day and number in HTML, text and subject', async () => {
    for (const [locale, amount, day] of [
      ['en', '€142.98', '6 December 2026'],
      ['es', '142,98 €', '6 de diciembre de 2026'],
    ] as const) {
      const { subject, html, text } = await renderMail(anInvoice({ locale }))
      for (const part of [subject, html, text]) expect(part).toContain(amount)
      for (const part of [html, text]) {
        expect(part).toContain(day)
        expect(part).toContain('INV-2026-0042')
      }
    }
  })

  it('tells how late it is', async () => {
    const late = anInvoice({ today: '2026-12-09', overdueDays: 3 })
    expect((await renderMail(late)).text).toContain('Was due 6 December 2026, 3 days ago')
    expect((await renderMail({ ...late, locale: 'es' })).text).toContain(
      'Venció el 6 de diciembre de 2026, hace 3 días',
    )
    expect((await renderMail({ ...late, locale: 'es', overdueDays: 1 })).text).toContain('hace 1 día\n')
  })

  it('shows what is left of what', async () => {
    const { html, text } = await renderMail(anInvoice({ amountDue: 4298 }))
    for (const part of [html, text]) expect(part).toMatch(/€42\.98[^]*Out of a total of €142\.98/)
  })

  it('keeps the line breaks of a personal note', async () => {
    const { html, text } = await renderMail(anInvoice({ message: 'Thank you, Ana.\r\nSee you in May.\n\n\n\nLola' }))
    expect(text).toContain('Thank you, Ana.\nSee you in May.\n\nLola')
    expect(html).toContain('Thank you, Ana.<br/>See you in May.<br/><br/>Lola')
  })

  it('speaks tú or usted', async () => {
    const text = async (formality: 'formal' | 'familiar') =>
      (await renderMail(anInvoice({ locale: 'es', formality }))).text
    expect(await text('formal')).toContain('No lo reenvíe.')
    expect(await text('familiar')).toContain('No lo reenvíes.')
  })

  it('has no figure of its own to add where nothing is owed', async () => {
    const { text } = await renderMail(anInvoice({ amountDue: 0 }))
    expect(text).toContain('Paid: €142.98\nNothing left to pay. Thank you.')
    expect(text).not.toContain('Due')
  })
})

describe('What strangers wrote', () => {
  const hostile = '<script>alert(1)</script><img src=x onerror="alert(1)">'

  it('is text in HTML, wherever it stands', async () => {
    const invoice = anInvoice()
    const { html } = await renderMail({
      ...invoice,
      recipientName: hostile,
      message: hostile,
      brand: {
        ...brand,
        name: hostile,
        footer: hostile,
        address: hostile,
        accentColor: '#000}</style><script>alert(1)</script>',
      },
      snapshot: {
        ...invoice.snapshot,
        number: hostile,
        reference: hostile,
        client: { ...invoice.snapshot.client, company: hostile, name: hostile },
      },
    })
    expect(html).not.toMatch(/<script|<img|<\/style><script/i)
    expect(visible(html)).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  it('adds no line to the greeting', async () => {
    const { text } = await renderMail(anInvoice({ recipientName: 'Ana\r\n\r\nPay to ES00 0000\u202e' }))
    expect(text).toContain('Hello Ana Pay to ES00 0000,\n')
  })

  it('is no link: only web addresses are', async () => {
    const { html } = await renderMail(anInvoice({ brand: { ...brand, logoUrl: 'javascript:alert(1)' } }))
    expect(html).not.toContain('javascript:')
    await expect(renderMail(anInvoice({ linkUrl: 'javascript:alert(1)' }))).rejects.toThrow(TypeError)
  })

  it('has the characters of a link with several parameters written once', async () => {
    const url = 'https://studio.example/portal/enter/__link-token__?a=1&b=2'
    const { html, text } = await renderMail(anInvoice({ linkUrl: url }))
    expect(html).toContain(`href="${url.replace('&', '&amp;')}"`)
    expect(text).toContain(`\n${url}\n`)
  })
})
