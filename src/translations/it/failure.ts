import type { failure as english } from '../en/failure.ts'

export const failure: typeof english = {
  title: 'Qualcosa non ha funzionato',
  text: 'Dipende da noi. Nulla è andato perso né è cambiato; riprovi tra un attimo.',
  retry: 'Riprova',
  back: 'Vai al riepilogo',
}
