import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * Nothing excluded, nothing accepted; frames are looked into. In the admin `within` names what is ours: around it stands
 * Payload's own page.
 */
export const expectNoViolations = async (page: Page, where: string, within?: string): Promise<void> => {
  const builder = new AxeBuilder({ page }).withTags(TAGS)
  const { violations } = await (within ? builder.include(within) : builder).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  expect(found, where).toEqual([])
}
