import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { build } from 'esbuild'

import { readBody } from '../http/readBody.ts'
import type { Api } from '../http/serveApi.ts'
import { finishAction } from '../resources/confirmation.ts'
import { bankAnswered, bankPage, elementPage, plainPage } from './pages.ts'
import { textsFor } from './texts.ts'

const here = path.dirname(fileURLToPath(import.meta.url))
const bundles = new Map<string, Promise<string>>()

const bundle = (file: string, releaseTrain: string): Promise<string> => {
  const known = bundles.get(file)
  if (known) return known
  const made = build({
    entryPoints: [path.join(here, file)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { RELEASE_TRAIN: JSON.stringify(releaseTrain) },
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '')
  bundles.set(file, made)
  return made
}

const send = (response: ServerResponse, type: string, body: string, status = 200): true => {
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' })
  response.end(body)
  return true
}

const serveAction = async (api: Api, request: IncomingMessage, response: ServerResponse, url: URL): Promise<true> => {
  const { world } = api
  const posted = request.method === 'POST' ? new URLSearchParams(await readBody(request)) : null
  const intent = world.tables.paymentIntents.get(url.pathname.split('/')[3] ?? '')
  const secret = posted?.get('client_secret') ?? url.searchParams.get('payment_intent_client_secret')
  const locale = url.searchParams.get('locale') ?? 'en'
  if (!intent || secret === null || intent.client_secret !== secret)
    return send(response, 'text/html', plainPage(locale, 'Not found.'), 404)
  const isDialog = (posted ?? url.searchParams).get('dialog') === '1'
  if (!posted && intent.status === 'requires_action') {
    return send(response, 'text/html', bankPage(intent, isDialog, locale))
  }
  const returnUrl = intent.next_action?.redirect_to_url?.return_url ?? null
  const isAuthorised = posted?.get('outcome') === 'succeed'
  if (posted && intent.status === 'requires_action') finishAction(world, intent, isAuthorised)
  if (isDialog) return send(response, 'text/html', bankAnswered())
  if (!returnUrl) return send(response, 'text/html', plainPage(locale, textsFor(locale).goBack))
  const back = new URL(returnUrl)
  back.searchParams.set('payment_intent', intent.id)
  back.searchParams.set('payment_intent_client_secret', secret)
  back.searchParams.set('redirect_status', ['succeeded', 'processing'].includes(intent.status) ? 'succeeded' : 'failed')
  response.writeHead(303, { Location: back.href }).end()
  return true
}

/** Answers what is meant for browsers: the script, the frame, the bank's pages, CORS. False where it is the API's. */
export const serveBrowser = async (api: Api, request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
  const url = new URL(request.url ?? '/', 'http://stripe')
  response.setHeader('Access-Control-Allow-Origin', '*')
  if (request.method === 'OPTIONS') {
    response.writeHead(204, {
      'Access-Control-Allow-Methods': 'GET, HEAD, POST, DELETE',
      'Access-Control-Allow-Headers': request.headers['access-control-request-headers'] ?? '*',
      'Access-Control-Max-Age': '300',
    })
    response.end()
    return true
  }
  const train = api.sdk.apiVersion.split('.')[1] ?? 'v3'
  if (/^\/(v3|[a-z]+)\/stripe\.js$|^\/v3\/?$/.test(url.pathname)) {
    return send(response, 'text/javascript', await bundle('stripeJs.ts', train))
  }
  if (url.pathname === '/_browser/element') return send(response, 'text/html', elementPage())
  if (url.pathname === '/_browser/element.js')
    return send(response, 'text/javascript', await bundle('elementFrame.ts', train))
  if (url.pathname.startsWith('/_browser/actions/')) return serveAction(api, request, response, url)
  return false
}
