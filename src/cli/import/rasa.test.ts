import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadScenarios } from '#compose/theatre.ts'
import { gardenCentre, writeProject } from '#migration/rasa-project.fixture.ts'

let project = ''
beforeAll(async () => {
  project = await writeProject(gardenCentre)
})
afterAll(() => rm(project, { recursive: true, force: true }))

async function parley(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const main = join(import.meta.dirname, '../main.ts')
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [main, 'import', 'rasa', ...args])
    return { code: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}

test('a project becomes a folder that loads, with its scenarios and a report', async () => {
  const out = join(project, 'made')
  const { code, out: printed } = await parley(project, '--out', out, '--json')
  const report = JSON.parse(printed)
  expect(report).toMatchObject({ flows: 4, tools: 2, scenarios: 2, problems: [] })
  expect(code).toBe(0)
  expect(report.notCarriedOver[0]).toMatchObject({ file: 'data/rules.yml', line: 17, todo: expect.any(String) })
  expect((await loadScenarios(out)).scenarios.map(({ name }) => name)).toEqual(['orders-and-fetches', 'asks-when'])
  const written = await readFile(join(out, 'import-report.md'), 'utf8')
  expect(written).toContain('## Could not be carried over (')
  expect(written).toContain('| data/flows.yml:78 | the flow pattern_completed |')
})

test('a folder that is not empty is left alone without --force', async () => {
  const out = join(project, 'taken')
  await parley(project, '--out', out)
  await writeFile(join(out, 'assistant.yaml'), 'name: Mine\nlanguages: [en]\n')
  const again = await parley(join(project, 'data'), join(project, 'domain.yml'), '--out', out)
  expect(again.code).toBe(1)
  expect(again.err).toContain('authoring.exists')
  expect(await readFile(join(out, 'assistant.yaml'), 'utf8')).toContain('Mine')
  const forced = await parley(join(project, 'data'), join(project, 'domain.yml'), '--out', out, '--force')
  expect(forced.out).toContain('4 flows')
})
