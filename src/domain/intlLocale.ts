/**
 * The region whose habits a bare language stands for, where `Intl` takes another: `pt` alone is Brazil's, `12.345,60` with
 * the sign in front. A tag that names its region keeps it.
 */
export const intlLocale = (locale: string): string => (locale === 'pt' ? 'pt-PT' : locale)
