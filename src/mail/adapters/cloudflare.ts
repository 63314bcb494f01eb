import { sharedSecretAdapter } from './sharedSecret.ts'

/**
 * Cloudflare's Email Routing calls a worker of the host's, which posts `message.raw` with our secret, `message.to` and
 * `message.from`; Cloudflare itself proves nothing to us.
 */
export const cloudflareAdapter = sharedSecretAdapter('cloudflare', (config) => config.cloudflareSecret)
