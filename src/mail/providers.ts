import { cloudflareAdapter } from './adapters/cloudflare.ts'
import { mailgunAdapter } from './adapters/mailgun.ts'
import { postmarkAdapter } from './adapters/postmark.ts'
import { rawAdapter } from './adapters/raw.ts'
import { resendAdapter } from './adapters/resend.ts'
import { sendgridAdapter } from './adapters/sendgrid.ts'
import { sesAdapter } from './adapters/ses.ts'
import {
  refuse,
  type AdapterDeps,
  type AdapterOutcome,
  type InboundAdapter,
  type InboundProvider,
  type InboundRequest,
  type ProviderConfig,
} from './inboundMail.ts'

export const adapters: Readonly<Record<InboundProvider, InboundAdapter>> = {
  raw: rawAdapter,
  sendgrid: sendgridAdapter,
  mailgun: mailgunAdapter,
  postmark: postmarkAdapter,
  ses: sesAdapter,
  resend: resendAdapter,
  cloudflare: cloudflareAdapter,
}

export const isInboundProvider = (name: string): name is InboundProvider => Object.hasOwn(adapters, name)

/**
 * What a provider's request comes to: its proof checked and its mail taken out. A fault of ours answers 500, which
 * every provider takes for *come again*: it must not cost a mail.
 */
export const readInbound = async (
  provider: string,
  request: InboundRequest,
  config: ProviderConfig,
  deps: AdapterDeps,
): Promise<AdapterOutcome> => {
  if (!isInboundProvider(provider)) return refuse(404, 'no such provider')
  try {
    return await adapters[provider](request, config, deps)
  } catch (error) {
    return refuse(500, error instanceof Error ? error.message : 'unknown fault')
  }
}
