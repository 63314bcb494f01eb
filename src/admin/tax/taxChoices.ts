import type { TaxCategory, TaxRateSetting } from '../../records.ts'

export interface Tax {
  rate: number | null
  category: TaxCategory
}

/** Only standard lines have a rate; elsewhere it is 0 whatever was written. */
const rateOf = ({ rate, category }: Tax): number => (category === 'standard' ? (rate ?? 0) : 0)

/** Which of the settings' rates a line has, or -1 for one of its own. */
export const choiceOf = (tax: Tax, rates: readonly TaxRateSetting[]): number =>
  tax.rate === null && tax.category === 'standard'
    ? -1
    : rates.findIndex((each) => each.category === tax.category && rateOf(each) === rateOf(tax))
