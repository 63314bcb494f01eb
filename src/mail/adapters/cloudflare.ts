import { sharedSecretAdapter } from './sharedSecret.ts'

/**
 * Cloudflare's Email Routing calls a worker of the host's; Cloudflare itself proves nothing to us. The whole worker:
 *
 * ```js
 * export default {
 *   async email(message, env) {
 *     const answer = await fetch(env.INBOUND_URL, {
 *       method: 'POST',
 *       headers: {
 *         'content-type': 'message/rfc822',
 *         'x-inbound-secret': env.INBOUND_SECRET,
 *         'x-envelope-to': message.to,
 *         'x-envelope-from': message.from,
 *       },
 *       body: await new Response(message.raw).arrayBuffer(),
 *     })
 *     // A worker that throws makes the sender's server try again.
 *     if (!answer.ok) throw new Error(`inbound mail: ${answer.status}`)
 *   },
 * }
 * ```
 */
export const cloudflareAdapter = sharedSecretAdapter('cloudflare', (config) => config.cloudflareSecret)
