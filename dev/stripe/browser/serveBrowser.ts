import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Api } from '../http/serveApi.ts'

/** stub */
export const serveBrowser = (_api: Api, _request: IncomingMessage, _response: ServerResponse): Promise<boolean> => Promise.resolve(false)
