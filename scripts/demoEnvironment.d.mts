export interface DemoEnvironment {
  host: string | null
  mailHost: string
  sitePort: number
  siteUrl: string
  mailUiPort: number
  smtpPort: number
  databaseUrl: string | null
  smtpUrl: string | null
  stripePort: number
  hasStripeKeys: boolean
  replyDomain: string
  logins: { owner: { email: string; password: string }; clients: string[] }
}

export declare const demoEnvironment: () => DemoEnvironment
