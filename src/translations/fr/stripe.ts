import type { stripe as english } from '../en/stripe.ts'

export const stripe: typeof english = {
  'no-secret-key':
    'Il manque la clé secrète. Collez-la ci-dessus et enregistrez\u202f; dans Stripe, elle se trouve sous Développeurs, Clés API.',
  'secret-key-unreadable':
    'La clé secrète enregistrée n’est plus lisible, car le secret du site (PAYLOAD_SECRET) a changé. Collez-la à nouveau et enregistrez.',
  'no-publishable-key':
    'Il manque la clé publiable. Collez-la ci-dessus et enregistrez\u202f; dans Stripe, elle se trouve sous Développeurs, Clés API.',
  'modes-differ': 'Une clé est de test, l’autre de production. Utilisez deux clés du même mode.',
  'key-invalid':
    'Stripe ne reconnaît pas la clé secrète. Copiez-la à nouveau dans Stripe (Développeurs, Clés API) et enregistrez-la.',
  'key-expired':
    'La clé secrète a expiré. Créez-en une nouvelle dans Stripe (Développeurs, Clés API) et enregistrez-la.',
  unreachable:
    'Stripe ne répond pas à ce serveur pour le moment. Réessayez dans une minute. Si cela persiste, le serveur n’est peut-être pas autorisé à se connecter à Stripe.',
  refused: 'Stripe a refusé le test\u202f: {reason}',
  account: 'Connecté à {name} ({id}).',
  'charges-disabled':
    'Stripe n’autorise pas encore ce compte à encaisser. Terminez son activation dans le Dashboard Stripe.',
  'account-forbidden':
    'La clé limitée ne peut pas lire le compte\u202f: impossible de vérifier s’il peut encaisser. Consultez le Dashboard Stripe.',
  'mode-test':
    'Ce sont des clés de test\u202f: aucun argent n’est débité. Pour encaisser réellement, enregistrez ici des clés de production.',
  'mode-live': 'Ce sont des clés de production\u202f: les paiements sont réels.',
  'rights-missing':
    'La clé limitée ne peut pas utiliser {list}. Donnez-lui ces droits dans Stripe (Développeurs, Clés API) ou utilisez une clé standard.',
  'rights-unproven':
    'La clé est limitée. Elle doit pouvoir écrire PaymentIntents, Refunds, Customers et Customer sessions, et lire Charges, Disputes, Events et PaymentMethods. Le droit d’écriture ne peut pas être vérifié ici.',
  publishable: 'Stripe reconnaît la clé publiable.',
  'publishable-invalid':
    'Stripe ne reconnaît pas la clé publiable. Copiez-la à nouveau dans Stripe (Développeurs, Clés API) et enregistrez-la.',
  'accounts-differ':
    'La clé publiable et la clé secrète viennent de deux comptes Stripe différents. Copiez les deux depuis le même compte.',
  webhook: 'Stripe envoie ses événements à {url}.',
  'webhook-missing':
    'Stripe n’envoie aucun événement ici\u202f: aucun endpoint de webhook n’a l’adresse {url}. Ajoutez-en un dans Stripe (Développeurs, Webhooks) avec cette adresse et les événements indiqués ci-dessus.',
  'webhook-elsewhere':
    'Stripe envoie ses événements à {other}, qui n’est pas l’adresse de ce site. Remplacez-la par {url} dans Stripe (Développeurs, Webhooks).',
  'webhook-local':
    'L’adresse {url} n’est pas accessible depuis Internet\u202f: Stripe ne peut donc rien y envoyer. Pendant le développement, lancez\u202f: stripe listen --forward-to {url}',
  'webhook-disabled': 'L’endpoint de webhook est désactivé. Activez-le dans Stripe (Développeurs, Webhooks).',
  'webhook-events': 'L’endpoint de webhook n’écoute pas {events}. Ajoutez-lui ces événements dans Stripe.',
  'webhook-twice':
    'Stripe a {count} endpoints de webhook à cette adresse\u202f: chaque événement arrive donc plusieurs fois. Supprimez-les tous sauf un.',
  'webhook-forbidden':
    'La clé limitée ne peut pas lire les endpoints de webhook. Vérifiez dans Stripe (Développeurs, Webhooks) que l’un d’eux a l’adresse {url} et les événements indiqués ci-dessus.',
  'deliveries-failing':
    'Stripe n’a pas pu livrer des événements ces dernières 24 heures. Ouvrez l’endpoint de webhook dans Stripe (Développeurs, Webhooks) pour en voir la raison\u202f: si la réponse est 400, le secret de signature n’est pas le bon.',
  'webhook-secret': 'Un secret de signature est enregistré.',
  'no-webhook-secret':
    'Il manque le secret de signature\u202f: ce que Stripe envoie est donc refusé. Copiez-le depuis l’endpoint de webhook dans Stripe (il commence par whsec_), collez-le ci-dessus et enregistrez.',
  'webhook-secret-unreadable':
    'Le secret de signature enregistré n’est plus lisible, car le secret du site (PAYLOAD_SECRET) a changé. Collez-le à nouveau et enregistrez.',
}
