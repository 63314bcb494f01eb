import type { InboundSecrets } from '../options.ts'
import type { SafeFetch } from './safeFetch.ts'

/** Who hands incoming mail to us: the last part of the inbound endpoint's path. */
export const inboundProviders = ['raw', 'sendgrid', 'mailgun', 'postmark', 'ses', 'resend', 'cloudflare'] as const

export type InboundProvider = (typeof inboundProviders)[number]

export type Verdict = 'pass' | 'fail' | 'none'

/** What the receiving server found out about a mail. `none`: it did not look, did not say, or could not tell. */
export interface Verdicts {
  /** Of the envelope's sender, which need not be the one in From. */
  spf: Verdict
  /** Of any signature, which need not be the From's domain. */
  dkim: Verdict
  /** Of the address in From: the only one of the three that speaks about what people see. */
  dmarc: Verdict
  spam: Verdict
}

export const noVerdicts: Verdicts = { spf: 'none', dkim: 'none', dmarc: 'none', spam: 'none' }

/** What a provider hands over, before anything is interpreted. */
export interface InboundDelivery {
  provider: InboundProvider
  /** The mail itself, byte for byte, where the provider gives it; else one rebuilt by us from its JSON or form fields. */
  raw: Uint8Array
  isRebuilt: boolean
  /** Envelope recipients as the provider tells them, in lower case; maybe none. */
  envelopeTo: string[]
  /** The envelope's sender in lower case; `''` is the empty sender of bounces, `null` means that nobody told. */
  envelopeFrom: string | null
  /** The receiver's own verdicts, where the provider vouches for them. */
  verdicts: Verdicts
  /** The provider's own id of this delivery, if any. */
  providerId: string | null
  /** Names of attachments that the provider told of without giving their bytes. */
  missingAttachments: string[]
}

/** A webhook's request, with the body as the bytes that came: signatures are about those. */
export interface InboundRequest {
  headers: Headers
  url: URL
  body: Uint8Array
}

/** What the host has set for its provider; `null` or empty: not set, and that provider's path answers 404. */
export type ProviderConfig = InboundSecrets

export interface AdapterDeps {
  now: Date
  fetch: SafeFetch
}

export type AdapterOutcome =
  | {
      kind: 'deliveries'
      deliveries: InboundDelivery[]
      /**
       * Unique to this request, where its signature covers no more than that: to be claimed in the transaction that
       * stores the mail. A key that is taken was stored before: answer 200 and do nothing.
       */
      replayKey: string | null
    }
  /** Nothing to store, and nothing wrong: answer 200. */
  | { kind: 'acknowledge'; reason: string }
  /** `status` makes the provider do the right thing: stop, or try again later. `reason` is for the log. */
  | { kind: 'refusal'; status: RefusalStatus; reason: string }

/** 5xx alone asks the provider to come again; the others tell it that it would be for nothing. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 406 | 422 | 500 | 502 | 503

export type InboundAdapter = (
  request: InboundRequest,
  config: ProviderConfig,
  deps: AdapterDeps,
) => Promise<AdapterOutcome>

export const refuse = (status: RefusalStatus, reason: string): AdapterOutcome => ({ kind: 'refusal', status, reason })

export const acknowledge = (reason: string): AdapterOutcome => ({ kind: 'acknowledge', reason })

export const notConfigured: AdapterOutcome = refuse(404, 'this provider is not set up')

/** One delivery, with what most providers have nothing to say about left empty. */
export const deliver = (
  delivery: Pick<InboundDelivery, 'provider' | 'raw'> & Partial<InboundDelivery>,
  replayKey: string | null = null,
): AdapterOutcome => ({
  kind: 'deliveries',
  deliveries: [
    {
      isRebuilt: false,
      envelopeTo: [],
      envelopeFrom: null,
      verdicts: noVerdicts,
      providerId: null,
      missingAttachments: [],
      ...delivery,
    },
  ],
  replayKey,
})
