import { newId } from '../state/identifier.ts'
import type { StoredWebhookEndpoint } from '../state/objects.ts'
import type { World } from '../state/world.ts'
import type { Deliveries, Destination } from './deliveries.ts'

/** Registers where events go, as the dashboard does. */
export const addEndpoint = (world: World, deliveries: Deliveries, destination: Destination): StoredWebhookEndpoint => {
  const endpoint: StoredWebhookEndpoint = {
    id: newId('we'),
    object: 'webhook_endpoint',
    api_version: world.apiVersion,
    application: null,
    created: world.now(),
    description: null,
    enabled_events: destination.events,
    livemode: false,
    metadata: {},
    status: 'enabled',
    url: destination.url,
  }
  world.tables.webhookEndpoints.set(endpoint.id, endpoint)
  deliveries.destinations.push(destination)
  return endpoint
}
