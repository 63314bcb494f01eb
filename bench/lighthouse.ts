import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'

import { chromium } from '@playwright/test'
import lighthouse, { desktopConfig, type Flags } from 'lighthouse'

import { freePort } from '../scripts/ports.mjs'
import { signInFullestClient } from '../test/e2e/support/fullestClient.ts'
import startSite from '../test/e2e/support/globalSetup.ts'
import { EMPTY_PAGE, scriptScale, type ScriptWeight } from '../test/e2e/support/scriptWeight.ts'
import { site } from '../test/e2e/support/site.ts'
import type { Finding } from './measure.ts'

const PAGES = ['statement', 'invoices', 'invoice', 'thread'] as const
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const
const PRESETS = ['phone', 'desktop'] as const
const RUNS = 3
const MOST_SCRIPT = 25_000

type Category = (typeof CATEGORIES)[number]

interface Run {
  scores: Record<Category, number>
  /** Audits that cost points, and what the browser showed when. */
  lost: string[]
  times: Record<string, number>
}

const METRICS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'speed-index',
  'total-blocking-time',
  'cumulative-layout-shift',
]

/** One page, as a browser that was nowhere sees it. Nothing is told to anybody: neither results nor errors. */
const look = async (url: string, port: number, preset: (typeof PRESETS)[number], triesLeft = 2): Promise<Run> => {
  const flags: Flags = {
    port,
    logLevel: 'error',
    onlyCategories: [...CATEGORIES],
    disableFullPageScreenshot: true,
    ignoreStatusCode: true,
  }
  const result = await lighthouse(url, flags, preset === 'desktop' ? desktopConfig : undefined)
  if (!result) throw new Error(`Lighthouse says nothing of ${url}.`)
  const { lhr } = result
  // Now and then the browser's own recording of a page has no beginning.
  if (lhr.runtimeError?.code === 'NO_NAVSTART' && triesLeft > 0) return look(url, port, preset, triesLeft - 1)
  if (lhr.runtimeError) throw new Error(`Lighthouse, ${url}: ${lhr.runtimeError.message}`)
  if (lhr.finalDisplayedUrl !== url) throw new Error(`${url} led to ${lhr.finalDisplayedUrl}.`)
  const scored = CATEGORIES.map((name) => [name, Math.round((lhr.categories[name]?.score ?? 0) * 100)] as const)
  const lost = CATEGORIES.flatMap((name) =>
    (lhr.categories[name]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < (name === 'performance' ? 0.9 : 1))
      .map(({ id }) => id),
  )
  return {
    scores: Object.fromEntries(scored) as Record<Category, number>,
    lost,
    times: Object.fromEntries(METRICS.map((id) => [id, Math.round((lhr.audits[id]?.numericValue ?? 0) * 1000) / 1000])),
  }
}

const middle = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Performance varies, and its median counts; what is wrong once is wrong. */
const summary = (runs: Run[]) => ({
  performance: middle(runs.map(({ scores }) => scores.performance)),
  accessibility: Math.min(...runs.map(({ scores }) => scores.accessibility)),
  bestPractices: Math.min(...runs.map(({ scores }) => scores['best-practices'])),
  lost: [...new Set(runs.flatMap(({ lost }) => lost))],
})

/**
 * Lighthouse on four pages of a client with 240 invoices and a thread of 30 messages, as a phone and as a desktop, and
 * how much script every page loads beyond an empty one. Not among the tests, for it takes ten seconds a page; those hold
 * the pages to the same rules of accessibility by axe, and to the same weight.
 */
export const benchLighthouse = async (scale: number): Promise<{ findings: Finding[]; figures: unknown }> => {
  const stop = await startSite()
  const port = await freePort()
  const folder = mkdtempSync(path.join(tmpdir(), 'client-portal-browser-'))
  // With a folder of its own, because Lighthouse looks from the browser's first context, where the client is signed in.
  const browser = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM_PATH,
    baseURL: site.url,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--remote-debugging-port=${port}`,
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Whatever a browser would like to tell its maker finds no way out.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  })
  try {
    const page = await browser.newPage()
    const weigh = await scriptScale(page)
    const empty = await weigh(EMPTY_PAGE)
    const door = await weigh('/portal/sign-in')
    const pages = await signInFullestClient(page)
    const weights: [string, ScriptWeight][] = [['sign-in', door]]
    for (const [name, path] of Object.entries(pages)) weights.push([name, await weigh(path)])
    const beyond = weights.map(([name, { total, inline }]) => ({
      page: name,
      beyondEmpty: total - empty.total,
      inline,
    }))
    const heaviest = beyond.reduce((most, one) => (one.beyondEmpty > most.beyondEmpty ? one : most))

    // It asks for nothing more meanwhile.
    await page.goto('about:blank')
    const rounds = scale === 1 ? RUNS : 1
    const figures: Record<string, { runs: Run[] } & ReturnType<typeof summary>> = {}
    const findings: Finding[] = []
    for (const preset of PRESETS) {
      for (const name of PAGES) {
        const runs: Run[] = []
        while (runs.length < rounds) {
          runs.push(await look(`${site.url}${pages[name]}`, port, preset))
        }
        const found = summary(runs)
        figures[`${name}, ${preset}`] = { ...found, runs }
        findings.push({
          name: `Lighthouse, ${name}, ${preset}: performance, accessibility, best practices`,
          value: [found.performance, found.accessibility, found.bestPractices].join(', '),
          aim: '≥ 98, 100, 100',
          met: found.performance >= 98 && found.accessibility === 100 && found.bestPractices === 100,
        })
      }
    }
    // The same of a page with nothing on it: what the machine and the host's framework leave to reach.
    const yardstick: Run[] = []
    while (yardstick.length < rounds) yardstick.push(await look(`${site.url}${EMPTY_PAGE}`, port, 'phone'))
    findings.push({
      name: 'Lighthouse, an empty page of the same host, phone: performance',
      value: String(summary(yardstick).performance),
      aim: null,
      met: null,
    })
    findings.push({
      name: `Script beyond an empty page, heaviest of ${beyond.length} pages (${heaviest.page})`,
      value: `${(heaviest.beyondEmpty / 1000).toFixed(1)} kB`,
      aim: `≤ ${MOST_SCRIPT / 1000} kB`,
      met: heaviest.beyondEmpty <= MOST_SCRIPT,
    })
    return {
      findings,
      figures: {
        at: new Date().toISOString(),
        load: loadavg()[0],
        pages: figures,
        emptyPage: yardstick,
        script: { empty, beyond },
      },
    }
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
    await stop()
  }
}

/** Whether a finding among others is one of these: they may be measured alone. */
export const isLighthouseFinding = (name: string): boolean => /^(Lighthouse|Script beyond)/.test(name)
