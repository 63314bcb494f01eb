/** What the page and the element's frame say to each other. */
export interface Appearance {
  theme?: string
  variables?: Record<string, string>
  labels?: string
}

export interface ElementsOptions {
  clientSecret?: string
  customerSessionClientSecret?: string
  appearance?: Appearance
  locale?: string
  mode?: string
  currency?: string
  amount?: number
}

export interface PaymentElementOptions {
  defaultValues?: { billingDetails?: BillingDetails }
  fields?: {
    billingDetails?: 'auto' | 'never' | { address?: 'auto' | 'never' | Record<string, string>; [name: string]: unknown }
  }
  readOnly?: boolean
  [name: string]: unknown
}

export interface BillingDetails {
  name?: string
  email?: string
  phone?: string
  address?: Record<string, string>
}

export interface ConfirmParams {
  return_url?: string
  receipt_email?: string
  payment_method?: string
  payment_method_data?: { billing_details?: BillingDetails }
  [name: string]: unknown
}

export interface StripeJsError {
  type: string
  message: string
  code?: string
  decline_code?: string
  param?: string
  payment_intent?: PaymentIntentSeen
}

export interface PaymentIntentSeen {
  id: string
  status: string
  client_secret: string
  last_payment_error: StripeJsError | null
  next_action: {
    type: string
    redirect_to_url?: { url: string }
    use_stripe_sdk?: { stripe_js: string }
  } | null
  [name: string]: unknown
}

export interface ConfirmResult {
  paymentIntent?: PaymentIntentSeen
  error?: StripeJsError
}

/** From the page to the frame; `id` is answered. */
export type ToFrame =
  | { kind: 'options'; key: string; elements: ElementsOptions; payment: PaymentElementOptions }
  | { kind: 'refresh'; id: number }
  | { kind: 'submit'; id: number }
  | { kind: 'confirm'; id: number; clientSecret: string; params: ConfirmParams }
  | { kind: 'focus' | 'blur' | 'clear' | 'collapse' }

/** From the frame to the page. */
export type FromFrame =
  | { kind: 'started' }
  | { kind: 'answer'; id: number; result: ConfirmResult & { selectedPaymentMethod?: string } }
  | { kind: 'height'; height: number }
  | { kind: 'ready' | 'focus' | 'blur' | 'escape' | 'loaderstart' }
  | { kind: 'change'; empty: boolean; complete: boolean; type: string }
  | { kind: 'loaderror'; error: StripeJsError }
