const elided = { il: 'l’', al: 'all’', dal: 'dall’', del: 'dell’', Il: 'L’', Al: 'All’', Dal: 'Dall’' } as const

/** A formatted day behind its article: «il 5 novembre» but «l’8 novembre», as 8 and 11 begin with a vowel when read. */
export const withArticle = (article: keyof typeof elided, day: string): string =>
  /^(?:0?8|11)(?!\d)/.test(day) ? `${elided[article]}${day}` : `${article} ${day}`
