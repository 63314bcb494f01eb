import { describe, expect, it } from 'vitest'

import { accentStyle } from '../../src/portal/accentStyle.ts'
import { outcomeOf, portalTexts } from '../../src/portal/frame.ts'
import { parseRoute } from '../../src/portal/route.ts'
import { autoPostScript, seenScript } from '../../src/portal/scripts.ts'

const texts = portalTexts('en', 'formal')

describe('what a page says about the last action', () => {
  it('is nothing without an outcome in its address', () => {
    expect(outcomeOf({ page: '2' }, texts)).toBeNull()
  })

  it('is a success, or a failure with its code and field', () => {
    expect(outcomeOf({ saved: '1' }, texts)).toEqual({ kind: 'done', text: texts.notices.saved })
    expect(outcomeOf({ error: 'bad-details', field: 'country' }, texts)).toMatchObject({
      kind: 'failed',
      field: 'country',
    })
  })

  it.each(['no-such-code', 'toString', '__proto__', '<script>'])('is general words for the code %s', (error) => {
    expect(outcomeOf({ error }, texts)).toMatchObject({ code: 'unknown', text: texts.errors.unknown })
  })
})

describe('Spanish', () => {
  it('says usted unless the business says tú', () => {
    expect(portalTexts('es', 'formal').statement.nothing).toBe('No debe nada. Gracias.')
    expect(portalTexts('es', 'familiar').statement.nothing).toBe('No debes nada. Gracias.')
    expect(portalTexts('en', 'familiar')).toBe(portalTexts('en', 'formal'))
  })
})

describe('an address under the mount', () => {
  it.each([
    [[], { page: 'statement' }],
    [['invoices'], { page: 'invoices' }],
    [['invoices', '12'], { page: 'invoice', id: '12' }],
    [['enter', 'abc'], { page: 'enter', token: 'abc' }],
    [['sign-in'], { page: 'sign-in' }],
    [['enter'], { page: 'unknown' }],
    [['invoices', '12', 'pdf'], { page: 'unknown' }],
    [['unknown'], { page: 'unknown' }],
  ])('%j is a page', (segments, route) => {
    expect(parseRoute(segments)).toEqual(route)
  })
})

describe('what is written into the page', () => {
  it('lets no setting leave the style sheet', () => {
    const style = accentStyle('red;}</style><script>alert(1)</script>')
    expect(style).not.toContain('<')
    expect(style).toContain('--accent:#')
    expect(style).toContain('--accent-on-accent:#')
  })

  it('lets no value leave its script', () => {
    expect(seenScript('/api/seen', '</script><script>')).not.toContain('</script>')
    expect(autoPostScript('</script>')).not.toContain('</script>')
  })
})
