import type { Payload } from 'payload'

import { getPortalOptions } from '../src/context.ts'
import { invoiceList, type InvoiceListQuery } from '../src/queries/invoiceList.ts'
import { noFilter } from '../src/queries/listQuery.ts'
import { statement } from '../src/queries/statement.ts'
import type { SumsScope } from '../src/queries/balance.ts'
import { balances } from '../src/queries/sums.ts'
import type { ID } from '../src/records.ts'
import type { BenchSite } from './benchSite.ts'
import { compare, ms, ratio, type Finding, type Timing } from './measure.ts'

const scopeOf = (payload: Payload, clientId: ID): SumsScope => ({
  payload,
  options: getPortalOptions(payload),
  clientId,
})

const totalsSql = [
  `select currency, sum(case when status in ('sent', 'overdue') then amount_due else 0 end) as owed,
     sum(case when status = 'overdue' then amount_due else 0 end) as overdue,
     count(*) filter (where status in ('sent', 'overdue')) as open,
     count(*) filter (where status = 'overdue') as late, sum(total - amount_credited) as invoiced,
     sum(amount_paid) as applied
   from invoices where client_id = $1 and kind = 'invoice' and status <> 'draft' group by currency`,
  `select p.currency, sum(p.amount - coalesce(r.refunded, 0)) as paid
   from payments p left join (
     select _parent_id, sum(amount) as refunded from payments_refunds group by _parent_id
   ) r on r._parent_id = p.id
   where p.client_id = $1 and p.status in ('succeeded', 'refunded') and p.method <> 'credit' group by p.currency`,
]

const listSql = [
  `select id, kind, number, status, shared, issue_date, due_date, currency, total, amount_paid, amount_credited,
     amount_due, reference, paid_at
   from invoices where client_id = $1 and (status <> 'draft' or shared) order by issue_date desc, id desc limit 25`,
  `select count(*) from invoices where client_id = $1 and (status <> 'draft' or shared)`,
  `select distinct extract(year from issue_date at time zone 'UTC') from invoices
   where client_id = $1 and status <> 'draft' and issue_date is not null`,
  `select currency, kind, sum(total), sum(case when status in ('sent', 'overdue') then amount_due else 0 end)
   from invoices where client_id = $1 and status <> 'draft' group by currency, kind`,
]

export type StatementTimings = Record<'totals' | 'totalsSql' | 'statement' | 'list' | 'listSql', Timing>

/** The statement's totals, the whole statement and the first page of the list, for one client, beside bare SQL. */
export const measureStatement = (site: BenchSite, clientId: ID): Promise<StatementTimings> => {
  const scope = scopeOf(site.payload, clientId)
  const query: InvoiceListQuery = { sort: '-issued', ...noFilter, page: 1 }
  const bare = async (statements: string[]) => {
    for (const text of statements) await site.sql.query(text, [clientId])
  }
  return compare(
    {
      totals: () => balances(scope),
      totalsSql: () => bare(totalsSql),
      statement: () => statement(scope),
      list: () => invoiceList({ ...scope, query }),
      listSql: () => bare(listSql),
    },
    { rounds: 120, warmUp: 20 },
  )
}

/** What the two sizes say together. */
export const statementFindings = (small: StatementTimings, large: StatementTimings, sizes: string): Finding[] => {
  const times = ratio(large.totals.medianMs, large.totalsSql.medianMs)
  const listTimes = ratio(large.list.medianMs, large.listSql.medianMs)
  const grew = (key: keyof StatementTimings) => ratio(large[key].medianMs, small[key].medianMs)
  return [
    {
      name: `Statement totals, ${sizes}: median`,
      value: `${ms(large.totals.medianMs)} (bare SQL ${ms(large.totalsSql.medianMs)}, ${times}×)`,
      aim: '≤ 3× bare SQL',
      met: times <= 3,
    },
    {
      name: `Statement queries, ${sizes}: median`,
      value: `${ms(large.statement.medianMs)}, ${grew('statement')}× of a tenth of the invoices`,
      aim: null,
      met: null,
    },
    {
      name: `Invoice list queries, ${sizes}: median`,
      value: `${ms(large.list.medianMs)} (bare SQL ${ms(large.listSql.medianMs)}, ${listTimes}×), ${grew('list')}× of a tenth of the invoices`,
      aim: null,
      met: null,
    },
  ]
}
