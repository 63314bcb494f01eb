/** «de» before a name, elided where it begins with a vowel: d’Atelier Bleu, de Martin. */
export const de = (name: string): string => (/^[aeiouœæ]/.test(plain(name)) ? `d’${name}` : `de ${name}`)

const plain = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
