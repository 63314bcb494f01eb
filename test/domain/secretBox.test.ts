import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { isSealed, isSealedWith, openSecret, sealSecret } from '../../src/domain/secretBox.ts'

const SITE = 'the site’s own secret'
const seal = (text: string, field = 'stripeSecretKey') => sealSecret(SITE, field, text)

/** Changes one bit somewhere in one of the parts. */
const withFlippedBit = (sealed: string, part: number, bit: number): string =>
  sealed
    .split('.')
    .map((text, index) => {
      if (index !== part) return text
      const bytes = Buffer.from(text, 'base64url')
      const at = bit % (bytes.length * 8)
      bytes.writeUInt8(bytes.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3)
      return bytes.toString('base64url')
    })
    .join('.')

describe('a sealed secret', () => {
  it('opens to what was put in, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (text, site, field) => {
        expect(openSecret(site, field, sealSecret(site, field, text))).toEqual({ ok: true, text })
      }),
    )
  })

  it('shows nothing of what is in it, and looks different each time', () => {
    const [one, other] = [seal('sk_test_1234567890'), seal('sk_test_1234567890')]
    expect(one).not.toBe(other)
    expect(one).not.toContain('1234567890')
    expect(Buffer.from(one.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain('1234567890')
  })

  it('does not open with another site secret, and says so before it is opened', () => {
    const sealed = seal('whsec_abc')
    expect(openSecret('another secret', 'stripeSecretKey', sealed)).toEqual({ ok: false, why: 'other-secret' })
    expect(isSealedWith('another secret', sealed)).toBe(false)
    expect(isSealedWith(SITE, sealed)).toBe(true)
  })

  it('does not open in another field', () => {
    expect(openSecret(SITE, 'stripeWebhookSecret', seal('sk_test_1'))).toEqual({ ok: false, why: 'damaged' })
  })

  it('does not open once a single bit of it was changed', () => {
    const sealed = seal('sk_test_1234567890')
    fc.assert(
      fc.property(fc.constantFrom(2, 3), fc.nat(), (part, bit) => {
        expect(openSecret(SITE, 'stripeSecretKey', withFlippedBit(sealed, part, bit))).toEqual({
          ok: false,
          why: 'damaged',
        })
      }),
    )
  })

  it('does not open once it was cut short', () => {
    const sealed = seal('sk_test_1234567890')
    for (let length = 0; length < sealed.length; length += 1) {
      expect(openSecret(SITE, 'stripeSecretKey', sealed.slice(0, length)).ok, `${length} characters`).toBe(false)
    }
  })

  it('is told from a key as somebody types one', () => {
    expect(isSealed(seal(''))).toBe(true)
    for (const text of ['', 'sk_test_51abc', 'whsec_abc,whsec_def', 'cp1.a.b.c', `x${seal('a')}`]) {
      expect(isSealed(text), text).toBe(false)
      expect(openSecret(SITE, 'stripeSecretKey', text)).toEqual({ ok: false, why: 'damaged' })
    }
  })
})
