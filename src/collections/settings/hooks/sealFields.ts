import type { PayloadRequest } from 'payload'

import { sealSecret } from '../../../domain/secretBox.ts'

export type Data = Record<string, unknown>

/** Under which name the trail finds the secrets that this save changes; nothing it can compare holds them. */
export const CHANGED_SECRETS = 'clientPortalChangedSecrets'

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() ? value.trim() : null)

/** What was sent for a secret: `undefined` where it was not touched, `null` where it is to be removed. */
export const sent = (data: Data, name: string): string | null | undefined => {
  const value = data[name]
  if (value === undefined || value === null) return value
  // What is no text at all is refused as a key, and removes nothing.
  return typeof value === 'string' ? text(value) : JSON.stringify(value)
}

interface Sealing {
  data: Data
  /** As it was before this save; it holds the hints. */
  before: unknown
  stored: Data
  /** The parts of a secret that may be several, as a webhook's while it is rotated. */
  split?: (value: string) => string[]
}

/**
 * Seals what was sent for these secrets: from here on nothing holds them in the clear. `undefined` keeps what is stored,
 * `null` and an empty text remove it. Changes `data`; answers the names of those that this save changes.
 */
export const sealFields = (
  req: PayloadRequest,
  names: readonly string[],
  { data, before, stored, split = (value) => [value] }: Sealing,
): string[] => {
  const changed: string[] = []
  for (const name of names) {
    const hint = `${name}Hint`
    const value = sent(data, name)
    if (value === undefined) {
      // Whatever was sent for it: the hint says how the stored secret ends.
      data[hint] = (before as Data | undefined)?.[hint] ?? null
      continue
    }
    if (value !== null || stored[name]) changed.push(name)
    data[name] = value === null ? null : sealSecret(req.payload.secret, name, split(value).join(','))
    data[hint] =
      value === null
        ? null
        : split(value)
            .map((secret) => secret.slice(-4))
            .join(', ')
  }
  return changed
}
