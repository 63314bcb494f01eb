import { describe, expect, it } from 'vitest'

import { keyProblem, modeOf, splitSecrets } from '../../src/stripe/keyFormat.ts'

const keys = {
  secret: 'sk_test_51Abcdefgh',
  restricted: 'rk_live_51Abcdefgh',
  publishable: 'pk_live_51Abcdefgh',
  webhook: 'whsec_abc+def/ghi=',
}

describe('a key that is pasted', () => {
  it('is taken in its own field', () => {
    expect(keyProblem('secret', keys.secret)).toBeNull()
    expect(keyProblem('secret', keys.restricted)).toBeNull()
    expect(keyProblem('publishable', keys.publishable)).toBeNull()
    expect(keyProblem('webhook', keys.webhook)).toBeNull()
    expect(keyProblem('webhook', `${keys.webhook}, whsec_another1`)).toBeNull()
  })

  it('is named where it stands in another one’s field', () => {
    expect(keyProblem('publishable', keys.secret)).toBe('isStripeSecretKey')
    expect(keyProblem('publishable', keys.restricted)).toBe('isStripeSecretKey')
    expect(keyProblem('secret', keys.publishable)).toBe('isStripePublishableKey')
    expect(keyProblem('secret', keys.webhook)).toBe('isStripeWebhookSecret')
    expect(keyProblem('webhook', `${keys.webhook},${keys.secret}`)).toBe('isStripeSecretKey')
  })

  it('is asked for where it is none', () => {
    for (const text of [
      'hello',
      'sk_test_',
      'sk_prod_51Abcdefgh',
      `${keys.secret} x`,
      `x${keys.secret}`,
      'sk_test_…',
    ]) {
      expect(keyProblem('secret', text), text).toBe('stripeSecretKey')
    }
    expect(keyProblem('publishable', 'pk_test_short')).toBe('stripePublishableKey')
    expect(keyProblem('webhook', ' , ')).toBe('stripeWebhookSecret')
  })

  it('says whether it is for testing or for real money', () => {
    expect([keys.secret, keys.restricted, keys.publishable].map(modeOf)).toEqual(['test', 'live', 'live'])
    expect(['', null, undefined, 'whsec_live_1', 'sk_prod_1'].map(modeOf)).toEqual([null, null, null, null, null])
  })

  it('may stand beside another one while it is rotated', () => {
    expect(splitSecrets(' whsec_a , whsec_b,,')).toEqual(['whsec_a', 'whsec_b'])
    expect(splitSecrets(null)).toEqual([])
  })
})
