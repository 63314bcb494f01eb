import type { TextFitter } from './textFitting.ts'

/** Every text of the value replaced by what the fonts can show. */
export const showableDeep = <T>(value: T, fitter: TextFitter): T => {
  if (typeof value === 'string') return fitter.showable(value) as T
  if (Array.isArray(value)) return value.map((each: unknown) => showableDeep(each, fitter)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, showableDeep(each, fitter)])) as T
}
