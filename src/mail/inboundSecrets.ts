import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import { openSecret } from '../domain/secretBox.ts'
import type { InboundSecrets } from '../options.ts'
import { inboundFields } from './inboundFields.ts'

/** The secret ones are sealed. */
export type StoredInbound = Record<string, string | null | undefined>

/**
 * What the settings hold, past Payload's hooks, which take the secret ones out of everything that is read through its
 * APIs.
 */
export const readStoredInbound = async (req: PayloadRequest): Promise<StoredInbound> => {
  const stored: unknown = await req.payload.db.findGlobal({
    slug: getPortalOptions(req.payload).slugs.businessSettings,
    select: Object.fromEntries(inboundFields.map(({ name }) => [name, true])),
    req,
  })
  return (stored ?? {}) as StoredInbound
}

export interface InboundSettings {
  secrets: InboundSecrets
  /** Those that are stored and can't be opened: the site's own secret was changed since. */
  unreadable: (keyof InboundSecrets)[]
}

/**
 * How mail providers prove themselves. The business settings win over option `inbound`, secret by secret. One that can't
 * be opened is not replaced by the option's, and is told apart from one that is not set: a provider that reads 404 gives
 * its mail up, and this is a fault of ours.
 */
export const inboundSecrets = async (req: PayloadRequest): Promise<InboundSettings> => {
  const stored = await readStoredInbound(req)
  const secrets = { ...getPortalOptions(req.payload).inbound }
  const unreadable: (keyof InboundSecrets)[] = []
  for (const { name, secret, isSecret } of inboundFields) {
    const kept = stored[name]
    if (!kept) continue
    if (!isSecret) {
      secrets[secret] = kept
      continue
    }
    const opened = openSecret(req.payload.secret, name, kept)
    secrets[secret] = opened.ok ? opened.text : null
    if (!opened.ok) unreadable.push(secret)
  }
  return { secrets, unreadable }
}
