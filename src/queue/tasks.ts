/** The queue whose jobs wake our workers: `payload jobs:run --queue client-portal`. */
export const OUTBOX_QUEUE = 'client-portal'
export const OUTBOX_TASK = 'client-portal-outbox'
export const RECONCILE_TASK = 'client-portal-reconcile'
