import { ClientProfile as ClientProfile_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { QuotePanel as QuotePanel_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { RelatedCell as RelatedCell_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { MoneyField as MoneyField_b3f83a9ffa1e91d6b05a4deb90e3c554 } from 'payload-client-portal/client'
import { TaxField as TaxField_b3f83a9ffa1e91d6b05a4deb90e3c554 } from 'payload-client-portal/client'
import { LineAmountField as LineAmountField_b3f83a9ffa1e91d6b05a4deb90e3c554 } from 'payload-client-portal/client'
import { LiveTotals as LiveTotals_b3f83a9ffa1e91d6b05a4deb90e3c554 } from 'payload-client-portal/client'
import { DayCell as DayCell_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { DayField as DayField_b3f83a9ffa1e91d6b05a4deb90e3c554 } from 'payload-client-portal/client'
import { NumberCell as NumberCell_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { StatusCell as StatusCell_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { MoneyCell as MoneyCell_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { LiveList as LiveList_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { InvoicePanel as InvoicePanel_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { InvoiceDownloads as InvoiceDownloads_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { PaymentPanel as PaymentPanel_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { Reconciliation as Reconciliation_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { TicketPanel as TicketPanel_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { InstantCell as InstantCell_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { AssigneeCell as AssigneeCell_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { TicketFilters as TicketFilters_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { EmailPanel as EmailPanel_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { MailTabs as MailTabs_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { LogoField as LogoField_b3f83a9ffa1e91d6b05a4deb90e3c554 } from 'payload-client-portal/client'
import { IconField as IconField_b3f83a9ffa1e91d6b05a4deb90e3c554 } from 'payload-client-portal/client'
import { ColorField as ColorField_b3f83a9ffa1e91d6b05a4deb90e3c554 } from 'payload-client-portal/client'
import { BrandPreview as BrandPreview_b3f83a9ffa1e91d6b05a4deb90e3c554 } from 'payload-client-portal/client'
import { StripeKeyField as StripeKeyField_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { StripeWebhook as StripeWebhook_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { StripeTest as StripeTest_b3f83a9ffa1e91d6b05a4deb90e3c554 } from 'payload-client-portal/client'
import { InboundState as InboundState_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { InboundSecretField as InboundSecretField_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { HoursRowLabel as HoursRowLabel_b3f83a9ffa1e91d6b05a4deb90e3c554 } from 'payload-client-portal/client'
import { SupportPreview as SupportPreview_b3f83a9ffa1e91d6b05a4deb90e3c554 } from 'payload-client-portal/client'
import { CannedRowLabel as CannedRowLabel_b3f83a9ffa1e91d6b05a4deb90e3c554 } from 'payload-client-portal/client'
import { Attention as Attention_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { TicketNav as TicketNav_e3d6e7bf734ffd531cad571061b7b305 } from 'payload-client-portal/rsc'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "payload-client-portal/rsc#ClientProfile": ClientProfile_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#QuotePanel": QuotePanel_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#RelatedCell": RelatedCell_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/client#MoneyField": MoneyField_b3f83a9ffa1e91d6b05a4deb90e3c554,
  "payload-client-portal/client#TaxField": TaxField_b3f83a9ffa1e91d6b05a4deb90e3c554,
  "payload-client-portal/client#LineAmountField": LineAmountField_b3f83a9ffa1e91d6b05a4deb90e3c554,
  "payload-client-portal/client#LiveTotals": LiveTotals_b3f83a9ffa1e91d6b05a4deb90e3c554,
  "payload-client-portal/rsc#DayCell": DayCell_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/client#DayField": DayField_b3f83a9ffa1e91d6b05a4deb90e3c554,
  "payload-client-portal/rsc#NumberCell": NumberCell_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#StatusCell": StatusCell_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#MoneyCell": MoneyCell_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#LiveList": LiveList_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#InvoicePanel": InvoicePanel_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#InvoiceDownloads": InvoiceDownloads_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#PaymentPanel": PaymentPanel_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#Reconciliation": Reconciliation_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#TicketPanel": TicketPanel_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#InstantCell": InstantCell_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#AssigneeCell": AssigneeCell_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#TicketFilters": TicketFilters_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#EmailPanel": EmailPanel_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#MailTabs": MailTabs_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/client#LogoField": LogoField_b3f83a9ffa1e91d6b05a4deb90e3c554,
  "payload-client-portal/client#IconField": IconField_b3f83a9ffa1e91d6b05a4deb90e3c554,
  "payload-client-portal/client#ColorField": ColorField_b3f83a9ffa1e91d6b05a4deb90e3c554,
  "payload-client-portal/client#BrandPreview": BrandPreview_b3f83a9ffa1e91d6b05a4deb90e3c554,
  "payload-client-portal/rsc#StripeKeyField": StripeKeyField_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#StripeWebhook": StripeWebhook_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/client#StripeTest": StripeTest_b3f83a9ffa1e91d6b05a4deb90e3c554,
  "payload-client-portal/rsc#InboundState": InboundState_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#InboundSecretField": InboundSecretField_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/client#HoursRowLabel": HoursRowLabel_b3f83a9ffa1e91d6b05a4deb90e3c554,
  "payload-client-portal/client#SupportPreview": SupportPreview_b3f83a9ffa1e91d6b05a4deb90e3c554,
  "payload-client-portal/client#CannedRowLabel": CannedRowLabel_b3f83a9ffa1e91d6b05a4deb90e3c554,
  "payload-client-portal/rsc#Attention": Attention_e3d6e7bf734ffd531cad571061b7b305,
  "payload-client-portal/rsc#TicketNav": TicketNav_e3d6e7bf734ffd531cad571061b7b305,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
