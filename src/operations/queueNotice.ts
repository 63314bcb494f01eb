import type { PayloadRequest } from 'payload'

import { normalEmail } from '../access/clientAddresses.ts'
import { staffUserAt, staffUsers, type StaffUser } from '../access/staffUsers.ts'
import { isEmail } from '../domain/emailAddress.ts'
import { mailSubject } from '../emails/renderMail.ts'
import { enqueueMail } from '../queue/outbox.ts'
import type { BusinessSettings, Email, ID, NoticePerson, Ticket } from '../records.ts'
import { mailContentOf } from './mailContentOf.ts'
import { inboundDomainOf, senderOf, staffAddress } from './sender.ts'
import { staffKeyOf } from './staffKey.ts'

export interface Notice {
  kind: Extract<Email['kind'], 'staff-notice' | 'ticket-notice'>
  /** The thread somebody wrote on; null where it is about money. */
  ticket: Ticket | null
  /** The thread was opened in this very transaction. */
  isNew?: boolean
  people?: NoticePeople
  /** What its template needs; `canReply`: an answer to this very mail reaches the client. */
  data: (canReply: boolean) => Record<string, unknown>
}

/** Who is told; `person` where it is known to be one of the staff, who can then answer by mail. */
interface Told {
  to: string
  person: StaffUser | null
}

interface Listed {
  choice: NoticePerson
  person: StaffUser & { email: string }
}

/** Whom the settings list, as far as they still are staff and have an address. */
const listedPeople = async (tx: PayloadRequest, settings: BusinessSettings): Promise<Listed[]> => {
  const choices = settings.noticePeople ?? []
  const people = await staffUsers(tx, [...new Set(choices.flatMap(({ user }) => user ?? []))])
  return choices.flatMap((choice) => {
    const person = people.find(({ id }) => String(id) === String(choice.user))
    return person?.email && isEmail(person.email) ? [{ choice, person: { ...person, email: person.email } }] : []
  })
}

/** Whom a notice may go to. */
export interface NoticePeople {
  listed: Listed[]
  /** The person at the one address of the business, where nobody is listed. */
  single: StaffUser | null
}

const singleAddress = ({ noticeEmail, email }: BusinessSettings): string => noticeEmail || email || ''

/**
 * Reads whom a notice of a thread may go to: where many locks are held, reading people among them keeps everybody else
 * waiting. Which of them are told is said only then, by whose the ticket is at that moment.
 */
export const noticePeople = async (req: PayloadRequest, settings: BusinessSettings): Promise<NoticePeople> => {
  if (!settings.staffNotices) return { listed: [], single: null }
  const listed = await listedPeople(req, settings)
  const to = listed.length === 0 ? singleAddress(settings) : ''
  return { listed, single: to ? await staffUserAt(req, to) : null }
}

/** Whose a ticket is: null where it is nobody's, or of somebody who is no longer staff. */
const ownerOf = async (tx: PayloadRequest, { assignee }: Ticket): Promise<ID | null> =>
  assignee && (await staffUsers(tx, [assignee])).length > 0 ? assignee : null

/**
 * Where the settings list people, each of them who wants it: of tickets *mine* are those assigned to the person and those
 * that are nobody's, as help desks do it, for a question that belongs to no one must not be told to no one. With nobody
 * listed, or none of them left, the one address of the business.
 */
const toldOf = async (
  tx: PayloadRequest,
  settings: BusinessSettings,
  ticket: Ticket | null,
  people?: NoticePeople,
): Promise<Told[]> => {
  const { listed, single } = people ?? (await noticePeople(tx, settings))
  if (listed.length === 0) {
    const to = singleAddress(settings)
    // Who runs a business alone has one address, for notices and for signing in: it answers as that person.
    return to ? [{ to: normalEmail(to), person: ticket && single }] : []
  }
  const owner = ticket && (await ownerOf(tx, ticket))
  const wants = ({ choice, person }: Listed): boolean => {
    if (!ticket) return choice.payments === true
    return choice.tickets === 'all' || (choice.tickets === 'mine' && (!owner || String(owner) === String(person.id)))
  }
  const wanting = listed.filter(wants).map(({ person }): [string, Told] => [person.email, { to: person.email, person }])
  return [...new Map(wanting).values()]
}

/**
 * Tells the business something, in the caller's transaction: a mail a person, so that one address that fails keeps nobody
 * else from theirs. The rows are tied to no client, invoice or ticket: they are no mail of theirs, nobody's answer to one
 * may land on their thread by its Message-ID, and without `linkKind` none can carry a portal link. Answers no mail where
 * the business wants no notices or has no address for them.
 */
export const queueNotice = async (
  tx: PayloadRequest,
  settings: BusinessSettings,
  { kind, ticket, isNew = false, people, data }: Notice,
  now: Date,
): Promise<Email[]> => {
  if (!settings.staffNotices) return []
  const sender = senderOf(tx, settings)
  const takesMail = inboundDomainOf(tx, settings) !== null
  const mails: Email[] = []
  for (const { to, person } of await toldOf(tx, settings, ticket, people)) {
    const hasKey = ticket && person && takesMail
    const key = hasKey ? await staffKeyOf(tx, { ticket: ticket.id, user: person.id, isNew }) : null
    const draft = { kind, to, locale: settings.locale, data: data(key !== null) }
    const content = mailContentOf(tx, {
      mail: draft,
      settings,
      client: null,
      invoice: null,
      snapshot: null,
      linkUrl: '',
      now,
    })
    mails.push(
      await enqueueMail(
        tx,
        {
          ...draft,
          subject: mailSubject(content),
          from: sender.from,
          replyTo: staffAddress(tx, settings, key),
          messageDomain: sender.domain,
        },
        now,
      ),
    )
  }
  return mails
}
