/** A label in the middle of a sentence: without its capital, but for German, whose nouns keep theirs. */
export const inSentence = (label: string, language: string): string =>
  language.startsWith('de') ? label : label.charAt(0).toLocaleLowerCase(language) + label.slice(1)
