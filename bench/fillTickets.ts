import type { BenchSite } from './benchSite.ts'

export interface TicketPlan {
  /** Numbers of the tickets; their references and keys are made of them. */
  from: number
  to: number
  /** Messages of each. */
  messages: number
  /** Whose they are; without one they are everybody's in turn. */
  client?: number
}

/** A ticket's key, that SQL and we can name by a number. */
export const keyOf = (index: number): string => `k${String(index).padStart(19, '0')}`
export const messageIdOf = (index: number): string => `<out-${index}@lumen.test>`

const WORDS = 'Could you tell me what line three of the invoice is about? We are not sure that it is ours. '

/**
 * Adds threads as they look after years: every other message is the client's and came with a mail and its original,
 * the others are answers that went out, and the trail tells of each.
 */
export const fillTickets = async (
  { sql }: Pick<BenchSite, 'sql'>,
  { from, to, messages, client }: TicketPlan,
): Promise<void> => {
  const { rows } = await sql.query<{ ids: number[] }>(
    `select ${client === undefined ? 'array_agg(id order by id)' : `array[${client}]`} as ids from clients`,
  )
  const ids = rows[0]?.ids ?? []
  await sql.query(
    `insert into tickets (reference, client_id, subject, status, key, message_count, last_at, last_direction, last_text,
       created_at, updated_at)
     select 'B-' || n, ($3::int[])[1 + n % array_length($3::int[], 1)], 'Question ' || n,
       (array['open', 'waiting', 'closed', 'closed', 'closed'])[1 + n % 5]::enum_tickets_status,
       'k' || lpad(n::text, 19, '0'), $4::int, now() - n * interval '1 minute',
       case when n % 5 = 1 then 'out' else 'in' end, $5, now() - n * interval '1 minute', now()
     from generate_series($1::int, $2::int) n`,
    [from, to, ids, messages, WORDS],
  )
  const added = `tickets t, generate_series(1, $3::int) m where t.reference like 'B-%'
    and substr(t.reference, 3)::int between $1::int and $2::int`
  await sql.query(
    `insert into emails (subject, "to", "from", kind, status, client_id, ticket_id, attempts, queued_at, message_id, text,
       locale, data, processed_at, dedup_key, created_at, updated_at)
     select t.subject, 'hola@lumen.test', 'client@client.test',
       (case when m % 2 = 1 then 'inbound' else 'ticket' end)::enum_emails_kind,
       (case when m % 2 = 1 then 'received' else 'sent' end)::enum_emails_status,
       t.client_id, t.id, 1, t.last_at,
       case when m = 2 then '<out-' || substr(t.reference, 3) || '@lumen.test>' else '<' || m || '-' || t.id || '@x.test>' end,
       $4, 'en', '{}'::jsonb, t.last_at, t.id || '-' || m, t.last_at, t.last_at
     from ${added}`,
    [from, to, Math.max(2, messages), WORDS],
  )
  await sql.query(
    `insert into ticket_messages (ticket_id, client_id, at, direction, via, author, author_name, body, internal, message_id,
       created_at, updated_at)
     select t.id, t.client_id, t.last_at - (1 + $3::int - m) * interval '1 hour',
       case when m % 2 = 1 then 'in' else 'out' end, 'email', case when m % 2 = 1 then 'client' else 'staff' end,
       'Ana Torres', repeat($4, 3), false, '<' || m || '-' || t.id || '@x.test>', t.last_at, t.last_at
     from ${added}`,
    [from, to, messages, WORDS],
  )
  await sql.query(
    `insert into portal_files (purpose, mail_id, name, sha256, mime_type, filename, filesize, created_at, updated_at)
     select 'mail', e.id, 'mail.eml', 'x', 'message/rfc822', 'bench-' || e.id || '.bin', 4000, e.created_at, e.created_at
     from emails e join tickets t on t.id = e.ticket_id
     where e.kind = 'inbound' and t.reference like 'B-%' and substr(t.reference, 3)::int between $1::int and $2::int`,
    [from, to],
  )
  await sql.query(
    `insert into portal_events (type, at, client_id, actor_kind, data, created_at, updated_at)
     select 'ticket-message', t.last_at, t.client_id, 'system', jsonb_build_object('ticket', t.id), t.last_at, t.last_at
     from ${added}`,
    [from, to, messages],
  )
  await sql.query('vacuum analyze')
}
