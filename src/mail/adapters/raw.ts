import { sharedSecretAdapter } from './sharedSecret.ts'

/** Any mail server that can post: `curl --data-binary @- -H 'Content-Type: message/rfc822' -H 'X-Inbound-Secret: …'`. */
export const rawAdapter = sharedSecretAdapter('raw', (config) => config.rawSecret)
