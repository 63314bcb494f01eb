import { invalidRequest } from '../http/apiError.ts'

/** New metadata after a request: keys are merged, an empty value takes one out, null takes out all. */
export const mergeMetadata = (
  before: Record<string, string>,
  given: Record<string, string | number | null> | string | null | undefined,
): Record<string, string> => {
  if (given === undefined) return before
  if (given === null || typeof given === 'string') return {}
  const merged = { ...before }
  for (const [key, value] of Object.entries(given)) {
    const text = String(value ?? '')
    if (key.length > 40) {
      throw invalidRequest(
        `Invalid metadata key '${key}': Metadata keys can be at most 40 characters long; the key you provided is ${key.length} characters long.`,
        { param: 'metadata' },
      )
    }
    if (/[[\]]/.test(key)) throw invalidRequest('Metadata keys cannot contain square brackets.', { param: 'metadata' })
    if (text.length > 500) {
      throw invalidRequest(
        `Metadata values can have up to 500 characters, but you passed in a value that is ${text.length} characters. Invalid value: ${text.slice(0, 20)}`,
        { param: `metadata[${key}]` },
      )
    }
    if (text === '') Reflect.deleteProperty(merged, key)
    else merged[key] = text
  }
  if (Object.keys(merged).length > 50) {
    throw invalidRequest('You can have up to 50 metadata keys per object.', { param: 'metadata' })
  }
  return merged
}
