/**
 * Measures what the product promises, on a PostgreSQL of its own, and writes `bench/results.json`.
 *
 * `--without-site` leaves out the pages over HTTP; `--small` takes a tenth of everything and writes no results;
 * `--only-stripe` measures card payments alone and puts their results in the place of the earlier ones, `--only-mail`
 * does so with mails that come in and the pages of support, `--only-exports` with downloads of many documents,
 * `--only-lighthouse` with what a browser makes of the pages.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'

import { buildSite } from '../scripts/buildSite.ts'
import { inRepository } from '../scripts/repository.ts'
import type { Finding } from './measure.ts'

// Before React is loaded: its development build is several times slower.
Object.assign(process.env, { NODE_ENV: 'production' })

const { startBenchSite } = await import('./benchSite.ts')
const { benchSignIn, fillClients } = await import('./signIn.ts')
const { fillInvoices } = await import('./fillInvoices.ts')
const { measureStatement, statementFindings } = await import('./statement.ts')
const { pageFindings, startPages } = await import('./pages.ts')
const { benchPdfs } = await import('./pdfs.ts')
const { benchSends } = await import('./sends.ts')
const { benchStripe, isStripeFinding } = await import('./stripe.ts')
const { benchInboundMail, isMailFinding } = await import('./inboundMail.ts')
const { benchThreads } = await import('./threads.ts')
const { benchExports, isExportFinding } = await import('./exports.ts')
const { benchLighthouse, isLighthouseFinding } = await import('./lighthouse.ts')

const scale = process.argv.includes('--small') ? 0.1 : 1
const withSite = !process.argv.includes('--without-site')
const say = (text: string) => {
  console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`)
}

const resultsFile = inRepository('bench/results.json')
const keep = (results: object) => {
  if (scale === 1) writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`)
}
const print = (findings: Finding[]) => {
  console.log('')
  const width = Math.max(...findings.map(({ name }) => name.length))
  for (const { name, value, aim, met } of findings) {
    const verdict = met === null ? '' : `  ${met ? 'met' : 'MISSED'} (${aim ?? ''})`
    console.log(`${name.padEnd(width)}  ${value}${verdict}`)
  }
}

if (process.argv.includes('--only-stripe')) {
  say('Card payments …')
  const stripe = await benchStripe(scale)
  const earlier = JSON.parse(readFileSync(resultsFile, 'utf8')) as { findings: Finding[]; figures: object }
  keep({
    ...earlier,
    findings: [...earlier.findings.filter(({ name }) => !isStripeFinding(name)), ...stripe.findings],
    figures: { ...earlier.figures, stripe: stripe.figures },
  })
  print(stripe.findings)
  process.exit(0)
}

/** Mails, and the pages of their threads where there is a site to ask. */
const benchMail = () =>
  benchInboundMail(scale, withSite ? benchThreads : () => Promise.resolve({ findings: [], figures: null }))

if (process.argv.includes('--only-mail')) {
  if (withSite) {
    say('The site …')
    await buildSite()
  }
  say('Mails …')
  const mail = await benchMail()
  const earlier = JSON.parse(readFileSync(resultsFile, 'utf8')) as { findings: Finding[]; figures: object }
  // Without the pages only what was measured is put in the place of the earlier.
  const measured = new Set(mail.findings.map(({ name }) => name))
  keep({
    ...earlier,
    findings: [
      ...earlier.findings.filter(({ name }) => (withSite ? !isMailFinding(name) : !measured.has(name))),
      ...mail.findings,
    ],
    figures: { ...earlier.figures, mail: mail.figures },
  })
  print(mail.findings)
  process.exit(0)
}

if (process.argv.includes('--only-exports')) {
  say('The site …')
  await buildSite()
  say('Downloads …')
  const exported = await benchExports(scale)
  const earlier = JSON.parse(readFileSync(resultsFile, 'utf8')) as { findings: Finding[]; figures: object }
  keep({
    ...earlier,
    findings: [...earlier.findings.filter(({ name }) => !isExportFinding(name)), ...exported.findings],
    figures: { ...earlier.figures, exports: exported.figures },
  })
  print(exported.findings)
  process.exit(0)
}

if (process.argv.includes('--only-lighthouse')) {
  say('The site …')
  await buildSite()
  say('Pages in a browser …')
  const seen = await benchLighthouse(scale)
  const earlier = JSON.parse(readFileSync(resultsFile, 'utf8')) as { findings: Finding[]; figures: object }
  keep({
    ...earlier,
    findings: [...earlier.findings.filter(({ name }) => !isLighthouseFinding(name)), ...seen.findings],
    figures: { ...earlier.figures, lighthouse: seen.figures },
  })
  print(seen.findings)
  process.exit(0)
}

if (withSite) {
  say('The site …')
  await buildSite()
}
const loadBefore = loadavg()
say('Card payments …')
const stripe = await benchStripe(scale)
say('Mails …')
const mail = await benchMail()
if (withSite) say('Downloads …')
const exported = withSite ? await benchExports(scale) : { findings: [], figures: null }
if (withSite) say('Pages in a browser …')
const seen = withSite ? await benchLighthouse(scale) : { findings: [], figures: null }
const site = await startBenchSite()
try {
  say('Clients …')
  await fillClients(site)
  say('PDFs …')
  const pdfs = await benchPdfs(site)
  say('Sends …')
  const sends = await benchSends(site)
  say('Signing in …')
  const signIn = await benchSignIn(site, 1_000_000 * scale)

  const total = 200_000 * scale
  const ofClient = 10_000 * scale
  say(`${total / 10} invoices …`)
  const client = await fillInvoices(site, { total: total / 10, ofClient: ofClient / 10, batch: 'A' })
  const pages = withSite ? await startPages(site) : null
  const small = { queries: await measureStatement(site, client.id), pages: (await pages?.measure(client)) ?? null }
  say(`${total} invoices …`)
  await fillInvoices(site, { total: total * 0.9, ofClient: ofClient * 0.9, batch: 'B' })
  const large = { queries: await measureStatement(site, client.id), pages: (await pages?.measure(client)) ?? null }
  await pages?.stop()

  const sizes = `${ofClient.toLocaleString('en')} of ${total.toLocaleString('en')} invoices`
  const findings = [
    ...signIn.findings,
    ...statementFindings(small.queries, large.queries, sizes),
    ...(small.pages && large.pages ? pageFindings(small.pages, large.pages, sizes) : []),
    ...pdfs.findings,
    ...sends.findings,
    ...stripe.findings,
    ...mail.findings,
    ...exported.findings,
    ...seen.findings,
  ]
  const version = await site.sql.query<{ server_version: string }>('show server_version')
  const results = {
    at: new Date().toISOString(),
    machine: {
      cpu: cpus()[0]?.model.trim(),
      cores: availableParallelism(),
      node: process.version,
      postgres: version.rows[0]?.server_version,
      /** Load of the last minute before and after: others at work make every figure worse. */
      load: [loadBefore[0], loadavg()[0]],
    },
    scale,
    findings,
    figures: {
      signIn: signIn.figures,
      statement: { small, large },
      pdfs: pdfs.figures,
      sends: sends.figures,
      stripe: stripe.figures,
      mail: mail.figures,
      exports: exported.figures,
      lighthouse: seen.figures,
    },
  }
  keep(results)
  print(findings)
} finally {
  await site.stop()
}
process.exit(0)
