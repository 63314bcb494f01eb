/** The portal's cookies. This file alone knows their names and attributes. */

const NAME = 'cp-session'
const LANGUAGE = 'cp-language'

const parse = (header: string | null, name: string): string | null => {
  for (const part of header?.split(';') ?? []) {
    const equals = part.indexOf('=')
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim()
  }
  return null
}

/** `__Host-` makes browsers refuse the cookie from a sub-domain or over plain http; it needs https itself. */
const sessionName = (url: string | null) => (url?.startsWith('https:') ? `__Host-${NAME}` : NAME)

const attributes = (url: string | null) =>
  `Path=/; HttpOnly; SameSite=Lax${url?.startsWith('https:') ? '; Secure' : ''}`

export const readSessionCookie = (headers: Headers, url: string | null): string | null =>
  parse(headers.get('cookie'), sessionName(url))

export const sessionCookie = (token: string, url: string | null, expires: Date): string =>
  `${sessionName(url)}=${token}; ${attributes(url)}; Expires=${expires.toUTCString()}`

export const clearedSessionCookie = (url: string | null): string =>
  `${sessionName(url)}=; ${attributes(url)}; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0`

export const readLanguageCookie = (headers: Headers): string | null => parse(headers.get('cookie'), LANGUAGE)

export const languageCookie = (language: string, url: string | null): string =>
  `${LANGUAGE}=${language}; ${attributes(url)}; Max-Age=31536000`

export const clearedLanguageCookie = (url: string | null): string => `${LANGUAGE}=; ${attributes(url)}; Max-Age=0`
