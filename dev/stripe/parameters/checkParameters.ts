import { invalidRequest } from '../http/apiError.ts'
import type { FormHash } from '../http/formBody.ts'
import type { SdkParameters, Shape } from './deriveParameters.ts'

/** A parameter after the check: texts became what their shape says. Null stands for 'unset this'. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value }

type Raw = string | FormHash

const longest = 5000

const inner = (name: string, key: string): string => (name ? `${name}[${key}]` : key)

const inWords = (options: string[]): string =>
  options.length < 2
    ? (options[0] ?? '')
    : `${options.slice(0, -1).join(', ')}${options.length > 2 ? ',' : ''} or ${options.at(-1) ?? ''}`

/** Refuses what the SDK's types do not declare, and wrong types, as Stripe does; returns the typed values. */
export const checkParameters = (sdk: SdkParameters, shape: Shape, raw: FormHash): Record<string, Value> => {
  const resolve = (each: Shape): Shape => {
    if (each.kind !== 'reference') return each
    const definition = sdk.definitions[each.to]
    if (!definition) throw new Error(`The SDK's shapes name ${each.to}, which is not among them.`)
    return resolve(definition)
  }

  const unknownIn = (given: Shape, value: Raw, name: string): string[] => {
    const known = resolve(given)
    if (typeof value === 'string') return []
    switch (known.kind) {
      case 'unsettable':
        return unknownIn(known.of, value, name)
      case 'either': {
        const hash = known.of.map(resolve).find(({ kind }) => kind === 'hash' || kind === 'list' || kind === 'map')
        return hash ? unknownIn(hash, value, name) : []
      }
      case 'list':
        return Object.entries(value).flatMap(([key, each]) => unknownIn(known.of, each, inner(name, key)))
      case 'hash':
        return Object.entries(value).flatMap(([key, each]) => {
          const property = Object.hasOwn(known.properties, key) ? known.properties[key] : undefined
          return property ? unknownIn(property.shape, each, inner(name, key)) : [inner(name, key)]
        })
      default:
        return []
    }
  }

  const emptyValue = (name: string) =>
    invalidRequest(
      `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; ` +
        `however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
      { code: 'parameter_invalid_empty', param: name },
    )

  const read = (given: Shape, value: Raw, name: string): Value => {
    const known = resolve(given)
    if (known.kind === 'unsettable') return value === '' ? null : read(known.of, value, name)
    if (known.kind === 'either') return readEither(known.of.map(resolve), value, name)
    if (known.kind === 'list' || known.kind === 'map' || known.kind === 'hash') {
      if (value === '') throw emptyValue(name)
      if (typeof value === 'string') {
        throw invalidRequest(known.kind === 'list' ? 'Invalid array' : 'Invalid object', { param: name })
      }
      return readNested(known, value, name)
    }
    if (typeof value !== 'string') {
      throw invalidRequest(known.kind === 'string' ? 'Invalid string: {}' : `Invalid ${known.kind}: {}`, {
        param: name,
      })
    }
    if (value === '') throw emptyValue(name)
    return readText(known, value, name)
  }

  const readText = (known: Shape, value: string, name: string): Value => {
    if (known.kind === 'integer') {
      if (!/^-?\d{1,15}$/.test(value)) {
        throw invalidRequest(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param: name })
      }
      return Number(value)
    }
    if (known.kind === 'boolean') {
      if (value !== 'true' && value !== 'false') throw invalidRequest(`Invalid boolean: ${value}`, { param: name })
      return value === 'true'
    }
    if (known.kind === 'string' && known.oneOf && !known.oneOf.includes(value)) {
      throw invalidRequest(`Invalid ${name}: must be one of ${inWords(known.oneOf)}`, { param: name })
    }
    if (value.length > longest) {
      throw invalidRequest(`Invalid string: ${value.slice(0, 9)}...; must be at most ${longest} characters`, {
        code: 'parameter_invalid_string_too_long',
        param: name,
      })
    }
    return value
  }

  const readNested = (known: Shape, value: FormHash, name: string): Value => {
    if (known.kind === 'list') {
      if (Object.keys(value).some((key) => !/^\d+$/.test(key))) throw invalidRequest('Invalid array', { param: name })
      return Object.entries(value).map(([key, each]) => read(known.of, each, inner(name, key)))
    }
    if (known.kind === 'map') {
      // An empty value takes a key out of metadata, so emptiness is fine here.
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, each === '' ? '' : read(known.of, each, inner(name, key))]),
      )
    }
    if (known.kind !== 'hash') return null
    for (const [key, property] of Object.entries(known.properties)) {
      if (property.required && !Object.hasOwn(value, key)) {
        throw invalidRequest(`Missing required param: ${inner(name, key)}.`, {
          code: 'parameter_missing',
          param: inner(name, key),
        })
      }
    }
    const entries = Object.entries(value).flatMap(([key, each]): [string, Value][] => {
      const property = known.properties[key]
      return property ? [[key, read(property.shape, each, inner(name, key))]] : []
    })
    return Object.fromEntries(entries)
  }

  const readEither = (options: Shape[], value: Raw, name: string): Value => {
    const isNested = (each: Shape) => each.kind === 'hash' || each.kind === 'list' || each.kind === 'map'
    const fitting = options.filter((each) => isNested(each) === (typeof value !== 'string'))
    const candidates = fitting.length > 0 ? fitting : options
    for (const [index, option] of candidates.entries()) {
      try {
        return read(option, value, name)
      } catch (error) {
        if (index === candidates.length - 1) throw error
      }
    }
    return null
  }

  const unknown = unknownIn(shape, raw, '')
  if (unknown[0] !== undefined) {
    throw invalidRequest(`Received unknown parameter${unknown.length > 1 ? 's' : ''}: ${unknown.join(', ')}`, {
      code: 'parameter_unknown',
      param: unknown[0],
    })
  }
  return read(shape, raw, '') as Record<string, Value>
}
