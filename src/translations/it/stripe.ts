import type { stripe as english } from '../en/stripe.ts'

export const stripe: typeof english = {
  'no-secret-key': 'Manca la chiave segreta. La incolli qui sopra e salvi; in Stripe è in Sviluppatori, Chiavi API.',
  'secret-key-unreadable':
    'La chiave segreta salvata non è più leggibile, perché il segreto del sito (PAYLOAD_SECRET) è cambiato. Incolli di nuovo la chiave e salvi.',
  'no-publishable-key':
    'Manca la chiave pubblicabile. La incolli qui sopra e salvi; in Stripe è in Sviluppatori, Chiavi API.',
  'modes-differ': 'Una chiave è di prova, l’altra muove denaro reale. Usi due chiavi della stessa modalità.',
  'key-invalid':
    'Stripe non riconosce la chiave segreta. La copi di nuovo da Stripe (Sviluppatori, Chiavi API) e la salvi.',
  'key-expired': 'La chiave segreta è scaduta. Ne crei un’altra in Stripe (Sviluppatori, Chiavi API) e la salvi.',
  unreachable:
    'In questo momento Stripe non risponde a questo server. Riprovi tra un minuto. Se continua così, forse il server non è autorizzato ad aprire connessioni verso Stripe.',
  refused: 'Stripe ha rifiutato la prova: {reason}',
  account: 'Collegato a {name} ({id}).',
  'charges-disabled':
    'Stripe non consente ancora a questo account di incassare. Completi l’attivazione nella Dashboard di Stripe.',
  'account-forbidden':
    'La chiave con limitazioni non può leggere l’account, quindi non si è potuto verificare se può incassare. Lo controlli nella Dashboard di Stripe.',
  'mode-test': 'Sono chiavi di prova: non si muove denaro reale. Per incassare davvero, salvi qui le chiavi live.',
  'mode-live': 'Sono chiavi live: si muove denaro reale.',
  'rights-missing':
    'La chiave con limitazioni non può usare {list}. Le dia queste autorizzazioni in Stripe (Sviluppatori, Chiavi API) o usi una chiave standard.',
  'rights-unproven':
    'La chiave ha delle limitazioni. Deve poter scrivere PaymentIntents, Refunds, Customers e Customer sessions, e leggere Charges, Disputes, Events e PaymentMethods. Se possa scrivere, da qui non si può provare.',
  publishable: 'Stripe riconosce la chiave pubblicabile.',
  'publishable-invalid':
    'Stripe non riconosce la chiave pubblicabile. La copi di nuovo da Stripe (Sviluppatori, Chiavi API) e la salvi.',
  'accounts-differ':
    'La chiave pubblicabile e quella segreta sono di due account Stripe diversi. Le copi entrambe dallo stesso account.',
  webhook: 'Stripe invia i suoi eventi a {url}.',
  'webhook-missing':
    'Stripe non invia eventi qui: nessun endpoint webhook ha l’indirizzo {url}. Ne aggiunga uno in Stripe (Sviluppatori, Webhook) con questo indirizzo e gli eventi elencati sopra.',
  'webhook-elsewhere':
    'Stripe invia i suoi eventi a {other}, che non è l’indirizzo di questo sito. Lo sostituisca in Stripe (Sviluppatori, Webhook) con {url}.',
  'webhook-local':
    'Da internet non si raggiunge {url}, quindi Stripe non può inviare eventi qui. Durante lo sviluppo, esegua: stripe listen --forward-to {url}',
  'webhook-disabled': 'L’endpoint webhook è disattivato. Lo attivi in Stripe (Sviluppatori, Webhook).',
  'webhook-events': 'L’endpoint webhook non ascolta {events}. Aggiunga questi eventi in Stripe.',
  'webhook-twice':
    'Stripe ha {count} endpoint webhook con questo indirizzo, quindi ogni evento arriva più volte. Ne lasci uno solo.',
  'webhook-forbidden':
    'La chiave con limitazioni non può leggere gli endpoint webhook. Verifichi in Stripe (Sviluppatori, Webhook) che ce ne sia uno con l’indirizzo {url} e gli eventi elencati sopra.',
  'deliveries-failing':
    'Stripe non è riuscito a consegnare alcuni eventi dell’ultimo giorno. Apra l’endpoint webhook in Stripe (Sviluppatori, Webhook) e legga il motivo: se la risposta è stata 400, il segreto di firma non è quello giusto.',
  'webhook-secret': 'Il segreto di firma è impostato.',
  'no-webhook-secret':
    'Manca il segreto di firma, quindi ciò che Stripe invia viene rifiutato. Lo copi dall’endpoint webhook in Stripe (inizia con whsec_), lo incolli qui sopra e salvi.',
  'webhook-secret-unreadable':
    'Il segreto di firma salvato non è più leggibile, perché il segreto del sito (PAYLOAD_SECRET) è cambiato. Lo incolli di nuovo e salvi.',
}
