import { isHexColor } from '../../domain/accent.ts'
import { isTimeZone } from '../../domain/days.ts'
import { isCurrency } from '../../domain/money.ts'
import { locales } from '../../locales.ts'
import type { BusinessSettings, ID } from '../../records.ts'

/** What of the settings the preview shows, as it stands in the form. */
export type TypedSettings = Pick<
  BusinessSettings,
  | 'name'
  | 'legalName'
  | 'taxId'
  | 'address'
  | 'email'
  | 'phone'
  | 'website'
  | 'footer'
  | 'accentColor'
  | 'currency'
  | 'locale'
  | 'formality'
  | 'timeZone'
  | 'supportHours'
  | 'supportClosures'
  | 'supportNote'
> & { logo: ID | null; icon: ID | null }

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
const rows = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : [])
const id = (value: unknown): ID | null => (typeof value === 'string' || typeof value === 'number' ? value : null)

/**
 * A form may hold anything while somebody types; what can't be shown yet is what the portal would show without it. An
 * accent that is no colour yet stays as it was.
 */
export const typedSettings = (form: Record<string, unknown>, accentBefore: string): TypedSettings => {
  const accent = text(form.accentColor)
  const currency = text(form.currency).toUpperCase()
  const timeZone = text(form.timeZone)
  return {
    name: text(form.name),
    legalName: text(form.legalName) || null,
    taxId: text(form.taxId) || null,
    address: text(form.address) || null,
    email: text(form.email) || null,
    phone: text(form.phone) || null,
    website: text(form.website) || null,
    footer: text(form.footer) || null,
    accentColor: isHexColor(accent) ? accent.toLowerCase() : accentBefore,
    currency: isCurrency(currency) ? currency : 'EUR',
    locale: locales.find((locale) => locale === form.locale) ?? 'en',
    formality: form.formality === 'familiar' ? 'familiar' : 'formal',
    timeZone: isTimeZone(timeZone) ? timeZone : 'UTC',
    supportHours: rows(form.supportHours),
    supportClosures: rows(form.supportClosures),
    supportNote: text(form.supportNote) || null,
    logo: id(form.logo),
    icon: id(form.icon),
  }
}
