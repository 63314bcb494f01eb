import { fillCannedAnswer, firstName, type CannedValues } from '../../domain/cannedAnswer.ts'
import { formatMoney } from '../../domain/money.ts'
import type { BusinessSettings, CannedAnswer, Ticket } from '../../records.ts'
import type { ReadyAnswer } from './CannedMenu.tsx'
import type { TicketRecords } from './readTicket.ts'

interface Facts {
  ticket: Ticket
  records: TicketRecords
  settings: Pick<BusinessSettings, 'name' | 'locale'>
  /** Who answers. */
  me: string | null
}

/** What a canned answer's places stand for on this ticket, in the client's language. */
const valuesOf = ({ ticket, records, settings, me }: Facts): CannedValues => {
  const { client, invoice, messages } = records
  const asked = messages.findLast(({ author }) => author === 'client')?.authorName
  return {
    client: firstName(asked ?? client?.name),
    company: client?.company ?? null,
    invoice: invoice?.number ?? null,
    due:
      invoice?.number && typeof invoice.amountDue === 'number'
        ? formatMoney(invoice.amountDue, invoice.currency, client?.locale ?? settings.locale)
        : null,
    me,
    business: settings.name,
    reference: ticket.reference,
  }
}

/** The settings' canned answers as they read on this ticket. */
export const readyAnswers = (answers: readonly CannedAnswer[], facts: Facts): ReadyAnswer[] => {
  const values = valuesOf(facts)
  return answers.map(({ title, body }) => ({ title, ...fillCannedAnswer(body, values) }))
}
