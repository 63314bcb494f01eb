import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { replyParts, replyText } from '../../src/domain/replyText.ts'
import { attributions, headerBlocks } from '../fixtures/quoteHeads.ts'
import { keptWhole, replyMails } from '../fixtures/replyMails.ts'

const flat = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u200b-\u200f\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
const linesOf = (text: string): string[] => text.split(/\r?\n/).map(flat).filter(Boolean)

describe('what the person wrote is left of a mail', () => {
  test.each(replyMails)('$name', ({ mail, reply }) => {
    expect(linesOf(replyText(mail))).toEqual(linesOf(reply))
  })

  test.each(replyMails)('$name, with line ends as mail has them', ({ mail, reply }) => {
    expect(linesOf(replyText(mail.replaceAll('\n', '\r\n')))).toEqual(linesOf(reply))
  })
})

describe('above a quote stands', () => {
  test.each(attributions)('%j', (line) => {
    const answer = 'First line.\n\nBest regards,\nAna'
    expect(replyText(`${answer}\n\n${line}\n\n> quoted\n> more`)).toBe(answer)
    expect(replyText(`${answer}\n\n${line}\n\nquoted\n\nmore`)).toBe(answer)
    expect(replyText(`Paid 100 EUR on 5/3/2024\n${line}\n> quoted`)).toBe('Paid 100 EUR on 5/3/2024')
    expect(replyText(`${line}\n> quoted\n\n${answer}`)).toBe(answer)
  })

  test.each(headerBlocks)('%j', (block) => {
    const answer = 'First line.\n\nBest regards,\nAna'
    const strokes = [
      '',
      '_'.repeat(32),
      '-----Original Message-----',
      '-'.repeat(30),
      '-- \nAna Client\nBuyer',
      'Sent from my iPhone',
    ]
    for (const above of strokes) expect(replyText(`${answer}\n\n${above}\n${block}\n\nquoted\n\nmore`)).toBe(answer)
    expect(replyText(`${answer}\n${block.replaceAll('\n', '\n\n')}\n\nquoted`)).toBe(answer)
  })
})

test.each(keptWhole)('nothing is taken from %j', (mail) => {
  expect(linesOf(replyText(mail))).toEqual(linesOf(mail))
})

test('of the collected pairs, hardly any is read otherwise than a person reads it, and next to no words are lost', () => {
  interface Pair {
    id: string
    input: string
    expected: string
  }
  const pairs = readFileSync(new URL('../fixtures/replies.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Pair)
  const scored = pairs.map(({ id, input, expected }) => {
    const output = replyText(input)
    const isExact = flat(output) === flat(expected)
    const isLost = !isExact && linesOf(expected).some((line) => !flat(output).includes(line))
    return { id, isExact, isLost }
  })
  expect(pairs).toHaveLength(111)
  const ids = (list: typeof scored) => list.map(({ id }) => id)
  // r032 is a mail of nothing but attributions: it has words, and is never empty. r060 keeps a signature below '-- '.
  expect(ids(scored.filter(({ isExact }) => !isExact))).toEqual(['r032', 'r060'])
  expect(ids(scored.filter(({ isLost }) => isLost))).toEqual(['r060'])
})

describe('a line of ours above which to answer', () => {
  const markers = ['## Please answer above this line ##']

  test('ends the reply, with the attribution above it in whatever language', () => {
    const mail = `Minun vastaus

Xyzzy 5.3.2024 9:14 Studio <ticket+k3j4@reply.studio.example> qwerty:
## Please answer above this line ##

Hello`
    expect(replyText(mail, { markers })).toBe('Minun vastaus')
    expect(replyText(mail)).toContain('Hello')
  })

  test('hides nothing when the answer stands below it', () => {
    expect(replyText(`${markers[0] ?? ''}\n\nIs it paid?\n\nYes.`, { markers })).toBe('Is it paid?\n\nYes.')
    expect(replyText(`Yes.\n\n> ${markers[0] ?? ''}\n> Is it paid?\n\nOn Monday.`, { markers })).toContain('On Monday.')
  })
})

test('the rest of a mail can be shown too', () => {
  expect(
    replyParts(`Paid.

Sent from my iPhone

On 5 Mar 2024, at 09:14, Studio Norte <a@studio.example> wrote:

> Hello`),
  ).toEqual({
    text: 'Paid.',
    trimmed: `Sent from my iPhone

On 5 Mar 2024, at 09:14, Studio Norte <a@studio.example> wrote:

> Hello`,
  })
})

test('who says that the answers are below gets the whole mail shown', () => {
  const mail = (note: string) => `${note}

From: Studio Norte <a@studio.example>
Sent: Tuesday, March 5, 2024 9:14 AM
To: John <john@client.example>
Subject: Questions

Which day? FRIDAY`
  for (const note of [
    'Hi, see my answers below in red.',
    'Hola, mis respuestas van debajo, en rojo.',
    'Meine Antworten stehen unten in Rot.',
    'Bonjour, mes réponses sont en rouge ci-dessous.',
  ]) {
    expect(replyText(mail(note)), note).toContain('FRIDAY')
  }
  expect(replyText(mail('Thanks for the mail below.'))).toBe('Thanks for the mail below.')
})

const piece = fc.constantFrom(
  'Thanks, that is fine.',
  'Ana',
  'Best regards,',
  'CEO, Client Ltd',
  '',
  '',
  '> quoted',
  '>> deeper',
  '>',
  'On Tue, 5 Mar 2024 at 09:14, Studio <a@studio.example> wrote:',
  'On Tue, 5 Mar 2024 at 09:14, Studio <',
  'a@studio.example> wrote:',
  'El 5/3/2024 a las 9:14, Estudio escribió:',
  'Ana wrote:',
  '-----Original Message-----',
  '---------- Forwarded message ---------',
  '________________________________',
  'From: Studio <a@studio.example>',
  'Sent: Tuesday, March 5, 2024 9:14 AM',
  'To: John <john@client.example>',
  'Subject: Invoice',
  'De: Madrid',
  '-- ',
  '--',
  '***',
  'Sent from my iPhone',
  'Von meinem iPhone gesendet',
  '>100 screws',
  '\u200f',
  'x'.repeat(90),
)
const pieced = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('\n'))
const anyText = fc.oneof({ weight: 3, arbitrary: pieced }, fc.string({ unit: 'binary', maxLength: 200 }))

describe('whatever comes', () => {
  test('a mail with words is never empty', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        if (/[\p{L}\p{N}]/u.test(text)) expect(replyText(text).trim()).not.toBe('')
      }),
      { numRuns: 5000 },
    )
  })

  test('nothing is made up, and no line is in neither part', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: reply, trimmed } = replyParts(text)
        expect(flat(reply).length).toBeLessThanOrEqual(flat(text).length)
        const sorted = (lines: string[]) => lines.toSorted()
        expect(sorted([...linesOf(reply), ...linesOf(trimmed)])).toEqual(
          sorted(
            text
              .split(/\r\n?|[\n\u2028\u2029]/)
              .map(flat)
              .filter(Boolean),
          ),
        )
      }),
      { numRuns: 5000 },
    )
  })

  test('a reply is its own reply', () => {
    for (const { mail } of replyMails) expect(replyText(replyText(mail))).toBe(replyText(mail))
    const some = (...lines: string[]) => fc.constantFrom(...lines)
    const rest = fc.array(some('Thanks.', 'Ana', '', '* one', 'De: Madrid', '***'), { maxLength: 5 })
    const own = fc.tuple(some('Hello.', 'Ana', '👍'), rest).map(([first, more]) => [first, ...more])
    const head = some(
      'On Tue, 5 Mar 2024 at 09:14, Studio <a@studio.example> wrote:',
      'On Tue, 5 Mar 2024 at 09:14, Studio <\na@studio.example> wrote:',
      '-----Original Message-----\nFrom: Studio <a@studio.example>\nTo: Ana',
      '________________________________\nDe: Studio <a@studio.example>\nAsunto: Factura',
    )
    const quote = some('\n> Hello\n> there', '> Hello\n>> Hi', '\nHello\nthere', '')
    const signature = some('', '-- \nAna\nClient Ltd', 'Sent from my iPhone', 'Regards,\nAna Cliente\nCEO, Client Ltd')
    const answered = fc
      .tuple(own, signature, head, quote, fc.option(own, { nil: [] }))
      .map(([first, signed, said, quoted, last]) => [...first, signed, said, quoted, ...last].join('\n'))
    fc.assert(
      fc.property(answered, (text) => {
        const once = replyText(text)
        expect(replyText(once)).toBe(once)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('the time a mail takes grows with its length alone', () => {
  const filled = (part: string, size: number) => part.repeat(Math.ceil(size / part.length)).slice(0, size)
  const shapes: [string, string][] = [
    ['spaces', ' '],
    ['brackets of quotes', '>'],
    ['one endless word', 'x'],
    ['blank lines', '\n'],
    ['short lines', 'a b\n'],
    ['quoted lines', '> a\n'],
    ['quotes and answers in turn', '> a\nb\n'],
    ['the first word of an attribution', 'On '],
    ['first lines of attributions', 'On 5 Mar 2024, 09:14\n'],
    ['attributions that are none', 'On 5 Mar 2024, 09:14 I wrote:\n'],
    ['addresses', 'Ana <a@b.example>\n'],
    ['broken brackets', `${'<'.repeat(200)}\n`],
    ['links in links', `sent from ${'[a]('.repeat(50)}\n`],
    ['headers that are none', 'From: x\n'],
    ['lines full of headers', `${'From: a Sent: b '.repeat(20)}\n`],
    ['strokes', `${'-'.repeat(390)}x\n`],
    ['signatures in signatures', 'text\n--\nAna\n'],
    ['attributions in the middle of a line', 'a. On 3 @ On 3 On 3 On 3 On 3 On 3 On 3 x:\n'],
    ['digits', `${'1'.repeat(390)}:\n`],
    ['marks that join', 'a\u0301\u0302'],
    ['marks that turn the writing round', '\u202a\u200f\n'],
    ['halves of characters', '\ud83d'],
  ]
  const milliseconds = (text: string): number => {
    const times = [0, 1, 2].map(() => {
      const began = process.cpuUsage()
      replyText(text, { markers: ['## above this line ##'] })
      const { user, system } = process.cpuUsage(began)
      return (user + system) / 1000
    })
    return Math.min(...times)
  }

  test.each(shapes)('%s', (_, part) => {
    const quarter = milliseconds(filled(part, 250_000))
    const whole = milliseconds(filled(part, 1_000_000))
    expect(whole).toBeLessThan(250)
    expect(whole).toBeLessThan(quarter * 8 + 20)
  })

  test('spaces before a last word, quotes in quotes a thousand deep', () => {
    const nested = Array.from({ length: 1400 }, (_, depth) => `${'>'.repeat(depth)} x`).join('\n')
    for (const text of [`Hi${' '.repeat(100_000)}x`, nested]) expect(milliseconds(text)).toBeLessThan(250)
  })
})
