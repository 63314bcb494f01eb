import type { failure as english } from '../en/failure.ts'

export const failure: typeof english = {
  title: 'Un problème est survenu',
  text: 'Cela vient de chez nous. Rien n’a été perdu ni modifié\u202f; il suffit souvent de réessayer dans un instant.',
  retry: 'Réessayer',
  back: 'Aller à l’accueil',
}
