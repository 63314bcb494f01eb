import { startSimulator, type RunningSimulator, type SimulatorOptions } from '../dev/stripe/startSimulator.ts'

type DemoSimulatorOptions = Pick<SimulatorOptions, 'webhook' | 'file' | 'keys'> & { port: number; host: string }

/** Starts the demo's Stripe: slow banks and disputes take seconds, as a person who tries them wants to see. */
export const startStripeSimulator = (options: DemoSimulatorOptions): Promise<RunningSimulator> =>
  startSimulator({ ...options, pace: { processingMs: 15_000, afterwardsMs: 5000 } })
