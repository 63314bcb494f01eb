import { expect, test } from 'vitest'

import { hashToken, isKey, isToken, makeKey, makeToken } from '../../src/domain/token.ts'

test('a token is 256 random bits, and only its hash is for keeping', () => {
  const made = Array.from({ length: 200 }, makeToken)
  for (const { token, tokenHash } of made) {
    expect(isToken(token)).toBe(true)
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(tokenHash).toBe(hashToken(token))
    expect(tokenHash).toMatch(/^[0-9a-f]{64}$/)
  }
  expect(new Set(made.map(({ token }) => token)).size).toBe(200)
})

test('a hash is plain SHA-256', () => {
  expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('anything else is no token', () => {
  const { token } = makeToken()
  for (const text of ['', token.slice(1), `${token}A`, `${token}\n`, `+${token.slice(1)}`, `${token.slice(1)}=`]) {
    expect(isToken(text), text).toBe(false)
  }
})

test('a key survives lower case and being read aloud', () => {
  const keys = Array.from({ length: 500 }, makeKey)
  for (const key of keys) {
    expect(key).toMatch(/^[0-9a-z]{20}$/)
    expect(key).not.toMatch(/[ilou]/)
    expect(isKey(key)).toBe(true)
  }
  expect(new Set(keys).size).toBe(500)
  // Every one of the 32 characters turns up: no bias by a wrong modulus.
  expect(new Set(keys.join('')).size).toBe(32)
  expect(['', 'o'.repeat(20), 'A'.repeat(20), '0'.repeat(19)].some(isKey)).toBe(false)
})
