#!/usr/bin/env node
/** `npm start` (the built demo) and `npm run dev` (with hot reload): checks first, then hands over to startDemo.ts. */
import { demoEnvironment } from './demoEnvironment.mjs'
import { ensureInstalled } from './ensureInstalled.mjs'
import { isPortFree } from './ports.mjs'

const mode = process.argv.includes('--dev') ? 'development' : 'production'
const command = mode === 'development' ? 'npm run dev' : 'npm start'

let demo
try {
  demo = demoEnvironment()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

const wanted = [{ name: 'PORT', port: demo.sitePort }]
if (!demo.smtpUrl) {
  wanted.push({ name: 'MAIL_UI_PORT', port: demo.mailUiPort }, { name: 'SMTP_PORT', port: demo.smtpPort })
}
if (!demo.hasStripeKeys) wanted.push({ name: 'STRIPE_SIM_PORT', port: demo.stripePort })
for (const [index, { name, port }] of wanted.entries()) {
  const twin = wanted.slice(0, index).find((other) => other.port === port)
  if (twin) {
    console.error(`${twin.name} and ${name} are both ${port}: choose two.`)
    process.exit(1)
  }
  if (await isPortFree(port)) continue
  console.error(`Port ${port} is taken. Stop what uses it or choose another: ${name}=${port + 1} ${command}`)
  process.exit(1)
}

ensureInstalled()

const { register } = await import('tsx/esm/api')
register()
const { startDemo } = await import('./startDemo.ts')
await startDemo(mode)
