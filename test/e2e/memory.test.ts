import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ProfileView } from '#contracts'
import { buildWeb } from '../../scripts/build-web.ts'
import { type FakeServer, startFakeServer } from '../../web/dev-server/server.ts'
import { lowContrast, unnamedControls } from './accessible.ts'
import { closeBrowser, type OpenedPage, openPage } from './browser.ts'

/** "What we remember" in the widget, against the stand-in server. That the server does what it is told: src/turn/profile/profile.test.ts. */
let server: FakeServer
let opened: OpenedPage | null = null

beforeAll(async () => {
  await buildWeb()
})
beforeEach(async () => {
  server = await startFakeServer()
})
afterEach(async () => {
  await opened?.close()
  opened = null
  await server.close()
})
afterAll(closeBrowser)

const facts: ProfileView['facts'] = [
  {
    fact: 'language',
    label: 'language',
    value: 'German',
    how: 'said',
    at: '2026-10-02T09:00:00Z',
    expiresAt: '2027-10-02T09:00:00Z',
    here: false,
  },
  {
    fact: 'shoe_size',
    label: 'shoe size',
    value: '42',
    how: 'tool',
    at: '2026-11-03T09:00:00Z',
    expiresAt: null,
    here: true,
  },
  {
    fact: 'delivery',
    label: 'delivery',
    value: `With the neighbours at number 12, never in front of the door ${'and please ring twice '.repeat(4)}`,
    how: 'inferred',
    at: '2026-11-03T09:00:00Z',
    expiresAt: '2026-12-03T09:00:00Z',
    here: true,
  },
]
const identity = `x.${Buffer.from(JSON.stringify({ sub: 'C-1', name: 'Ada' })).toString('base64url')}.unsigned`

/** An open chat of a customer, or of a guest. */
async function openChat(customer: boolean, options?: Parameters<typeof openPage>[1]) {
  opened = await openPage(server.url, options)
  const { page } = opened
  const chat = page.locator('parley-chat')
  if (customer) await chat.evaluate((element, token) => element.setAttribute('identity', token), identity)
  await chat.getByRole('button', { name: 'Open chat' }).click()
  await chat.getByRole('log').getByText('How can I help?').waitFor()
  const region = chat.getByRole('region', { name: 'What we remember' })
  return { ...opened, chat, region, button: chat.getByRole('button', { name: 'What we remember' }) }
}
const theOnly = () => {
  const [conversation] = server.conversations.values()
  if (!conversation) throw new Error('no conversation')
  return conversation
}

test('a customer sees what is remembered, deletes one fact, then all, with the keyboard alone', async () => {
  const { page, chat, region, button, complaints } = await openChat(true)
  theOnly().profile = { remembers: 'ask', known: true, consent: true, facts }
  await button.focus()
  await page.keyboard.press('Enter')
  await region.getByText('42').waitFor()
  expect(await region.getByRole('listitem').allInnerTexts()).toMatchObject([
    expect.stringMatching(/Language: German[\s\S]*You told us · .*2026 · kept until .*2027/),
    expect.stringMatching(/Shoe size: 42[\s\S]*From our records/),
    expect.stringContaining('Noticed in the chat'),
  ])
  expect(await chat.getByRole('log').isVisible()).toBe(false)
  await region.getByRole('button', { name: 'Delete: shoe size' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => region.getByRole('listitem').count()).toBe(2)
  const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent ?? null)
  expect(await focused()).toBe('What we remember')
  await region.getByRole('button', { name: 'Delete everything' }).focus()
  await page.keyboard.press('Enter')
  expect(await focused()).toBe('Keep it')
  await page.keyboard.press('Escape')
  expect(await region.getByRole('listitem').count()).toBe(2)
  await region.getByRole('button', { name: 'Delete everything' }).click()
  await region.getByRole('button', { name: 'Yes, delete' }).click()
  await region.getByText('Nothing is remembered about you').waitFor()
  expect(theOnly().profile.facts).toEqual([])
  // Back to the chat, which is still open.
  await page.keyboard.press('Escape')
  expect(await region.isVisible()).toBe(false)
  expect(await chat.getByRole('log').isVisible()).toBe(true)
  expect(complaints).toEqual([])
})

test('the switch says yes and no; a no deletes what was there', async () => {
  const { page, region, button } = await openChat(true)
  theOnly().profile = { remembers: 'ask', known: true, consent: null, facts: [] }
  await button.click()
  const consent = region.getByRole('switch', { name: 'Remember things for next time' })
  await consent.waitFor({ state: 'attached' })
  expect(await consent.isChecked()).toBe(false)
  await consent.focus()
  await page.keyboard.press('Space')
  await expect.poll(() => theOnly().profile.consent).toBe(true)
  theOnly().profile = { ...theOnly().profile, facts }
  await region.getByRole('button', { name: 'Back to the chat' }).click()
  await button.click()
  await region.getByText('42').waitFor()
  await region.getByText('Remember things for next time').click()
  await region.getByText('Nothing is remembered about you').waitFor()
  expect(theOnly().profile).toMatchObject({ consent: false, facts: [] })
})

test('a guest is told why nothing is there; a server that is away can be tried again', async () => {
  const { region, button } = await openChat(false)
  await button.click()
  await region.getByText('We do not know who you are').waitFor()
  expect(await region.getByRole('switch').isVisible()).toBe(false)
  server.misfortune.down = true
  await region.getByRole('button', { name: 'Back to the chat' }).click()
  await button.click()
  await region.getByText('That did not go through').waitFor()
  server.misfortune.down = false
  await region.getByRole('button', { name: 'Try again' }).click()
  await region.getByText('We do not know who you are').waitFor()
})

test.each([
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['a phone', { viewport: { width: 360, height: 640 } }],
] as const)('every control has a name and every text can be read: %s', async (name, options) => {
  const { page, region, button } = await openChat(true, options)
  theOnly().profile = { remembers: 'ask', known: true, consent: true, facts }
  await button.click()
  await region.getByText('42').waitFor()
  await region.getByRole('button', { name: 'Delete everything' }).click()
  const shots = process.env['PARLEY_SHOTS']
  if (shots !== undefined) await page.screenshot({ path: `${shots}/memory-${name.replace(' ', '-')}.png` })
  expect(await unnamedControls(page)).toEqual([])
  expect(await lowContrast(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})
