import type { stripe as english } from '../en/stripe.ts'

export const stripe: typeof english = {
  'no-secret-key': 'Falta la clave secreta. Péguela arriba y guarde; en Stripe está en Desarrolladores, Claves de API.',
  'secret-key-unreadable':
    'La clave secreta guardada ya no se puede leer, porque se cambió el secreto del propio sitio (PAYLOAD_SECRET). Pegue la clave de nuevo y guarde.',
  'no-publishable-key':
    'Falta la clave publicable. Péguela arriba y guarde; en Stripe está en Desarrolladores, Claves de API.',
  'modes-differ': 'Una clave es de prueba y la otra de dinero real. Use dos claves del mismo modo.',
  'key-invalid':
    'Stripe no reconoce la clave secreta. Cópiela otra vez en Stripe (Desarrolladores, Claves de API) y guárdela.',
  'key-expired': 'La clave secreta ha caducado. Cree otra en Stripe (Desarrolladores, Claves de API) y guárdela.',
  unreachable:
    'Stripe no responde ahora a este servidor. Inténtelo de nuevo en un minuto. Si sigue igual, puede que el servidor no tenga permitido conectarse con Stripe.',
  refused: 'Stripe ha rechazado la prueba: {reason}',
  account: 'Conectado con {name} ({id}).',
  'charges-disabled': 'Stripe todavía no permite cobrar a esta cuenta. Termine de activarla en el panel de Stripe.',
  'account-forbidden':
    'La clave restringida no puede leer la cuenta, así que no se ha comprobado si puede cobrar. Mírelo en el panel de Stripe.',
  'mode-test': 'Son claves de prueba: no se mueve dinero. Para cobrar de verdad, guarde aquí claves reales.',
  'mode-live': 'Son claves reales: se mueve dinero de verdad.',
  'rights-missing':
    'La clave restringida no puede usar {list}. Dele esos permisos en Stripe (Desarrolladores, Claves de API) o use una clave normal.',
  'rights-unproven':
    'La clave es restringida. Tiene que poder escribir PaymentIntents, Refunds, Customers y Customer sessions, y leer Charges, Disputes, Events y PaymentMethods. Aquí no se puede comprobar si puede escribir.',
  publishable: 'Stripe reconoce la clave publicable.',
  'publishable-invalid':
    'Stripe no reconoce la clave publicable. Cópiela otra vez en Stripe (Desarrolladores, Claves de API) y guárdela.',
  'accounts-differ':
    'La clave publicable es de otra cuenta de Stripe que la secreta. Copie las dos de la misma cuenta.',
  webhook: 'Stripe envía sus eventos a {url}.',
  'webhook-missing':
    'Stripe no envía eventos aquí: ningún webhook tiene la dirección {url}. Añada uno en Stripe (Desarrolladores, Webhooks) con esta dirección y los eventos de arriba.',
  'webhook-elsewhere':
    'Stripe envía sus eventos a {other}, que no es la dirección de este sitio. Cámbiela en Stripe (Desarrolladores, Webhooks) por {url}.',
  'webhook-local':
    'Desde internet no se llega a {url}, así que Stripe no puede enviar eventos aquí. Durante el desarrollo, ejecute: stripe listen --forward-to {url}',
  'webhook-disabled': 'El webhook está desactivado. Actívelo en Stripe (Desarrolladores, Webhooks).',
  'webhook-events': 'El webhook no escucha {events}. Añádale estos eventos en Stripe.',
  'webhook-twice':
    'Stripe tiene {count} webhooks con esta dirección, así que cada evento llega varias veces. Borre todos menos uno.',
  'webhook-forbidden':
    'La clave restringida no puede leer los webhooks. Compruebe en Stripe (Desarrolladores, Webhooks) que uno tiene la dirección {url} y los eventos de arriba.',
  'deliveries-failing':
    'Stripe no ha podido entregar eventos del último día. Abra el webhook en Stripe (Desarrolladores, Webhooks) y lea por qué: si la respuesta fue 400, el secreto de firma no es el correcto.',
  'webhook-secret': 'Hay un secreto de firma guardado.',
  'no-webhook-secret':
    'Falta el secreto de firma, así que se rechaza lo que envía Stripe. Cópielo del webhook en Stripe (empieza por whsec_), péguelo arriba y guarde.',
  'webhook-secret-unreadable':
    'El secreto de firma guardado ya no se puede leer, porque se cambió el secreto del propio sitio (PAYLOAD_SECRET). Péguelo de nuevo y guarde.',
}
