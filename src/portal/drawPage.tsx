import { redirect } from 'next/navigation.js'
import type { ReactNode } from 'react'

import { personAt } from '../access/clientAddresses.ts'
import type { ClientViewer, PortalViewer } from '../access/portalSession.ts'
import { queryText, type Query } from '../domain/query.ts'
import { safeTarget } from '../domain/target.ts'
import { isToken } from '../domain/token.ts'
import { refreshOverdue } from '../operations/refreshOverdue.ts'
import { seeThread } from '../operations/seeThread.ts'
import { clientSessions } from '../queries/clientSessions.ts'
import { enterLink } from '../queries/enterLink.ts'
import { invoiceList } from '../queries/invoiceList.ts'
import { statement } from '../queries/statement.ts'
import { ticketList } from '../queries/ticketList.ts'
import { portalTexts, type PortalFrame } from './frame.ts'
import { formOf } from '../operations/formDraft.ts'
import { refusedDraft } from './parts/MessageFields.tsx'
import { parseListQuery } from '../queries/listQuery.ts'
import { ChooseClientPage } from './pages/ChooseClientPage.tsx'
import { DetailsPage } from './pages/DetailsPage.tsx'
import { EnterPage, LinkUnusablePage } from './pages/EnterPage.tsx'
import { InvoicePage } from './pages/InvoicePage.tsx'
import { InvoicesPage } from './pages/InvoicesPage.tsx'
import { LinkSentPage, SignInPage } from './pages/SignInPage.tsx'
import { StatementPage } from './pages/StatementPage.tsx'
import { AskPage, SupportPage } from './pages/SupportPage.tsx'
import { ThreadPage } from './pages/ThreadPage.tsx'
import type { Route } from './route.ts'
import { payStart } from './pay/payTarget.ts'
import { sheetModel } from './sheetModel.ts'
import { readInvoice, readTicket, type ConfigSource, type Visit } from './visit.ts'

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
        <StatementPage frame={frame} personName={personAt(client, viewer.email)} statement={await statement(scope)} />
      )
    case 'invoices': {
      const listQuery = parseListQuery(query)
      return <InvoicesPage frame={frame} list={await invoiceList({ ...scope, query: listQuery })} query={listQuery} />
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
    case 'support': {
      if (queryText(query, 'new') !== '' && !viewer.readOnly) {
        const about = queryText(query, 'invoice') || refusedDraft(frame, formOf(null))?.invoice
        return <AskPage about={about ? ((await readInvoice(config, about))?.invoice ?? null) : null} frame={frame} />
      }
      const page = Math.trunc(Number(queryText(query, 'page')))
      const list = await ticketList({ ...scope, page: page >= 1 && page <= 100_000 ? page : 1 })
      return <SupportPage frame={frame} list={list} />
    }
    case 'ticket': {
      const data = await readTicket(config, route.id, queryText(query, 'all') !== '')
      if (!data) return null
      await seeThread(req, viewer, data.ticket.id, data.ticket.lastAt)
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
