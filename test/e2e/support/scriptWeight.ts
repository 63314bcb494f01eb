import { gzipSync } from 'node:zlib'

import { expect, type Page } from '@playwright/test'

/** Next's own page for what does not exist: nothing of anybody's is on it, only what every page of the host loads. */
export const EMPTY_PAGE = '/there-is-no-such-page'

export interface ScriptWeight {
  /** Bytes of every script file, by its name, as they came over the wire. */
  files: Record<string, number>
  /** Bytes of the scripts inside the document, compressed on their own. */
  inline: number
  total: number
}

const inlineScripts = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g

/**
 * A scale for pages: how much script a browser that has been nowhere loads to show one, whatever asks for it (a script
 * element, a preload, another script) without anybody pressing anything.
 */
export const scriptScale = async (page: Page): Promise<(path: string) => Promise<ScriptWeight>> => {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
  const asked = new Map<string, { url: string; bytes: number | null }>()
  devtools.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (type === 'Script') asked.set(requestId, { url: request.url, bytes: null })
  })
  // What is only fetched ahead has no type of its own.
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.mimeType.includes('javascript') && !asked.has(requestId)) {
      asked.set(requestId, { url: response.url, bytes: null })
    }
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const script = asked.get(requestId)
    if (script) script.bytes = encodedDataLength
  })

  return async (path) => {
    asked.clear()
    const answer = await page.goto(path, { waitUntil: 'load' })
    expect(answer?.status(), path).toBe(path === EMPTY_PAGE ? 404 : 200)
    expect(page.url().endsWith(path), `${path} leads nowhere else`).toBe(true)
    const html = (await answer?.text()) ?? ''
    await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)))
    await expect.poll(() => [...asked.values()].filter(({ bytes }) => bytes === null), path).toEqual([])
    const files = Object.fromEntries(
      [...asked.values()].map(({ url, bytes }) => [new URL(url).pathname.split('/').pop() ?? url, bytes ?? 0]),
    )
    const inline = gzipSync([...html.matchAll(inlineScripts)].map(([, code]) => code).join('\n')).length
    return { files, inline, total: Object.values(files).reduce((sum, bytes) => sum + bytes, inline) }
  }
}
