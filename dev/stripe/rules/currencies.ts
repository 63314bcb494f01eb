import { invalidRequest } from '../http/apiError.ts'

const listed = (text: string): Set<string> => new Set(text.trim().split(/\s+/))

/** Currencies that payments can be made in. */
const supported = listed(`
  usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp
  cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk
  jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn
  nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std
  szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw`)

const zeroDecimal = listed('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf')
const threeDecimal = listed('bhd jod kwd omr tnd')
/** Two decimals in the API, none in fact. */
const wholeUnitsOnly = listed('isk ugx')

/** The least a payment may be, in the smallest unit. */
const minimum: Record<string, number> = {
  usd: 50,
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
}

/** Digits that an amount may have; eight where nothing else is said. */
const digits: Record<string, number> = { cop: 10, huf: 10, idr: 12, inr: 9, jpy: 10, lbp: 10 }

/** How many decimals the API's amounts of a currency stand for. */
export const decimalsOf = (currency: string): number => {
  if (zeroDecimal.has(currency)) return 0
  return threeDecimal.has(currency) ? 3 : 2
}

/** `€10.00`, as Stripe writes amounts in its errors. */
export const inWords = (amount: number, currency: string): string => {
  const decimals = decimalsOf(currency)
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(amount / 10 ** decimals)
}

/** The currency in the lower case that the API answers in; refuses those that payments cannot be made in. */
export const readCurrency = (currency: string): string => {
  const code = currency.toLowerCase()
  if (supported.has(code)) return code
  throw invalidRequest(
    `Invalid currency: ${code}. Stripe currently supports these currencies: ${[...supported].join(', ')}`,
    { param: 'currency' },
  )
}

/** What holds of any amount of money in a request: positive, and in a step that the currency has. */
export const checkStep = (amount: number, currency: string, param = 'amount'): void => {
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', { code: 'parameter_invalid_integer', param })
  }
  if (threeDecimal.has(currency) && amount % 10 !== 0) {
    throw invalidRequest(
      `Invalid amount: ${amount}. Amounts in ${currency.toUpperCase()} must be rounded to the nearest ten. ` +
        'See https://stripe.com/docs/currencies#three-decimal for more information.',
      { code: 'parameter_invalid_integer', param },
    )
  }
  if (wholeUnitsOnly.has(currency) && amount % 100 !== 0) {
    throw invalidRequest(
      `Invalid amount. Currency ${currency.toUpperCase()} has become effectively zero-decimal and charged amounts ` +
        'must be evenly divisible by 100. See https://stripe.com/docs/currencies#special-cases for more information.',
      { code: 'invalid_charge_amount_no_decimal_compatible', param },
    )
  }
}

/** Whether a payment may be of this amount. */
export const checkAmount = (amount: number, currency: string, param = 'amount'): void => {
  checkStep(amount, currency, param)
  const least = minimum[currency] ?? 1
  if (amount < least) {
    throw invalidRequest(`Amount must be at least ${inWords(least, currency)} ${currency}`, {
      code: 'amount_too_small',
      param,
    })
  }
  const most = 10 ** (digits[currency] ?? 8) - 1
  if (amount > most) {
    throw invalidRequest(`Amount must be no more than ${inWords(most, currency)} ${currency}`, {
      code: 'amount_too_large',
      param,
    })
  }
}
