import { portalProxy } from 'payload-client-portal/proxy'

export const proxy = portalProxy

/** Next reads this without running the file, so the portal's mount is spelled out here. */
export const config = { matcher: ['/portal', '/portal/:path*'] }
