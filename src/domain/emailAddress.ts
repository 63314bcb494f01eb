/** Whether this is a domain mail can be sent to: labels of letters, digits and inner hyphens (RFC 1035, 2.3.1). */
export const isDomain = (text: string): boolean =>
  text.length <= 253 && /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(text)

/**
 * Whether this is an address mail can be sent to: one `@`, a domain, no spaces, quotes, brackets or control characters
 * (they are what header injection is made of), 254 characters at most (RFC 5321, 4.5.3.1.3).
 */
export const isEmail = (text: string): boolean =>
  text.length <= 254 &&
  // eslint-disable-next-line no-control-regex -- control characters are what header injection is made of
  /^[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]{1,64}@[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]+$/u.test(text) &&
  !/(^|@)\.|\.\.|\.(@|$)/.test(text)
