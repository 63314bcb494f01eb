#!/usr/bin/env node
/** `npm test`: everything, or the parts named: `npm test -- static unit integration e2e`. */
import { ensureInstalled } from './ensureInstalled.mjs'

ensureInstalled()

const { register } = await import('tsx/esm/api')
register()
const { testAll } = await import('./testAll.ts')
await testAll(process.argv.slice(2))
