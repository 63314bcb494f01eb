import { toDecimalString } from './money.ts'

const MOST = 99_999_999_999

export const plainIban = (iban: string): string => iban.replace(/\s+/g, '').toUpperCase()

/** In fours, as people read and type it. */
export const groupedIban = (iban: string): string => plainIban(iban).replace(/(.{4})(?=.)/g, '$1 ')

/** Whether the check digits are right (ISO 13616): a code with a wrong account is worse than none. */
export const isIban = (iban: string): boolean => {
  const plain = plainIban(iban)
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false
  const digits = (plain.slice(4) + plain.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return BigInt(digits) % 97n === 1n
}

/**
 * The text of a payment code that banking apps scan (EPC069-12, 'SEPA credit transfer'). It exists for euros and IBANs
 * only; null for anything else.
 */
export const transferCode = (transfer: {
  holder: string
  iban: string
  bic?: string | null
  amountMinor: number
  currency: string
  reference: string
}): string | null => {
  const { amountMinor, currency, iban } = transfer
  if (currency !== 'EUR' || amountMinor <= 0 || amountMinor > MOST || !isIban(iban)) return null
  const oneLine = (text: string, most: number) => Array.from(text.replace(/\s+/g, ' ').trim()).slice(0, most).join('')
  const bic = plainIban(transfer.bic ?? '')
  return [
    'BCD',
    '002',
    '1',
    'SCT',
    /^[A-Z0-9]{8}(?:[A-Z0-9]{3})?$/.test(bic) ? bic : '',
    oneLine(transfer.holder, 70),
    plainIban(iban),
    `EUR${toDecimalString(amountMinor, currency)}`,
    '',
    '',
    oneLine(transfer.reference, 140),
  ].join('\n')
}
