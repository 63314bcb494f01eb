/**
 * Keeps a secret as text in the database: AES-256-GCM under a key derived from the site's own secret. Payload's own
 * `encrypt` is AES-CTR, where whoever can write to the database can change what is read without anybody noticing.
 *
 * `cp1.<key>.<nonce>.<sealed>`, all base64url. The second part names the key and gives nothing of it away: whether a
 * text was sealed with another site secret can be told without opening it.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

const VERSION = 'cp1'
const CONTEXT = 'payload-client-portal/secret-box/1'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const FORMAT = /^cp1\.([\w-]{8})\.([\w-]{16})\.([\w-]{22,})$/

/** `other-secret`: the site's secret was changed since. `damaged`: it is no text of ours, or another field's. */
export type Opened = { ok: true; text: string } | { ok: false; why: 'other-secret' | 'damaged' }

/** One derivation a process and secret: the portal asks for the keys with every page. */
let derived: { from: string; key: Buffer; name: string } | null = null

const keyOf = (siteSecret: string): { key: Buffer; name: string } => {
  if (derived?.from === siteSecret) return derived
  const key = Buffer.from(hkdfSync('sha256', siteSecret, '', CONTEXT, 32))
  const name = createHash('sha256').update(`${CONTEXT}/name`).update(key).digest('base64url').slice(0, 8)
  derived = { from: siteSecret, key, name }
  return derived
}

/** Whether a text has the form of a sealed one. */
export const isSealed = (text: string): boolean => FORMAT.test(text)

/** Whether it was sealed with this site secret, without opening it. */
export const isSealedWith = (siteSecret: string, sealed: string): boolean =>
  FORMAT.exec(sealed)?.[1] === keyOf(siteSecret).name

/** `field` is authenticated too: a sealed text that is moved to another field does not open there. */
export const sealSecret = (siteSecret: string, field: string, text: string): string => {
  const { key, name } = keyOf(siteSecret)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(`${VERSION}.${field}`))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return [VERSION, name, nonce.toString('base64url'), sealed.toString('base64url')].join('.')
}

/** Never throws: what does not open is told apart. */
export const openSecret = (siteSecret: string, field: string, sealed: string): Opened => {
  const [, name, nonce, body] = FORMAT.exec(sealed) ?? []
  if (name === undefined || nonce === undefined || body === undefined) return { ok: false, why: 'damaged' }
  const known = keyOf(siteSecret)
  if (name !== known.name) return { ok: false, why: 'other-secret' }
  const bytes = Buffer.from(body, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', known.key, Buffer.from(nonce, 'base64url'), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(Buffer.from(`${VERSION}.${field}`))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    const opened = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()])
    return { ok: true, text: opened.toString('utf8') }
  } catch {
    return { ok: false, why: 'damaged' }
  }
}
