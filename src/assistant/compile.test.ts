import { rm } from 'node:fs/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { problemText } from '#domain/problem.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'
import { toolSet } from '#tools/index.ts'
import { compileAssistant } from './compile.ts'
import { plainWorkshop } from './making/workshop.fixture.ts'
import { readAssistantFolder } from './source.ts'

const made: string[] = []
afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true })
})

/** The small assistant of the tests with some files changed, compiled. */
async function compiled(changes: Record<string, string> = {}) {
  const folder = await tinyAssistant(changes)
  made.push(folder)
  return compileAssistant(await readAssistantFolder(folder), toolSet([]), plainWorkshop)
}
const problemsOf = async (changes: Record<string, string>) => (await compiled(changes)).problems.map(problemText)
const intent = (examples: string, more = '') => `intents:\n  tidy:${more}\n    examples: [${examples}]\n`
const enough = 'tidy my house, clean up please, can you tidy, sweep the floor, do the dishes'

describe('an assistant folder is checked as a whole', () => {
  test('what is right has no problem', async () => {
    expect(await problemsOf({})).toEqual([])
  })

  test('a mistake in assistant.yaml is told as one, and not again by every flow that needs what it names', async () => {
    const needy =
      'flows:\n  tidy:\n    description: Tidies\n    intents: [tidy]\n    needs: verified\n    steps: [{ end: resolved }]\n'
    const changes = { 'intents/tidy.yaml': intent(enough), 'flows/tidy.yaml': needy }
    expect(await problemsOf(changes)).toEqual([expect.stringContaining('no verification flow') as string])
    const wrong = { 'assistant.yaml': 'name: Tiny\nlanguages: [en]\nverificaton: tidy\n' }
    expect(await problemsOf({ ...changes, ...wrong })).toEqual([
      expect.stringMatching(/assistant\.yaml:3:1 .*verificaton.*Did you mean "verification"/) as string,
    ])
  })

  test.each([
    [
      'an example that marks an unknown entity',
      intent(`'a [red](color) house', ${enough}`),
      /no entity "color".*"colour"/,
    ],
    ['an example with a broken mark', intent(`'a [red](colour house', ${enough}`), /In an example of "tidy"/],
    ['too few examples', intent('tidy my house'), /1 example\(s\).*hardly be recognised/],
    [
      'an intent that speaks without a wording',
      intent(enough, '\n    command: small-talk'),
      /response "tidy" has no wording/,
    ],
    ['an intent of another file again', 'intents:\n  paint: { examples: [paint it] }\n', /two intents named "paint"/],
    ['an unknown key', intent(enough, '\n    comand: affirm'), /comand.*Did you mean "command"/],
  ])('%s', async (_name, text, message) => {
    expect((await problemsOf({ 'intents/tidy.yaml': text })).join('\n')).toMatch(message)
  })
})

describe('parts of a release', () => {
  const hashes = async (changes: Record<string, string> = {}) =>
    Object.fromEntries(Object.entries((await compiled(changes)).parts).map(([name, { hash }]) => [name, hash]))
  const changed = async (changes: Record<string, string>) => {
    const [before, after] = [await hashes(), await hashes(changes)]
    return Object.keys(before).filter((name) => before[name] !== after[name])
  }

  test('the same folder makes the same parts', async () => {
    expect(await changed({})).toEqual([])
  })

  test('an article makes new knowledge, and a wording new responses, and neither another flow model', async () => {
    expect(await changed({ 'knowledge/brushes.md': '# Brushes\n\nWe use brushes of hog hair.\n' })).not.toContain(
      'flows',
    )
    expect(await changed({ 'responses/more.yaml': 'responses:\n  more: More.\n' })).not.toContain('understanding')
  })

  test('what is trained is made anew for what it is trained on, not for a setting or the date of an article', async () => {
    const settings = await changed({ 'assistant.yaml': 'name: Tiny\nlanguages: [en]\nthresholds: { accept: 0.7 }\n' })
    expect(settings).toContain('config')
    expect(settings).not.toContain('understanding')
    expect(settings).not.toContain('knowledge')
    const dated = { 'knowledge/drying.md': '---\ntitle: Drying\nupdated: 2026-01-01\n---\nPaint dries.\n' }
    const redated = { 'knowledge/drying.md': dated['knowledge/drying.md'].replace('2026-01-01', '2026-02-02') }
    const [before, after] = [await hashes(dated), await hashes(redated)]
    expect(before['understanding']).toBe(after['understanding'])
    expect(before['knowledge']).not.toBe(after['knowledge'])
    expect(await changed({ 'assistant.yaml': 'name: Tiny\nlanguages: [en, de]\n' })).toContain('understanding')
  })
})
