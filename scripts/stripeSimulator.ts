import {
  simulatorKeys,
  startSimulator,
  type RunningSimulator,
  type SimulatorOptions,
} from '../dev/stripe/startSimulator.ts'

interface SiteSimulatorOptions {
  port: number
  /** Where we reach the site that is told of events; it need not be up yet. */
  siteUrl: string
  pace: SimulatorOptions['pace']
  /** Where its world is kept. Default: memory only. */
  file?: string
}

export interface SiteSimulator {
  /** As browsers and people know it. */
  url: string
  /** What the site's process has to know of it. */
  siteEnvironment: Record<`STRIPE_${string}`, string>
  running: RunningSimulator
}

/** Starts a Stripe of its own for a site, on this machine only. */
export const startStripeSimulator = async ({ siteUrl, ...options }: SiteSimulatorOptions): Promise<SiteSimulator> => {
  const running = await startSimulator({
    ...options,
    host: '127.0.0.1',
    webhook: { url: `${siteUrl}/api/client-portal/stripe/webhook`, secret: simulatorKeys.webhookSecret },
  })
  // The bank's pages come from where the script comes from: it listens to no other origin.
  const url = `http://localhost:${running.port}`
  running.world.publicUrl = url
  return {
    url,
    running,
    siteEnvironment: {
      STRIPE_SECRET_KEY: running.keys.secret,
      STRIPE_PUBLISHABLE_KEY: running.keys.publishable,
      STRIPE_WEBHOOK_SECRET: running.keys.webhookSecret,
      STRIPE_API_BASE: running.url,
      STRIPE_JS_URL: `${url}/v3/stripe.js`,
    },
  }
}
