import type { failure as english } from '../en/failure.ts'

export const failure: typeof english = {
  title: 'Algo ha fallado',
  text: 'Es cosa nuestra. No se ha perdido ni cambiado nada; vuelva a intentarlo en un momento.',
  retry: 'Intentarlo de nuevo',
  back: 'Ir al resumen',
}
