import { expect, test } from '@playwright/test'

import { freshPage } from './support/business.ts'
import { signInFullestClient } from './support/fullestClient.ts'
import { EMPTY_PAGE, scriptScale } from './support/scriptWeight.ts'

test('no page of the portal loads more than 25 kB of script beyond an empty page of the same host', async ({
  browser,
}) => {
  const page = await freshPage(browser)
  const weigh = await scriptScale(page)
  const empty = await weigh(EMPTY_PAGE)
  const beyond: [string, number][] = [['sign-in', (await weigh('/portal/sign-in')).total - empty.total]]
  for (const [name, path] of Object.entries(await signInFullestClient(page))) {
    beyond.push([name, (await weigh(path)).total - empty.total])
  }
  expect(Object.keys(empty.files).length, 'the empty page runs what every page of the host does').toBeGreaterThan(0)
  expect(beyond.filter(([, bytes]) => bytes > 25_000)).toEqual([])
})
