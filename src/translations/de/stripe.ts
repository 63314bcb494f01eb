import type { stripe as english } from '../en/stripe.ts'

export const stripe: typeof english = {
  'no-secret-key':
    'Der Geheimschlüssel fehlt. Fügen Sie ihn oben ein und speichern Sie; in Stripe steht er unter Entwickler, API-Schlüssel.',
  'secret-key-unreadable':
    'Der gespeicherte Geheimschlüssel ist nicht mehr lesbar, weil das eigene Geheimnis der Website (PAYLOAD_SECRET) geändert wurde. Fügen Sie den Schlüssel noch einmal ein und speichern Sie.',
  'no-publishable-key':
    'Der veröffentlichbare Schlüssel fehlt. Fügen Sie ihn oben ein und speichern Sie; in Stripe steht er unter Entwickler, API-Schlüssel.',
  'modes-differ':
    'Ein Schlüssel ist zum Testen, der andere für echtes Geld. Verwenden Sie zwei Schlüssel desselben Modus.',
  'key-invalid':
    'Stripe kennt den Geheimschlüssel nicht. Kopieren Sie ihn in Stripe noch einmal (Entwickler, API-Schlüssel) und speichern Sie ihn.',
  'key-expired':
    'Der Geheimschlüssel ist abgelaufen. Erstellen Sie in Stripe einen neuen (Entwickler, API-Schlüssel) und speichern Sie ihn.',
  unreachable:
    'Stripe antwortet diesem Server gerade nicht. Versuchen Sie es in einer Minute noch einmal. Bleibt es dabei, darf der Server vielleicht keine Verbindungen zu Stripe öffnen.',
  refused: 'Stripe hat den Test abgelehnt: {reason}',
  account: 'Verbunden mit {name} ({id}).',
  'charges-disabled':
    'Dieses Konto darf bei Stripe noch keine Zahlungen annehmen. Schließen Sie die Aktivierung im Stripe-Dashboard ab.',
  'account-forbidden':
    'Der eingeschränkte Schlüssel darf das Konto nicht lesen. Ob es Zahlungen annehmen darf, ließ sich deshalb nicht prüfen. Sehen Sie im Stripe-Dashboard nach.',
  'mode-test':
    'Das sind Testschlüssel: Es fließt kein echtes Geld. Für echte Zahlungen speichern Sie hier Live-Schlüssel.',
  'mode-live': 'Das sind Live-Schlüssel: Es fließt echtes Geld.',
  'rights-missing':
    'Dem eingeschränkten Schlüssel fehlen Rechte: {list}. Erteilen Sie sie in Stripe (Entwickler, API-Schlüssel) oder verwenden Sie einen Standardschlüssel.',
  'rights-unproven':
    'Der Schlüssel ist eingeschränkt. Er braucht Schreibrechte für PaymentIntents, Refunds, Customers und Customer sessions und Leserechte für Charges, Disputes, Events und PaymentMethods. Ob er schreiben darf, lässt sich hier nicht ausprobieren.',
  publishable: 'Stripe kennt den veröffentlichbaren Schlüssel.',
  'publishable-invalid':
    'Stripe kennt den veröffentlichbaren Schlüssel nicht. Kopieren Sie ihn in Stripe noch einmal (Entwickler, API-Schlüssel) und speichern Sie ihn.',
  'accounts-differ':
    'Der veröffentlichbare Schlüssel gehört zu einem anderen Stripe-Konto als der Geheimschlüssel. Kopieren Sie beide aus demselben Konto.',
  webhook: 'Stripe sendet seine Ereignisse an {url}.',
  'webhook-missing':
    'Stripe sendet hierher keine Ereignisse: Kein Webhook-Endpoint hat die Adresse {url}. Legen Sie in Stripe (Entwickler, Webhooks) einen mit dieser Adresse und den oben genannten Ereignissen an.',
  'webhook-elsewhere':
    'Stripe sendet seine Ereignisse an {other}; das ist nicht die Adresse dieser Website. Ändern Sie sie in Stripe (Entwickler, Webhooks) in {url}.',
  'webhook-local':
    '{url} ist aus dem Internet nicht erreichbar; Stripe kann hierher also keine Ereignisse senden. Während der Entwicklung hilft: stripe listen --forward-to {url}',
  'webhook-disabled': 'Der Webhook-Endpoint ist ausgeschaltet. Schalten Sie ihn in Stripe ein (Entwickler, Webhooks).',
  'webhook-events': 'Dem Webhook-Endpoint fehlen Ereignisse: {events}. Fügen Sie sie in Stripe hinzu.',
  'webhook-twice':
    'In Stripe gibt es {count} Webhook-Endpoints mit dieser Adresse; jedes Ereignis kommt daher mehrfach. Löschen Sie alle bis auf einen.',
  'webhook-forbidden':
    'Der eingeschränkte Schlüssel darf Webhook-Endpoints nicht lesen. Prüfen Sie in Stripe (Entwickler, Webhooks), ob einer die Adresse {url} und die oben genannten Ereignisse hat.',
  'deliveries-failing':
    'Am letzten Tag konnte Stripe Ereignisse nicht zustellen. Öffnen Sie in Stripe den Webhook-Endpoint (Entwickler, Webhooks) und lesen Sie den Grund: Lautete die Antwort 400, ist das Signaturgeheimnis falsch.',
  'webhook-secret': 'Ein Signaturgeheimnis ist hinterlegt.',
  'no-webhook-secret':
    'Das Signaturgeheimnis fehlt, deshalb wird abgewiesen, was Stripe sendet. Kopieren Sie es aus dem Webhook-Endpoint in Stripe (es beginnt mit whsec_), fügen Sie es oben ein und speichern Sie.',
  'webhook-secret-unreadable':
    'Das gespeicherte Signaturgeheimnis ist nicht mehr lesbar, weil das eigene Geheimnis der Website (PAYLOAD_SECRET) geändert wurde. Fügen Sie es noch einmal ein und speichern Sie.',
}
