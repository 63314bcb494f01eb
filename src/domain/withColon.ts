/** A label in front of its value. French sets the colon apart: «Reste à payer : 142,98 €». */
export const withColon = (label: string, language: string): string =>
  `${label}${language.startsWith('fr') ? '\u202f' : ''}:`
