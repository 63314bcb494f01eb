import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { accentScale, contrast, DEFAULT_ACCENT } from '../../src/domain/accent.ts'
import { fromHex, toHex } from '../../src/domain/oklch.ts'

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
const scheme = fc.constantFrom('light' as const, 'dark' as const)

test('contrast is the ratio WCAG defines', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#fff', '#FFFFFF')).toBe(1)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3)
  expect(() => contrast('blue', '#ffffff')).toThrow(RangeError)
})

test('a colour survives the way through OKLCH', () => {
  fc.assert(
    fc.property(hex, (color) => {
      const converted = fromHex(color)
      expect(converted && toHex(converted)).toBe(color)
    }),
  )
  const red = fromHex('#ff0000')
  expect(red?.l).toBeCloseTo(0.628, 3)
  expect(red?.c).toBeCloseTo(0.2577, 3)
})

describe('a scale', () => {
  test('is readable whatever the accent', () => {
    fc.assert(
      fc.property(
        fc.oneof(hex, fc.constantFrom('#ffffff', '#000000', '#ffff00', '#0000ff', '#00ff00')),
        scheme,
        (accent, mode) => {
          const scale = accentScale(accent, mode)
          for (const color of Object.values(scale)) expect(color).toMatch(/^#[0-9a-f]{6}$/)
          expect(contrast(scale.accent, scale.onAccent)).toBeGreaterThanOrEqual(4.5)
          expect(contrast(scale.hover, scale.onAccent)).toBeGreaterThanOrEqual(4.5)
          expect(contrast(scale.text, scale.ground)).toBeGreaterThanOrEqual(4.5)
          expect(contrast(scale.text, scale.tint)).toBeGreaterThanOrEqual(4.5)
          if (mode === 'light') expect(contrast(scale.text, '#ffffff')).toBeGreaterThanOrEqual(4.5)
          expect(scale.hover).not.toBe(scale.accent)
          expect(contrast(scale.accent, scale.ground)).toBeGreaterThanOrEqual(mode === 'light' ? 1.25 : 3)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('leaves an accent alone that already works', () => {
    expect(accentScale('#1f5eff', 'light')).toMatchObject({ accent: '#1f5eff', onAccent: '#ffffff', text: '#1f5eff' })
    expect(accentScale('#1F5EFF', 'light').accent).toBe('#1f5eff')
    expect(accentScale('#ffcc00', 'light')).toMatchObject({ accent: '#ffcc00', onAccent: '#14161a' })
  })

  test('falls back to the default where the accent is no hex colour', () => {
    for (const broken of ['', 'red', '#12', '#1234567', '#gggggg', 'url(#x)', '#1f5eff;color:red']) {
      expect(accentScale(broken, 'light'), broken).toEqual(accentScale(DEFAULT_ACCENT, 'light'))
    }
    expect(accentScale('#f00', 'dark')).toEqual(accentScale('#ff0000', 'dark'))
  })
})
