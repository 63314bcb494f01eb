import { createRequire } from 'node:module'

import { configToSchema } from '@payloadcms/graphql'
import type * as GraphQL from 'graphql'
import { createLocalReq, type TypedUser } from 'payload'

import type { StartedPayload } from './startPayload.ts'

// The copy that Payload's own packages load: two of them refuse each other's schemas.
const { graphql } = createRequire(import.meta.url)('graphql') as typeof GraphQL

/** Asks Payload's GraphQL API, without a server; answers what would be sent. */
export const askGraphql = async (
  { config, payload }: StartedPayload,
  user: TypedUser,
  source: string,
): Promise<string> => {
  const { schema } = configToSchema(config)
  const req = await createLocalReq({ user, req: { payloadAPI: 'GraphQL' } }, payload)
  return JSON.stringify(await graphql({ schema, source, contextValue: { req, headers: {}, res: {} } }))
}
