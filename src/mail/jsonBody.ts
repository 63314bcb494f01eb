/** An object of a JSON document that somebody else wrote: every field may be missing, or something else. */
export type JsonObject = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object that a text is in JSON; `null` for everything else. */
export const parseObject = (text: string): JsonObject | null => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

export const bodyObject = (body: Uint8Array): JsonObject | null => parseObject(new TextDecoder().decode(body))

const own = (object: JsonObject, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined)

export const textIn = (object: JsonObject, key: string): string | null => {
  const value = own(object, key)
  return typeof value === 'string' ? value : null
}

export const objectIn = (object: JsonObject, key: string): JsonObject | null => {
  const value = own(object, key)
  return isObject(value) ? value : null
}

const listIn = (object: JsonObject, key: string): unknown[] => {
  const value = own(object, key)
  return Array.isArray(value) ? (value as unknown[]) : []
}

export const textsIn = (object: JsonObject, key: string): string[] =>
  listIn(object, key).filter((value) => typeof value === 'string')

export const objectsIn = (object: JsonObject, key: string): JsonObject[] => listIn(object, key).filter(isObject)
