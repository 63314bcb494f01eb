/** Import paths of our admin components, as the host's import map resolves them. */
const rsc = (name: string) => `payload-client-portal/rsc#${name}`
const client = (name: string) => `payload-client-portal/client#${name}`

export const adminComponents = {
  moneyCell: rsc('MoneyCell'),
  numberCell: rsc('NumberCell'),
  dayCell: rsc('DayCell'),
  statusCell: rsc('StatusCell'),
  relatedCell: rsc('RelatedCell'),
  invoicePanel: rsc('InvoicePanel'),
  clientProfile: rsc('ClientProfile'),
  emailPanel: rsc('EmailPanel'),
  mailTabs: rsc('MailTabs'),
  paymentPanel: rsc('PaymentPanel'),
  ticketPanel: rsc('TicketPanel'),
  ticketNav: rsc('TicketNav'),
  ticketFilters: rsc('TicketFilters'),
  assigneeCell: rsc('AssigneeCell'),
  liveList: rsc('LiveList'),
  reconciliation: rsc('Reconciliation'),
  secretField: rsc('StripeKeyField'),
  stripeWebhook: rsc('StripeWebhook'),
  inboundSecretField: rsc('InboundSecretField'),
  inboundState: rsc('InboundState'),
  dayField: client('DayField'),
  moneyField: client('MoneyField'),
  lineAmountField: client('LineAmountField'),
  taxField: client('TaxField'),
  colorField: client('ColorField'),
  logoField: client('LogoField'),
  stripeTest: client('StripeTest'),
  liveTotals: client('LiveTotals'),
} as const
