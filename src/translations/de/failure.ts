import type { failure as english } from '../en/failure.ts'

export const failure: typeof english = {
  title: 'Hier ist etwas schiefgegangen',
  text: 'Das liegt an uns. Es ist nichts verloren oder geändert; meist hilft es, es gleich noch einmal zu versuchen.',
  retry: 'Erneut versuchen',
  back: 'Zur Übersicht',
}
