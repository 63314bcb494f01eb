/** What the test of the connection to Stripe finds, each with what to do about it. */
export const stripe = {
  'no-secret-key': 'There is no secret key. Paste it above and save; in Stripe it is under Developers, API keys.',
  'secret-key-unreadable':
    'The saved secret key can’t be read any more, because the site’s own secret (PAYLOAD_SECRET) was changed. Paste the key again and save.',
  'no-publishable-key':
    'There is no publishable key. Paste it above and save; in Stripe it is under Developers, API keys.',
  'modes-differ': 'One key is for testing, the other for real money. Use two keys of the same mode.',
  'key-invalid': 'Stripe does not know the secret key. Copy it again in Stripe (Developers, API keys) and save it.',
  'key-expired': 'The secret key has expired. Make a new one in Stripe (Developers, API keys) and save it.',
  unreachable:
    'Stripe does not answer this server right now. Try again in a minute. If it stays that way, the server may not be allowed to open connections to Stripe.',
  refused: 'Stripe refused the test: {reason}',
  account: 'Connected to {name} ({id}).',
  'charges-disabled':
    'Stripe does not let this account take payments yet. Finish its activation in Stripe’s dashboard.',
  'account-forbidden':
    'The restricted key may not read the account, so whether it may take payments could not be checked. Check in Stripe’s dashboard.',
  'mode-test': 'These are test keys: no real money moves. For real payments, save live keys here.',
  'mode-live': 'These are live keys: real money moves.',
  'rights-missing':
    'The restricted key may not use {list}. Give it these rights in Stripe (Developers, API keys), or use a standard key.',
  'rights-unproven':
    'The key is restricted. It must be allowed to write PaymentIntents, Refunds, Customers and Customer sessions, and to read Charges, Disputes, Events and PaymentMethods. Whether it may write can’t be tried here.',
  publishable: 'Stripe knows the publishable key.',
  'publishable-invalid':
    'Stripe does not know the publishable key. Copy it again in Stripe (Developers, API keys) and save it.',
  'accounts-differ':
    'The publishable key belongs to another Stripe account than the secret key. Copy both from the same account.',
  webhook: 'Stripe sends its events to {url}.',
  'webhook-missing':
    'Stripe sends no events here: no webhook endpoint has the address {url}. Add one in Stripe (Developers, Webhooks) with this address and the events listed above.',
  'webhook-elsewhere':
    'Stripe sends its events to {other}, which is not this site’s address. Change it in Stripe (Developers, Webhooks) to {url}.',
  'webhook-local':
    'The internet can’t reach {url}, so Stripe can’t send events here. While developing, run: stripe listen --forward-to {url}',
  'webhook-disabled': 'The webhook endpoint is switched off. Switch it on in Stripe (Developers, Webhooks).',
  'webhook-events': 'The webhook endpoint does not listen to {events}. Add these events to it in Stripe.',
  'webhook-twice':
    'Stripe has {count} webhook endpoints with this address, so every event comes several times. Delete all but one.',
  'webhook-forbidden':
    'The restricted key may not read webhook endpoints. Check in Stripe (Developers, Webhooks) that one has the address {url} and the events listed above.',
  'deliveries-failing':
    'Stripe could not deliver events of the last day. Open the webhook endpoint in Stripe (Developers, Webhooks) and read why: where the answer was 400, the signing secret is the wrong one.',
  'webhook-secret': 'A signing secret is set.',
  'no-webhook-secret':
    'There is no signing secret, so what Stripe sends is refused. Copy it from the webhook endpoint in Stripe (it begins with whsec_), paste it above and save.',
  'webhook-secret-unreadable':
    'The saved signing secret can’t be read any more, because the site’s own secret (PAYLOAD_SECRET) was changed. Paste it again and save.',
}
