/** What a panel reads of a mail: its text is never shown there, and is by far the largest part of the row. */
export const mailFields = {
  kind: true,
  status: true,
  to: true,
  from: true,
  subject: true,
  attempts: true,
  queuedAt: true,
  sentAt: true,
  lastError: true,
} as const
