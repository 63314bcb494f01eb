import { describe, expect, it, vi } from 'vitest'

import { formatMoney } from '../../src/domain/money.ts'
import { aLine, aSnapshot, lines, pagesOf, render, textOf, piecesOf } from './snapshots.ts'

// A worker's first document takes a second, and several on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('an invoice as PDF', () => {
  it('reads the figures of its snapshot', async () => {
    const snapshot = aSnapshot({
      lines: [
        aLine(),
        aLine({ description: 'Hosting', quantity: 2.5, unitPrice: 1999, discountPercent: 10, taxRate: 10 }),
      ],
      discountPercent: 5,
      withholdingPercent: 15,
      reference: 'PO 7781',
      supplyDate: '2026-10-31',
    })
    const text = await textOf(await render(snapshot))
    const { totals } = snapshot
    const amounts = [totals.subtotal, -totals.discountTotal, -totals.withholding, totals.total]
    for (const amount of [...amounts, ...totals.taxes.flatMap((tax) => [tax.base, tax.amount])]) {
      expect(text).toContain(plain(formatMoney(amount, 'EUR', 'en')))
    }
    for (const line of snapshot.lines) expect(text).toContain(plain(formatMoney(line.amount, 'EUR', 'en')))
    expect(text).toContain('Invoice')
    expect(text).toContain('INV-2026-0042')
    expect(text).toContain('6 November 2026')
    expect(text).toContain('Due 6 December 2026')
    expect(text).toContain('Supplied 31 October 2026')
    expect(text).toContain('PO 7781')
    expect(text).toContain('2.5 €19.99 10% 10%')
    expect(text).toContain('Withholding tax 15%')
    expect(text).toContain('ES91 2100 0418 4502 0005 1332')
    expect(text).toContain('Registro Mercantil')
    expect(text).not.toMatch(/\b(paid|overdue|void)\b/i)
  })

  it('shows the total as the largest figure', async () => {
    const snapshot = aSnapshot()
    const words = await piecesOf(await render(snapshot))
    const tallest = words.reduce((best, word) => (word.size > best.size ? word : best))
    expect(tallest.text).toBe('€1,210.00')
  })

  it('speaks Spanish', async () => {
    const text = await textOf(await render(aSnapshot({ locale: 'es', withholdingPercent: 15 })))
    expect(text).toContain('Factura')
    expect(text).toContain('IVA 21 % sobre 1.000,00 €')
    expect(text).toContain('Retención IRPF 15 %')
    expect(text).toContain('1.060,00 €')
  })

  it.each([
    ['JPY', '¥120,000'],
    ['KWD', 'KWD 120.000'],
  ])('writes %s with its own decimals', async (currency, total) => {
    const line = aLine({ unitPrice: 120_000, taxCategory: 'zero', taxRate: null })
    expect(await textOf(await render(aSnapshot({ currency, lines: [line] })))).toContain(total)
  })

  it('says why no tax is charged, in its own words where the snapshot has none', async () => {
    const untaxed = (taxCategory: 'exempt' | 'reverse-charge' | 'outside') => aLine({ taxCategory, taxRate: null })
    const snapshot = aSnapshot({ lines: [untaxed('exempt'), untaxed('reverse-charge'), untaxed('outside')] })
    snapshot.totals.taxes = snapshot.totals.taxes.map((tax) =>
      tax.category === 'exempt' ? { ...tax, reason: 'Exempt under Article 132.' } : { ...tax, reason: null },
    )
    const text = await textOf(await render(snapshot))
    expect(text).toContain('Exempt under Article 132.')
    expect(text).toContain('Reverse charge: tax is accounted for by the recipient.')
    expect(text).toContain('Outside the scope of tax.')
  })

  it('has no bank details where nothing is to be paid', async () => {
    const text = await textOf(await render(aSnapshot({ lines: [aLine({ unitPrice: 0 })] })))
    expect(text).not.toContain('IBAN')
  })
})

describe('a credit note', () => {
  it('names what it corrects and why, and asks for nothing', async () => {
    const snapshot = aSnapshot({
      kind: 'credit-note',
      number: 'CN-2026-0001',
      corrects: { number: 'INV-2026-0042', issueDate: '2026-11-06' },
      reason: 'Delivered late.',
    })
    const text = await textOf(await render(snapshot))
    expect(text).toContain('Credit note')
    expect(text).toContain('CN-2026-0001')
    expect(text).toContain('Corrects invoice INV-2026-0042 of 6 November 2026')
    expect(text).toContain('Reason: Delivered late.')
    expect(text).not.toContain('Due')
    expect(text).not.toContain('IBAN')
  })

  it('is a factura rectificativa in Spanish', async () => {
    const text = await textOf(await render(aSnapshot({ kind: 'credit-note', locale: 'es' })))
    expect(text).toContain('Factura rectificativa')
  })
})

describe('a marked document', () => {
  it('is unmistakably a draft: no number, no bank details, the words on every page', async () => {
    const pages = await pagesOf(await render(aSnapshot({ number: '', lines: lines(60) }), { mark: 'draft' }))
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) expect(page).toContain('Draft — not an invoice')
    expect(pages.join('')).not.toContain('INV-')
    expect(pages.join('')).not.toContain('IBAN')
  })

  it('is a Borrador or a Duplicado in Spanish', async () => {
    const snapshot = aSnapshot({ locale: 'es' })
    expect(await textOf(await render(snapshot, { mark: 'draft' }))).toContain('Borrador: no es una factura')
    expect(await textOf(await render(snapshot, { mark: 'duplicate' }))).toContain('Duplicado')
  })
})

describe('a long document', () => {
  it.each([1, 60, 500])(
    'keeps every one of %i lines in order, under heads, on numbered pages',
    { timeout: 30_000 },
    async (count) => {
      const pages = await pagesOf(await render(aSnapshot({ lines: lines(count) })))
      const numbers = [...pages.join('\n').matchAll(/Ticket no\. (\d+)\b/g)].map((match) => Number(match[1]))
      expect(numbers).toEqual(Array.from({ length: count }, (_, index) => index + 1))
      pages.forEach((page, index) => {
        expect(page).toContain(`${index + 1} / ${pages.length}`)
        if (page.includes('Ticket no.')) expect(page).toMatch(/Description\s+Qty\s+Unit price\s+Tax\s+Amount/)
        if (index > 0) expect(page).toContain('Invoice INV-2026-0042')
      })
      expect(pages.at(-1)).toContain('Ticket no.')
      expect(pages.at(-1)).toContain('Subtotal')
    },
  )

  it('lets nothing overlap or leave its column', async () => {
    const snapshot = aSnapshot({
      lines: [
        aLine({ description: 'word '.repeat(400) }),
        aLine({ description: 'x'.repeat(2000) }),
        aLine({ description: `https://example.com/${'path-and-more/'.repeat(20)}`, unitPrice: 123_456_789_01 }),
        ...lines(20),
      ],
      notes: 'A sentence of the notes. '.repeat(800),
      reference: 'R'.repeat(80),
    })
    const words = await piecesOf(await render(snapshot))
    const count = (pattern: RegExp) =>
      words.reduce((sum, word) => sum + (word.text.match(pattern)?.join('').length ?? 0), 0)
    expect(count(/\bword\b/g)).toBe(400 * 4)
    expect(count(/\bsentence\b/g)).toBe(800 * 8)
    expect(count(/x{8,}/g)).toBe(2000)
    for (const word of words) {
      expect(word.left).toBeGreaterThanOrEqual(55)
      expect(word.right).toBeLessThanOrEqual(541)
      expect(word.baseline).toBeLessThanOrEqual(842 - 40)
    }
    const overlapping = words.filter((word, index) =>
      words
        .slice(index + 1, index + 60)
        .some(
          (other) =>
            other.page === word.page &&
            Math.abs(other.baseline - word.baseline) < 5 &&
            other.left < word.right - 0.5 &&
            other.right > word.left + 0.5,
        ),
    )
    expect(overlapping).toEqual([])
  })
})

describe('a rendered PDF', () => {
  it('is the same bytes from the same request, whatever was rendered in between', async () => {
    const snapshot = aSnapshot({ locale: 'es', notes: 'Żółć\u00a0& Søn Ελλάς Ω Ω' })
    const first = await render(snapshot)
    await Promise.all([
      render(aSnapshot({ notes: 'Ω and no-break\u00a0space' })),
      render(aSnapshot({ currency: 'JPY' })),
    ])
    const second = await render(snapshot)
    expect(second.sha256).toBe(first.sha256)
    expect(Buffer.compare(second.bytes, first.bytes)).toBe(0)
    expect(first.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('carries title, author and language', async () => {
    const source = Buffer.from((await render(aSnapshot())).bytes).toString('latin1')
    expect(source).toContain('(Invoice INV-2026-0042)')
    expect(source).toContain('(Estudio Lumen)')
    expect(source).toContain('/Lang (en)')
  })

  it('comes on A4 or Letter', async () => {
    const size = async (pageSize: 'A4' | 'LETTER') =>
      /\/MediaBox \[([^\]]+)\]/
        .exec(Buffer.from((await render(aSnapshot(), { pageSize })).bytes).toString('latin1'))?.[1]
        ?.split(' ')
        .map((edge) => Math.round(Number(edge)))
    expect(await size('A4')).toEqual([0, 0, 595, 842])
    expect(await size('LETTER')).toEqual([0, 0, 612, 792])
  })
})
