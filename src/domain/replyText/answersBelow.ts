/**
 * 'My answers are below in red': what an Outlook user writes above a quote that nothing marks as one. Then the answers
 * stand in the quote, and only a person can tell them apart.
 */
const SAYS_SO = [
  /\b(?:(?:my|our) (?:answers?|comments?|repl(?:y|ies)|responses?|remarks?|notes?)|answered|replied|commented|responded|see (?:the )?(?:answers|comments|responses))\b[^.]{0,40}\b(?:below|beneath|inline|in-line|in line|in (?:red|blue|green|bold|caps|capitals))\b/,
  /(?:(?:mis|nuestras|nuestros) (?:respuestas?|comentarios|notas)|(?:respondo|contesto|contestado|respondido|comento))[^.]{0,40}(?:abajo|debajo|a continuación|entre líneas|intercalad|en (?:rojo|azul|verde|negrita|mayúsculas))/,
  /(?:(?:mes|nos) (?:réponses|commentaires|remarques)|(?:réponds|répondu))[^.]{0,40}(?:ci-dessous|plus bas|ci-après|dans (?:le|votre) (?:texte|mail|message)|en (?:rouge|bleu|vert|gras))/,
  /(?:(?:meine|unsere) (?:antwort(?:en)?|anmerkungen|kommentare)|(?:antworten|antworte|beantwortet|geantwortet|kommentiert))[^.]{0,40}(?:unten|unterhalb|im text|inline|in (?:rot|blau|grün|fett))/,
  /(?:(?:minhas|nossas|meus|nossos) (?:respostas?|comentários|notas)|(?:respondo|respondi))[^.]{0,40}(?:abaixo|a seguir|em (?:vermelho|azul|verde|negrito))/,
  /(?:(?:mie|nostre|miei|nostri) (?:risposte|commenti|osservazioni|note)|(?:rispondo|risposto))[^.]{0,40}(?:sotto|di seguito|in (?:rosso|blu|verde|grassetto|maiuscolo))/,
  /(?:(?:mijn|onze) (?:antwoord(?:en)?|reacties?|opmerkingen)|beantwoord|gereageerd)[^.]{0,40}(?:hieronder|onderstaand|in de tekst|in (?:rood|blauw|groen))/,
  /(?:(?:moje|nasze) (?:odpowiedzi|uwagi|komentarze)|odpowiadam|odpowiedział\S*)[^.]{0,40}(?:poniżej|w tekście|na (?:czerwono|niebiesko|zielono))/,
  /(?:(?:mina|våra) (?:svar|kommentarer|anteckningar)|svarat|svarar)[^.]{0,40}(?:nedan|i texten|i (?:rött|blått|grönt))/,
  /(?:إجاباتي|ردودي|أجوبتي|تعليقاتي)[^.]{0,40}(?:أدناه|بالأسفل|باللون)/,
]

const LONGEST_NOTE = 1500

/** Whether these folded lines say that answers stand in what is quoted below. */
export const saysAnswersAreBelow = (lines: readonly string[]): boolean => {
  const note = lines.join(' ').slice(0, LONGEST_NOTE)
  return SAYS_SO.some((pattern) => pattern.test(note))
}
