import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { repliesIn } from './replies-in.ts'

const main = join(import.meta.dirname, '../main.ts')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-style-'))
  await mkdir(join(folder, 'responses'))
  await writeFile(
    join(folder, 'assistant.yaml'),
    'name: Tiny\nlanguages: [en]\nencoder: none\npersonality: { preset: formal, channels: { voice: { preset: concise } } }\n',
  )
  await writeFile(
    join(folder, 'responses/a.yaml'),
    'responses:\n  hello: "Hi {customer.name|or:there}! It\'s good to see you."\n  late: "Order {number} isn\'t there yet."\n',
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function parley(...args: string[]): Promise<{ code: number | null; out: string; error: string }> {
  const child = spawn(process.execPath, [main, 'style', ...args], { env: { ...process.env, NO_COLOR: '1' } })
  let [out, error] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text))
  const code = await new Promise<number | null>((resolve) => void child.on('close', resolve))
  return { code, out, error }
}

describe('parley style', () => {
  test('preview shows wordings before and after, side by side, with what is measured', async () => {
    const { code, out } = await parley('preview', folder, '--limit', '50')
    expect(code).toBe(0)
    expect(out).toMatch(/contraction +[━─┃]{20}/)
    expect(out).toMatch(/Order \{number\} isn't there yet\. +│ Order \{number\} is not there yet\./)
  })

  test('preview takes presets, single dimensions, moods and channels, as JSON too', async () => {
    const { out } = await parley(
      'preview',
      folder,
      '--preset',
      'friendly:3',
      '--preset',
      'formal:1',
      '--set',
      'empathy=1',
      '--mood',
      'angry',
      '--channel',
      'voice',
      '--json',
    )
    const { style, changed, shown } = JSON.parse(out)
    expect(style.empathy).toBe(0.85)
    expect(style.verbosity).toBe(0)
    expect(changed).toBeGreaterThan(0)
    expect(shown[0]).toMatchObject({ response: expect.any(String), applied: expect.any(Array) })
  })

  test('a misspelt preset or dimension is told with the nearest name', async () => {
    const { code, error } = await parley('preview', folder, '--preset', 'frendly')
    expect(code).toBe(1)
    expect(error).toContain('Did you mean "friendly"?')
    expect((await parley('preview', folder, '--set', 'warmht=1')).error).toContain('Did you mean "warmth"?')
  })

  test('check tells what is missed in replies that were given, and --strict makes it the exit code', async () => {
    const [now, before] = [join(folder, 'now.jsonl'), join(folder, 'before.txt')]
    const casual = "Hi! It's all good, I've got it, and we're nearly there. Don't you worry, it's on its way!"
    const stiff = 'The order has been sent. It is not possible to change it now. It will arrive on Monday.'
    await writeFile(
      now,
      Array.from({ length: 40 }, () => JSON.stringify({ role: 'assistant', content: casual })).join('\n'),
    )
    await writeFile(before, Array.from({ length: 40 }, () => stiff).join('\n'))
    const { code, out } = await parley('check', folder, '--replies', now, '--before', before, '--strict', '--json')
    expect(code).toBe(1)
    const { source, dimensions, drift } = JSON.parse(out)
    expect(source).toBe('replies')
    const verdict = (name: string) =>
      dimensions.find(({ dimension }: { dimension: string }) => dimension === name).verdict
    expect([verdict('contraction'), verdict('exclamation')]).toEqual(['too-high', 'too-high'])
    expect(
      drift
        .filter(({ isDrift }: { isDrift: boolean }) => isDrift)
        .map(({ dimension }: { dimension: string }) => dimension),
    ).toContain('contraction')
  })

  test("guide writes a page with do and don't from the wordings", async () => {
    const out = join(folder, 'guide.html')
    expect((await parley('guide', folder, '--out', out)).code).toBe(0)
    const page = await readFile(out, 'utf8')
    expect(page).toContain('How Tiny speaks')
    expect(page).toMatch(/✓ [^<]* not [^<]*<\/p><p class="no">✗ [^<]*n&#39;t /)
    expect((await parley('guide', folder, '--out', join(folder, 'guide.doc'))).error).toContain('neither .md nor .html')
  })
})

describe('replies of a file', () => {
  const cases: [what: string, text: string, replies: string[]][] = [
    ['one a line', 'Hello.\n\nBye.\n', ['Hello.', 'Bye.']],
    ['JSON Lines with a reply each', '{"reply":"Hello."}\n{"text":"Bye."}', ['Hello.', 'Bye.']],
    [
      'messages that name who wrote them',
      '[{"role":"user","content":"hi"},{"role":"assistant","content":"Hello."},{"from":"agent","text":"It is me."}]',
      ['Hello.'],
    ],
    [
      'events of conversations',
      JSON.stringify({
        events: [
          { kind: 'message-received', personal: { text: 'hi' } },
          {
            kind: 'turn-recorded',
            personal: {
              reply: {
                parts: [
                  { kind: 'text', text: 'Hello.' },
                  { kind: 'text', text: 'Well?' },
                ],
              },
            },
          },
          { kind: 'agent-replied', personal: { text: 'It is me.' } },
        ],
      }),
      ['Hello.\nWell?'],
    ],
    ['nothing', '', []],
  ]
  for (const [what, text, replies] of cases) test(what, () => expect(repliesIn(text)).toEqual(replies))
})
