export const htmlWithoutQuote = (html: string): string => html
export const htmlToText = (html: string): string => html.replace(/<[^>]*>/g, ' ')
