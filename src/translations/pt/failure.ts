import type { failure as english } from '../en/failure.ts'

export const failure: typeof english = {
  title: 'Algo correu mal',
  text: 'O problema é nosso. Nada se perdeu nem mudou; em geral, basta tentar de novo daqui a pouco.',
  retry: 'Tentar de novo',
  back: 'Ir para o resumo',
}
