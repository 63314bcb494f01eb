/** Every default of the demo, in one place. Plain JavaScript, because it runs before anything is installed. */

const port = (name, fallback) => {
  const given = process.env[name]
  if (given === undefined || given === '') return fallback
  const number = Number(given)
  if (!Number.isInteger(number) || number < 1 || number > 65535) {
    throw new Error(`${name} must be a port between 1 and 65535, not "${given}".`)
  }
  return number
}

export const demoEnvironment = () => {
  const sitePort = port('PORT', 3000)
  return {
    /**
     * The address the site listens on; all of them where HOST is not given, as Next does. Not 127.0.0.1 by default: Next
     * then takes a proxy's rewrite to the same site for one to another.
     */
    host: process.env.HOST || null,
    /** The inbox and the SMTP server are open to everyone who reaches them: this machine only, unless HOST says more. */
    mailHost: process.env.HOST || '127.0.0.1',
    sitePort,
    siteUrl: process.env.SITE_URL || `http://localhost:${sitePort}`,
    mailUiPort: port('MAIL_UI_PORT', 1080),
    smtpPort: port('SMTP_PORT', 1025),
    /** The visitor's own database and mail server, where given. */
    databaseUrl: process.env.DATABASE_URL || null,
    smtpUrl: process.env.SMTP_URL || null,
    stripePort: port('STRIPE_SIM_PORT', 12111),
    /** With the visitor's own keys Stripe itself is asked, and no stand-in starts. */
    hasStripeKeys: Boolean(process.env.STRIPE_SECRET_KEY),
    /** Mail to this domain stands for answers to the portal's mails. */
    replyDomain: 'reply.localhost',
    logins: {
      owner: { email: 'owner@demo.test', password: 'demo-demo' },
      clients: ['ana@cliente.test', 'john@client.test'],
    },
  }
}
