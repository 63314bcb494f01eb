/** What a list is narrowed to in time; what is null narrows nothing, and all of it applies together. */
export interface Period {
  year: number | null
  /** 1 to 4, of `year`. */
  quarter: number | null
  /** Days, both included. */
  from: string | null
  to: string | null
}

export const noPeriod: Period = { year: null, quarter: null, from: null, to: null }

export const isNarrowed = ({ year, from, to }: Period): boolean => year !== null || from !== null || to !== null

const lastDays = ['03-31', '06-30', '09-30', '12-31']

/** The first and the last day of a period, both included; null where it is open. A period that ends before it begins holds nothing. */
export const daysOf = ({ year, quarter, from, to }: Period): { from: string | null; to: string | null } => {
  const first = year === null ? null : `${year}-${String(((quarter ?? 1) - 1) * 3 + 1).padStart(2, '0')}-01`
  const last = year === null ? null : `${year}-${lastDays[(quarter ?? 4) - 1] ?? '12-31'}`
  return {
    from: first === null || (from !== null && from > first) ? from : first,
    to: last === null || (to !== null && to < last) ? to : last,
  }
}
