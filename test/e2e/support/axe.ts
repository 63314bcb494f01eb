import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** What Lighthouse asks for beyond those, of whole pages: most of it is axe's own advice, some is off by default. */
const ADVICE = ['best-practice']
const MORE_RULES = [
  'label-content-name-mismatch',
  'td-has-header',
  'table-fake-caption',
  'identical-links-same-purpose',
]

/**
 * Nothing excluded, nothing accepted; frames are looked into. In the admin `within` names what is ours: around it stands
 * Payload's own page.
 */
export const expectNoViolations = async (page: Page, where: string, within?: string): Promise<void> => {
  const more = Object.fromEntries(MORE_RULES.map((id) => [id, { enabled: true }]))
  const told = { resultTypes: ['violations' as const] }
  const builder = within
    ? new AxeBuilder({ page }).options(told).withTags(TAGS).include(within)
    : new AxeBuilder({ page }).options({ ...told, rules: more }).withTags([...TAGS, ...ADVICE])
  // Without frames there is nothing to gather: that needs a page of its own.
  builder.setLegacyMode(page.frames().length === 1)
  const { violations } = await builder.analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  expect(found, where).toEqual([])
}
