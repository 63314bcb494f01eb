/** Whether a text may stand in a mail as a link or an image: `javascript:`, stray paths and broken lines may not. */
export const isWebAddress = (address: string): boolean => {
  if (/[\s\p{Cc}]/u.test(address)) return false
  try {
    const { protocol } = new URL(address)
    return protocol === 'https:' || protocol === 'http:'
  } catch {
    return false
  }
}
