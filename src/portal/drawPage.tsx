import { redirect } from 'next/navigation.js'
import type { ReactNode } from 'react'

import { personAt } from '../access/clientAddresses.ts'
import type { ClientViewer, PortalViewer } from '../access/portalSession.ts'
import { queryText, type Query } from '../domain/query.ts'
import { accountParts } from '../domain/accountParts.ts'
import { yearOf } from '../domain/days.ts'
import { noPeriod } from '../domain/period.ts'
import { safeTarget } from '../domain/target.ts'
import { isToken } from '../domain/token.ts'
import { ENTRIES_PER_PDF } from '../operations/accountPdf.ts'
import { refreshOverdue } from '../operations/refreshOverdue.ts'
import { mayAnswer } from '../operations/mayAnswer.ts'
import { isSeen, seeThread } from '../operations/seeThread.ts'
import { clientSessions } from '../queries/clientSessions.ts'
import { enterLink } from '../queries/enterLink.ts'
import { invoiceList } from '../queries/invoiceList.ts'
import { accountStatements } from '../queries/account.ts'
import { accountPeriod } from '../queries/accountPeriod.ts'
import { documentYears } from '../queries/sums.ts'
import { quoteList, quotesToAnswer } from '../queries/quoteList.ts'
import { statement } from '../queries/statement.ts'
import { ticketList } from '../queries/ticketList.ts'
import { portalTexts, type PortalFrame } from './frame.ts'
import { formOf } from '../operations/formDraft.ts'
import { refusedDraft } from './parts/MessageFields.tsx'
import { isForDownload, parseListQuery } from '../queries/listQuery.ts'
import { AccountPage } from './pages/AccountPage.tsx'
import { ChooseClientPage } from './pages/ChooseClientPage.tsx'
import { DetailsPage } from './pages/DetailsPage.tsx'
import { EnterPage, LinkUnusablePage } from './pages/EnterPage.tsx'
import { InvoicePage } from './pages/InvoicePage.tsx'
import { InvoicesPage } from './pages/InvoicesPage.tsx'
import { QuotePage } from './pages/QuotePage.tsx'
import { parseQuoteQuery, QuotesPage } from './pages/QuotesPage.tsx'
import { LinkSentPage, SignInPage } from './pages/SignInPage.tsx'
import { StatementPage } from './pages/StatementPage.tsx'
import { aboutInvoice, aboutQuote, AskPage } from './pages/AskPage.tsx'
import { SupportPage } from './pages/SupportPage.tsx'
import { ThreadPage } from './pages/ThreadPage.tsx'
import type { Route } from './route.ts'
import { payStart } from './pay/payTarget.ts'
import { sheetModel } from './sheetModel.ts'
import { readInvoice, readQuote, readTicket, type ConfigSource, type Visit } from './visit.ts'

/** Draws a client's own page, or null where there is no such document. */
const clientPage = async (
  config: ConfigSource,
  visit: Visit & { viewer: ClientViewer },
  route: Route,
  frame: PortalFrame,
  query: Query,
): Promise<ReactNode> => {
  const { payload, options, req, settings, viewer } = visit
  const { client } = viewer
  const scope = { payload, options, clientId: client.id }
  await refreshOverdue(req)
  switch (route.page) {
    case 'statement':
      return (
        <StatementPage
          frame={frame}
          personName={personAt(client, viewer.email)}
          quotes={frame.hasQuotes ? await quotesToAnswer(scope) : []}
          statement={await statement(scope)}
        />
      )
    case 'invoices': {
      const listQuery = parseListQuery(query)
      return (
        <InvoicesPage
          frame={frame}
          isForDownload={isForDownload(query)}
          list={await invoiceList({ ...scope, query: listQuery })}
          query={listQuery}
        />
      )
    }
    case 'account': {
      const period = accountPeriod(query, frame.today, 'year')
      const [statements, years] = await Promise.all([
        accountStatements(scope, { ...period, timeZone: settings.timeZone }),
        documentYears(scope),
      ])
      const asked = parseListQuery(query)
      const isAll = period.from === null
      const isSaid = isAll || asked.year !== null || asked.from !== null || asked.to !== null
      return (
        <AccountPage
          asked={isSaid ? { ...asked, isAll } : { ...noPeriod, year: yearOf(frame.today), isAll }}
          frame={frame}
          pdfParts={accountParts(statements, ENTRIES_PER_PDF).length}
          period={period}
          query={`?${new URLSearchParams({ ...(period.from ? { from: period.from } : {}), to: period.to }).toString()}`}
          statements={statements}
          years={years}
        />
      )
    }
    case 'invoice': {
      const data = await readInvoice(config, route.id)
      if (!data) return null
      const sheet = sheetModel(data.invoice, {
        business: frame.business,
        bank: settings.bank,
        client,
        locale: client.locale ?? settings.locale,
        corrected: data.corrected,
      })
      return (
        <InvoicePage
          data={data}
          frame={frame}
          isForPaying={queryText(query, 'pay') !== ''}
          // Only a bank's own page adds its payment to the address.
          payStart={payStart({ ...data.invoice, amountProcessing: data.amountProcessing }, frame, {
            pay: queryText(query, 'pay') !== '',
            paid: queryText(query, 'paid') !== '' && queryText(query, 'payment_intent') !== '',
          })}
          sheet={sheet}
          sheetTexts={portalTexts(sheet.locale, settings.formality)}
        />
      )
    }
    case 'quotes': {
      const listQuery = parseQuoteQuery(query)
      return <QuotesPage frame={frame} list={await quoteList({ ...scope, query: listQuery })} query={listQuery} />
    }
    case 'quote': {
      const data = await readQuote(config, route.id)
      if (!data) return null
      const sheet = sheetModel(data.quote, {
        business: frame.business,
        bank: settings.bank,
        client,
        locale: client.locale ?? settings.locale,
        corrected: null,
      })
      return (
        <QuotePage
          data={data}
          frame={frame}
          mayAnswer={mayAnswer(req, viewer, data.quote.id)}
          sheet={sheet}
          sheetTexts={portalTexts(sheet.locale, settings.formality)}
        />
      )
    }
    case 'support': {
      if (queryText(query, 'new') !== '' && !viewer.readOnly) {
        const refused = refusedDraft(frame, formOf(null))
        const invoice = queryText(query, 'invoice') || refused?.invoice
        const quote = queryText(query, 'quote') || refused?.quote
        const about = invoice
          ? aboutInvoice((await readInvoice(config, invoice))?.invoice, frame)
          : aboutQuote(quote ? (await readQuote(config, quote))?.quote : null, frame, queryText(query, 'again') !== '')
        return <AskPage about={about} frame={frame} />
      }
      const page = Math.trunc(Number(queryText(query, 'page')))
      const list = await ticketList({ ...scope, page: page >= 1 && page <= 100_000 ? page : 1 })
      return <SupportPage frame={frame} list={list} />
    }
    case 'ticket': {
      const data = await readTicket(config, route.id, queryText(query, 'all') !== '')
      if (!data) return null
      if (!isSeen(data.ticket)) await seeThread(req, viewer, data.ticket.id, data.ticket.lastAt)
      // Here it is read.
      const unread = frame.unread.filter(({ id }) => id !== data.ticket.id)
      return <ThreadPage data={data} frame={{ ...frame, unread }} />
    }
    case 'details':
      return (
        <DetailsPage
          client={client}
          currentSession={viewer.session.id}
          frame={frame}
          highlighted={queryText(query, 'session') || null}
          mayEdit={settings.clientsMayEditDetails}
          sessions={await clientSessions({ ...scope, now: new Date() })}
        />
      )
    default:
      return null
  }
}

const isOtherClient = (
  viewer: PortalViewer | null,
  link: { client: unknown; email: string; kind: string },
): boolean => {
  if (!viewer) return false
  if (viewer.readOnly) return true
  if (link.kind === 'sign-in') return viewer.email !== link.email
  return String(viewer.client?.id ?? '') !== String(link.client)
}

const enter = async ({ req, viewer }: Visit, frame: PortalFrame, token: string): Promise<ReactNode> => {
  const link = await enterLink(req, token, new Date())
  if (link.state === 'unusable') {
    return <LinkUnusablePage frame={frame} reason={link.reason} token={isToken(token) ? token : null} />
  }
  const otherEmail = viewer && isOtherClient(viewer, link) ? viewer.email : null
  return <EnterPage frame={frame} link={link} otherEmail={otherEmail} token={token} />
}

/** Draws the page a route means, redirects, or answers null where there is no such page. */
export const drawPage = async (
  config: ConfigSource,
  visit: Visit,
  route: Route,
  frame: PortalFrame,
  query: Query,
): Promise<ReactNode> => {
  const { options, viewer } = visit
  const { paths, mountPath } = options
  if (route.page === 'unknown') return null
  if (route.page === 'enter') return enter(visit, frame, route.token)
  if (route.page === 'sign-in') {
    const to = queryText(query, 'to') ? safeTarget(queryText(query, 'to'), mountPath) : null
    if (queryText(query, 'sent')) return <LinkSentPage frame={frame} minutes={options.links.signInMinutes} />
    if (viewer) redirect(to ?? paths.statement())
    return <SignInPage frame={frame} to={to} />
  }
  if (!viewer) redirect(paths.signIn(frame.here === mountPath ? '' : `?to=${encodeURIComponent(frame.here)}`))
  const wantsChange = route.page === 'statement' && queryText(query, 'choose') !== '' && viewer.choices.length > 1
  if (!viewer.client || wantsChange) {
    return <ChooseClientPage choices={viewer.choices} current={viewer.client?.id ?? null} frame={frame} />
  }
  return clientPage(config, { ...visit, viewer: { ...viewer, client: viewer.client } }, route, frame, query)
}
