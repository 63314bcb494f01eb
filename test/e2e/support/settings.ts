import { test as base } from '@playwright/test'
import { Client } from 'pg'

import { asStaff } from './business.ts'
import { site } from './site.ts'

/** Any number that nobody else locks in this database. */
const LOCK = 7_411

interface Settings {
  /**
   * The business's settings for this test alone: another that asks for them waits, since what one test changes there
   * the other would meet half-way through. Whatever is changed here is as before when the test ends.
   */
  changeSettings: (changes: Record<string, unknown>) => Promise<void>
}

export const test = base.extend<Settings>({
  changeSettings: async ({ request }, use) => {
    const business = await asStaff(request)
    // The database ends the lock of a worker that died.
    const held = new Client({ connectionString: site.databaseUrl })
    await held.connect()
    try {
      await held.query('select pg_advisory_lock($1)', [LOCK])
      // Payload's own note of who has the form open outlives a page that was closed by minutes: that test is over.
      await held.query(`delete from payload_locked_documents where global_slug = 'business-settings'`)
      const before = await business.read<Record<string, unknown>>('/globals/business-settings?depth=0')
      const changed = new Set<string>()
      try {
        await use(async (changes) => {
          for (const name of Object.keys(changes)) changed.add(name)
          await business.act('/globals/business-settings', changes)
        })
      } finally {
        const earlier = Object.fromEntries([...changed].map((name) => [name, before[name] ?? null]))
        if (changed.size > 0) await business.act('/globals/business-settings', earlier)
      }
    } finally {
      await held.end()
    }
  },
})
