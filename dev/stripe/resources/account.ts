import type Stripe from 'stripe'

import type { World } from '../state/world.ts'

/** `GET /v1/account`. */
export const describeAccount = ({ account }: World): Partial<Stripe.Account> => ({
  id: account.id,
  object: 'account',
  business_profile: {
    annual_revenue: null,
    mcc: '7311',
    minority_owned_business_designation: null,
    name: account.name,
    support_address: null,
    support_email: account.email,
    support_phone: null,
    support_url: null,
    url: null,
  } as Stripe.Account.BusinessProfile,
  capabilities: { card_payments: 'active', transfers: 'active' },
  charges_enabled: account.chargesEnabled,
  country: account.country,
  default_currency: account.defaultCurrency,
  details_submitted: true,
  email: account.email,
  metadata: {},
  payouts_enabled: true,
  type: 'standard',
})
