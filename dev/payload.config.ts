import { buildDemoConfig } from './buildDemoConfig.ts'

const logLevel = process.env.PAYLOAD_LOG_LEVEL

/** Without these the site builds but answers nothing; `npm start` sets all of them. */
export default buildDemoConfig({
  databaseUrl: process.env.DATABASE_URL ?? '',
  secret: process.env.PAYLOAD_SECRET ?? 'only-while-building',
  siteUrl: process.env.SITE_URL ?? '',
  filesDir: process.env.FILES_DIR ?? 'portal-files',
  smtpUrl: process.env.SMTP_URL,
  ...(logLevel ? { logger: { options: { level: logLevel } } } : {}),
})
