import type { Config, Payload } from 'payload'

import type { ResolvedOptions } from './options.ts'

const KEY = 'clientPortal'

/** Puts the resolved options where every request finds them: the config is the one thing all of a process shares. */
export const withPortalOptions = (config: Config, options: ResolvedOptions): Config => ({
  ...config,
  custom: { ...config.custom, [KEY]: options },
})

/** The plugin's options of a running Payload. Throws where the plugin is not installed. */
export const getPortalOptions = (payload: Pick<Payload, 'config'>): ResolvedOptions => {
  const options: unknown = payload.config.custom[KEY]
  if (!options) throw new Error('payload-client-portal is not among the plugins of this Payload config.')
  return options as ResolvedOptions
}
