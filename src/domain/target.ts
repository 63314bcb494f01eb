const MAX_LENGTH = 300

/**
 * Where a link may lead after signing in: a path of ours under the mount, with a query if need be. Whatever else comes
 * in (foreign addresses, `//host`, `/portal/../admin` in any spelling, control characters) becomes the mount itself.
 */
export const safeTarget = (path: string | null | undefined, mount: string): string => {
  if (typeof path !== 'string' || path.length > MAX_LENGTH) return mount
  // Printable ASCII only: browsers drop tabs and line breaks from addresses before they read them.
  if (!/^\/[\x21-\x7e]*$/.test(path) || /\/\/|\\|\.\.|#/.test(path)) return mount
  const [pathname = ''] = path.split('?')
  if (pathname !== mount && !pathname.startsWith(`${mount}/`)) return mount
  // The door itself is no place to lead to: an enter path would carry somebody's token into our own mails.
  if (/^\/(?:enter|sign-in)(?:\/|$)/i.test(pathname.slice(mount.length))) return mount
  // Encoded dots and slashes: browsers read %2e%2e as '..', and some servers decode %2f before routing.
  if (/%(?:2e|2f|5c|[01][0-9a-f]|7f)/i.test(pathname)) return mount
  return URL.canParse(path, 'https://portal.invalid') ? path : mount
}
