import { describe, expect, it } from 'vitest'

import { inScheme } from '../../src/admin/brandPreview/inScheme.ts'
import { typedSettings } from '../../src/admin/brandPreview/typedSettings.ts'
import { accentScale } from '../../src/domain/accent.ts'
import { accentStyle } from '../../src/portal/accentStyle.ts'

describe('a style sheet in the preview', () => {
  it('is what a reader of that scheme sees, whatever the scheme of whoever looks', () => {
    const css = accentStyle('#0f766e')
    const { accent } = accentScale('#0f766e', 'dark')
    expect(inScheme(css, 'dark')).toContain(`@media (min-width:0){:root{--accent:${accent}`)
    expect(inScheme(css, 'light')).toContain(`@media (max-width:0){:root{--accent:${accent}`)
    expect(inScheme('@media (prefers-color-scheme: light) and (width > 9px){}', 'dark')).toBe(
      '@media (max-width:0) and (width > 9px){}',
    )
  })
})

describe('the settings as they are being typed', () => {
  it('are shown as they stand', () => {
    const form = {
      name: ' Lumen ',
      accentColor: '#0F766E',
      currency: 'chf',
      locale: 'de',
      timeZone: 'Europe/Zurich',
      logo: 7,
    }
    expect(typedSettings(form, '#111111')).toMatchObject({
      name: 'Lumen',
      accentColor: '#0f766e',
      currency: 'CHF',
      locale: 'de',
      timeZone: 'Europe/Zurich',
      logo: 7,
      icon: null,
    })
  })

  it('keep the last colour while another is half written, and pass over what can’t be shown yet', () => {
    const form = { accentColor: '#0f7', currency: 'E', locale: 'xx', timeZone: 'Europe/Mad', supportHours: 2, logo: '' }
    expect(typedSettings(form, '#123456')).toMatchObject({
      name: '',
      accentColor: '#123456',
      currency: 'EUR',
      locale: 'en',
      timeZone: 'UTC',
      supportHours: [],
    })
  })
})
