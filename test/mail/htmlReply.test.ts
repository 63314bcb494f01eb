import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { replyText } from '../../src/domain/replyText.ts'
import { htmlToText, htmlWithoutQuote } from '../../src/mail/htmlReply.ts'

const replyOf = (html: string): string => replyText(htmlToText(htmlWithoutQuote(html)))
const studio = 'Studio &lt;<a href="mailto:a@studio.example">a@studio.example</a>&gt;'

describe('the quote that a program marks is cut', () => {
  test.each([
    [
      'Gmail',
      `<div dir="ltr"><div>Thanks, paid today.</div><div><br></div><div>Ana</div></div><br>
       <div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Tue, Mar 5, 2024 at 9:14 AM
       ${studio} wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex">
       <div>Hello Ana</div></blockquote></div>`,
      'Thanks, paid today.\n\nAna',
    ],
    [
      'Gmail of old, the line without a mark of its own',
      `Sí<div class="gmail_extra"><br><div class="gmail_quote">El 5 de marzo de 2024, 9:14, ${studio} escribió:<br>
       <blockquote class="gmail_quote">Hola</blockquote></div></div>`,
      'Sí',
    ],
    [
      'Gmail, forwarded',
      `<div dir="ltr">See this.</div><br><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message
       ---------<br>From: <b>Bank</b></div>Refused</div>`,
      'See this.',
    ],
    [
      'Outlook on the web',
      `<html><head><style>p{margin:0}</style></head><body dir="ltr"><div class="elementToProof">Hi,</div>
       <div class="elementToProof"><br></div><div>I will pay.</div><div id="Signature"><p>Best,<br>John</p></div>
       <div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">
       <div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:</b> ${studio}<br><b>Sent:</b> Tuesday</font>
       <div>&nbsp;</div></div><div>Hello John</div></body></html>`,
      'Hi,\n\nI will pay.\n\nBest,\nJohn',
    ],
    [
      'Outlook on a desktop',
      `<body lang=DE><div class=WordSection1><p class=MsoNormal>Danke!<o:p></o:p></p>
       <p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Eva</p>
       <div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>
       <b>Von:</b> ${studio} <br><b>Gesendet:</b> Dienstag, 5. März 2024 09:14<br><b>An:</b> Eva<br>
       <b>Betreff:</b> Rechnung</p></div></div><p class=MsoNormal>Hallo Eva</p></div></body>`,
      'Danke!\n\nEva',
    ],
    [
      'Outlook on a Mac',
      `<div>Merci</div><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0in 0in 0in"><p><b>De : </b>
       ${studio}<br><b>Date : </b>mardi 5 mars 2024 à 09:14<br><b>Objet : </b>Facture</p></div><p>Bonjour</p>`,
      'Merci',
    ],
    [
      'Outlook on a phone',
      `<body><div dir="ltr">Done</div><div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/o0ukef">Outlook
       for iOS</a></div><div id="mail-editor-reference-message-container"><hr><div id="divRplyFwdMsg"><b>From:</b>
       Studio</div>Hello</div></body>`,
      'Done',
    ],
    [
      'Apple Mail on a phone',
      `<html><body dir="auto"><div dir="ltr">Could you?</div><div dir="ltr"><br>Sent from my iPhone</div><div dir="ltr">
       <br><blockquote type="cite">On 5 Mar 2024, at 09:14, ${studio} wrote:<br><br></blockquote></div>
       <blockquote type="cite"><div dir="ltr">Hello</div></blockquote></body></html>`,
      'Could you?',
    ],
    [
      'Apple Mail on a Mac, the line above the quote',
      `<html><body>Yes.<br><div><br><div>On 5 Mar 2024, at 09:14, ${studio} wrote:</div><br
       class="Apple-interchange-newline"><blockquote type="cite"><div>Hello</div></blockquote></div></body></html>`,
      'Yes.',
    ],
    [
      'Thunderbird',
      `<p>It is.</p><div class="moz-cite-prefix">On 05/03/2024 09:14, Studio wrote:<br></div>
       <blockquote type="cite" cite="mid:1@studio.example"><p>Is it settled?</p></blockquote>`,
      'It is.',
    ],
    [
      'Yahoo',
      `<div class="yahoo-style-wrap"><div dir="ltr">We never ordered.</div><div><br></div></div>
       <div id="yahoo_quoted_123" class="yahoo_quoted"><div>On Tuesday, Studio wrote:</div><div>Hello</div></div>`,
      'We never ordered.',
    ],
    [
      'Proton',
      `<div>All fine.</div><div class="protonmail_signature_block">Sent with <a href="https://proton.me/">Proton
       Mail</a> secure email.</div><div class="protonmail_quote">On Tuesday, March 5th, 2024 at 9:14 AM, ${studio}
       wrote:<br><blockquote class="protonmail_quote" type="cite"><div>better?</div></blockquote><br></div>`,
      'All fine.',
    ],
    ['Zoho', '<div>Yes</div><div class="zmail_extra"><div>---- On Tuesday wrote ----</div>Hello</div>', 'Yes'],
    [
      'Tuta',
      `<div>Yes</div><div>5 Mar 2024, 09:14 by a@studio.example:<br></div>
       <blockquote class="tutanota_quote"><div>hello</div></blockquote>`,
      'Yes',
    ],
    [
      'Samsung',
      `<body><div dir="auto">Vale</div><div id="composer_signature"><div>Enviado desde mi Galaxy</div></div>
       <div style="font-size:100%"><!-- originalMessage --><div>-------- Mensaje original --------</div><div>De:
       Estudio</div></div></body>`,
      'Vale',
    ],
    [
      'GMX',
      `<div>Passt.</div><div name="quote" style="border-left:2px solid #C3D9E5"><div><b>Gesendet:</b> gestern</div>
       Hallo</div>`,
      'Passt.',
    ],
  ])('%s', (_, html, reply) => {
    expect(replyOf(html)).toBe(reply)
    expect(htmlWithoutQuote(html)).not.toMatch(/Hello|Hallo|Hola|Bonjour|Refused|settled|better/)
  })
})

describe('what the person wrote around a quote stays', () => {
  test('answers between the parts of a quote, with what they answer', () => {
    const html = `<div dir="ltr"><br></div><div class="gmail_quote"><div class="gmail_attr">On Tue, 5 Mar 2024, 09:14
      ${studio} wrote:<br></div><blockquote class="gmail_quote"><div>Which day?</div></blockquote><div>Friday.</div>
      <blockquote class="gmail_quote"><div>Which place?</div></blockquote><div>Leeds.</div>
      <blockquote class="gmail_quote"><div>Regards</div></blockquote></div>`
    expect(replyOf(html)).toBe('> Which day?\n\nFriday.\n\n> Which place?\n\nLeeds.')
  })

  test('an answer below the quote', () => {
    const html = `<div class="moz-cite-prefix">On 05/03/2024 09:14, Studio wrote:<br></div><blockquote type="cite">
      <p>Is it settled?</p></blockquote><p>It is.</p>`
    expect(htmlToText(htmlWithoutQuote(html))).toBe('It is.')
  })

  test('a paragraph that was moved to the right, a line that a newsletter drew', () => {
    for (const html of [
      '<div>List:</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>mine</div></blockquote>',
      '<p>Before</p><div style="border-top:solid #E1E1E1 1.0pt">Our offers</div><p>After</p>',
      '<p>I quote nobody.</p>',
    ]) {
      expect(htmlWithoutQuote(html)).toBe(html)
      expect(htmlToText(html)).not.toContain('>')
    }
  })

  test('the whole mail, where it says that the answers are in the quote', () => {
    const html = `<p>Hi, my answers are below in red.</p><div id="divRplyFwdMsg"><b>From:</b> Studio</div><p>Which day?
      <span style="color:red">Friday</span></p>`
    expect(htmlWithoutQuote(html)).toBe(html)
  })

  test('a mail that is nothing but a quote', () => {
    const html = '<div class="gmail_quote">On Tuesday<blockquote class="gmail_quote">Hello</blockquote></div>'
    expect(htmlWithoutQuote(html)).toBe(html)
    expect(replyOf('<div id="divRplyFwdMsg"><b>From:</b> Studio</div><div>Words</div>')).toContain('Words')
  })

  test('a pasted image', () => {
    const html = `<div><img src="cid:image001.png@01D"></div><div class="gmail_quote">On Tuesday
      <blockquote class="gmail_quote">Hello</blockquote></div>`
    expect(replyOf(html)).toBe('[image001.png]')
  })
})

describe('html becomes plain text', () => {
  test.each([
    ['<p>One</p>\n<p>Two<br>lines</p><div>a</div><div>b</div>', 'One\n\nTwo\nlines\n\na\nb'],
    ['<div>a</div><div><br></div><div>b</div>', 'a\n\nb'],
    [
      '<p class=MsoNormal>a</p><p class=MsoNormal>b</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>c</p>',
      'a\nb\n\nc',
    ],
    ['a &lt;b&gt; &amp;amp; &eacute;&#8364;&nbsp;5', 'a <b> &amp; é€ 5'],
    ['<ul><li>One</li><li>Two<ol start="3"><li>a<li>b</ol></li></ul>after', '- One\n- Two\n\n  3. a\n  4. b\n\nafter'],
    ['<a href="https://pay.example/?i=7">pay here</a>', 'pay here <https://pay.example/?i=7>'],
    [
      '<a href="https://www.x.example/">x.example</a> <a href="mailto:a@b.example">a@b.example</a>',
      'x.example a@b.example',
    ],
    ['<a href="mailto:a@b.example?subject=x">Ana</a>', 'Ana <a@b.example>'],
    ['<a href="javascript:alert(1)">x</a><a href="#top">y</a>', 'xy'],
    [
      '<table><tr><th>No</th><th>Total</th></tr><tr><td><p>7</p></td><td>100&nbsp;€</td></tr></table>',
      'No | Total\n7 | 100 €',
    ],
    ['<table><tr><td><p>Hello</p><p>World</p></td><td>Side</td></tr></table>', 'Hello\n\nWorld\n\nSide'],
    ['<img src="https://x.example/a" alt="The plan"><img alt="🙂"><img src="https://x.example/p.gif">', '[The plan]🙂'],
    ['<pre>a  b\n  c</pre>', 'a  b\n  c'],
    ['A<blockquote>b<blockquote>c</blockquote></blockquote>d', 'A\n\n> b\n>\n>> c\n\nd'],
    ['x<hr>y', 'x\n----------\ny'],
    ['<head><title>t</title></head><style>a{}</style><script>1</script><div style="display: none">p</div>x', 'x'],
    ['', ''],
    ['no html at all', 'no html at all'],
  ])('%j', (html, text) => {
    expect(htmlToText(html)).toBe(text)
  })

  test('all words that are to be seen, and none twice', () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/)
    const wrap = (inner: fc.Arbitrary<string>) =>
      fc
        .tuple(fc.constantFrom('div', 'p', 'b', 'span', 'li', 'td', 'table', 'h1', 'ul', 'center', 'pre', 'x-y'), inner)
        .map(([tag, text]) => `<${tag}>${text}</${tag}>`)
    const { html } = fc.letrec<{ html: string }>((tie) => ({
      html: fc.oneof(
        { depthSize: 'small' },
        word,
        wrap(tie('html')),
        fc.tuple(tie('html'), tie('html')).map((parts) => parts.join(' ')),
      ),
    }))
    fc.assert(
      fc.property(html, (source) => {
        const words = (text: string) => text.match(/[a-z]{3,8}/g)
        expect(words(htmlToText(source))).toEqual(words(source.replace(/<[^>]*>/g, ' ')))
        expect(htmlWithoutQuote(source)).toBe(source)
      }),
      { numRuns: 500 },
    )
  })

  test('whatever comes', () => {
    const piece = fc.constantFrom(
      '<div',
      '>',
      '</div>',
      '<blockquote type=cite>',
      '</',
      '<!--',
      '-->',
      '&',
      '&#',
      ';',
      'x',
      '"',
      '=',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((all) => all.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (html) => {
          expect(typeof htmlToText(htmlWithoutQuote(html))).toBe('string')
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('the time html takes grows with its length alone', () => {
  const filled = (part: string, size: number) => part.repeat(Math.ceil(size / part.length)).slice(0, size)
  const milliseconds = (html: string): number => {
    const times = [0, 1].map(() => {
      const began = process.cpuUsage()
      htmlToText(htmlWithoutQuote(html))
      const { user, system } = process.cpuUsage(began)
      return (user + system) / 1000
    })
    return Math.min(...times)
  }

  test.each([
    ['brackets', '<'],
    ['comments that never end', '<!--'],
    ['elements in elements', '<div>a'],
    ['tags that close nothing', '<b></i>'],
    ['quotes in quotes', '<blockquote type=cite>a'],
    ['quotes side by side', '<blockquote type=cite>a</blockquote>b'],
    ['boxes in boxes', '<div class=gmail_quote>x<blockquote>'],
    ["Outlook's line over and over", '<div style="border-top:solid #E1E1E1">From: x<br>'],
    ['tables in tables', '<table><tr><td>a'],
    ['cells', '<td>a</td>'],
    ['links in links', '<a href="https://x.example">t'],
    ['items', '<li>a'],
    ['line breaks', '<br>'],
    ['images', '<img src=cid:x>'],
    ['attributions', 'On 5 Mar 2024 10:00 a@b.example wrote:<br><blockquote type=cite>x</blockquote>'],
  ])('%s', (_, part) => {
    const quarter = milliseconds(filled(part, 60_000))
    const whole = milliseconds(filled(part, 240_000))
    expect(whole).toBeLessThan(2000)
    expect(whole).toBeLessThan(quarter * 8 + 60)
  })
})
