/** Brings the demo's database up to date: runs the migrations, and loads the demo data once. */
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

import { getPayload, type Payload } from 'payload'

import config from '../dev/payload.config.ts'
import { demoEnvironment } from './demoEnvironment.mjs'
import { isSeeded, markDatabase } from './demoDatabase.ts'
import { inRepository } from './repository.ts'

const seed = async (payload: Payload): Promise<void> => {
  const file = inRepository('dev/seed/seedDemo.ts')
  if (existsSync(file)) {
    const { seedDemo } = (await import(pathToFileURL(file).href)) as {
      seedDemo: (payload: Payload) => Promise<unknown>
    }
    await seedDemo(payload)
  }
  const { owner } = demoEnvironment().logins
  const known = await payload.count({ collection: 'users', where: { email: { equals: owner.email } } })
  if (known.totalDocs > 0) return
  await payload.create({ collection: 'users', data: { ...owner, name: 'Lucía Ferrer', role: 'owner' } })
}

const url = process.env.DATABASE_URL
if (!url) throw new Error('DATABASE_URL is missing.')

process.env.PAYLOAD_MIGRATING = 'true'
const payload = await getPayload({ config, disableOnInit: true })
await payload.db.migrate()
delete process.env.PAYLOAD_MIGRATING

if (!(await isSeeded(url))) {
  await markDatabase(url, 'seeding')
  await seed(payload)
  await markDatabase(url, 'seeded')
}
await payload.destroy()
process.exit(0)
