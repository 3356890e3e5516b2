import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const main = join(import.meta.dirname, '../main.ts')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-prompts-'))
  await mkdir(join(folder, 'prompts'))
  await writeFile(join(folder, 'assistant.yaml'), 'name: Tiny\nlanguages: [en]\n')
  await writeFile(join(folder, 'prompts/phrase.md'), '---\ntemperature: 0.6\n---\nSay it like {company}.\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What the command wrote, and whether it ended well. */
async function prompts(...args: string[]): Promise<{ out: string; failed: boolean }> {
  try {
    const { stdout } = await run(process.execPath, [main, 'models', 'prompts', folder, ...args])
    return { out: stdout, failed: false }
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    return { out: stdout + stderr, failed: true }
  }
}

test('models prompts shows which prompt each role has, and one as a file of one’s own', async () => {
  const { prompts: all } = JSON.parse((await prompts('--json')).out) as { prompts: { role: string; from: string }[] }
  expect(all).toHaveLength(7)
  expect(all.find(({ role }) => role === 'phrase')?.from).toBe('prompts/phrase.md')
  expect(all.find(({ role }) => role === 'judge')?.from).toBe('built-in')
  expect((await prompts('--role', 'phrase')).out).toBe('---\ntemperature: 0.6\n---\nSay it like {company}.\n')
})

test('models prompts tells what is wrong with a prompt, by file and line', async () => {
  await writeFile(join(folder, 'prompts/translate.md'), 'From {from} to {too}.\n')
  const { out, failed } = await prompts('--json')
  expect(failed).toBe(true)
  expect(out).toContain('prompts/translate.md:1 {too} is not a placeholder')
  expect(out).toContain('Did you mean \\"to\\"?')
})
