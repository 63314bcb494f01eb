import { describe, expect, it } from 'vitest'

import { isIban, transferCode } from '../../src/domain/transferCode.ts'

const transfer = {
  holder: 'Estudio Lumen, S.L.',
  iban: 'ES91 2100 0418 4502 0005 1332',
  bic: 'CAIXESBBXXX',
  amountMinor: 14_298,
  currency: 'EUR',
  reference: 'INV-2026-0042',
}

describe('the payment code for banking apps', () => {
  it('follows EPC069-12', () => {
    expect(transferCode(transfer)).toBe(
      'BCD\n002\n1\nSCT\nCAIXESBBXXX\nEstudio Lumen, S.L.\nES9121000418450200051332\nEUR142.98\n\n\nINV-2026-0042',
    )
  })

  it('goes without a BIC that is none, and keeps each field on its line and within its length', () => {
    const code = transferCode({ ...transfer, bic: 'n/a', holder: `A\nB${'c'.repeat(100)}`, reference: 'r'.repeat(200) })
    const fields = (code ?? '').split('\n')
    expect(fields).toHaveLength(11)
    expect(fields[4]).toBe('')
    expect(fields[5]).toBe(`A B${'c'.repeat(67)}`)
    expect(fields[10]).toHaveLength(140)
  })

  it.each([
    ['another currency', { currency: 'USD' }],
    ['nothing to pay', { amountMinor: 0 }],
    ['an account number with a slip', { iban: 'ES91 2100 0418 4502 0005 1323' }],
    ['an account number that is no IBAN', { iban: '12-34-56 12345678' }],
    ['more than the scheme moves', { amountMinor: 100_000_000_000 }],
  ])('does not exist for %s', (_, change) => {
    expect(transferCode({ ...transfer, ...change })).toBeNull()
  })

  it('knows IBANs by their check digits', () => {
    expect(isIban('gb82 west 1234 5698 7654 32')).toBe(true)
    expect(isIban('GB82 WEST 1234 5698 7654 33')).toBe(false)
  })
})
