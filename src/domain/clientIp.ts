import { isIP } from 'node:net'

/** An address without port or brackets, and without the IPv6 disguise of an IPv4 one. */
const plainAddress = (entry: string): string | null => {
  const address = entry
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i, '$1')
  return isIP(address) ? address.toLowerCase() : null
}

/**
 * The client's address, `trustedProxies` places from the right of X-Forwarded-For. Everything further left was written
 * by whoever sent the request, so that without proxies, or with fewer entries than proxies, there is none.
 */
export const clientIp = (forwardedFor: string | null, trustedProxies: number): string | null => {
  if (!forwardedFor || trustedProxies < 1) return null
  const entry = forwardedFor.split(',').at(-trustedProxies)
  return entry === undefined ? null : plainAddress(entry.trim())
}
