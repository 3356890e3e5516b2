import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
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

/** A process of its own, milliseconds. */
const withinMs = 60_000

test(
  'a project becomes a folder that loads, with its scenarios and a report',
  async () => {
    const out = join(project, 'made')
    const main = join(import.meta.dirname, '../main.ts')
    const args = [main, 'import', 'rasa', project, '--out', out, '--json']
    const { stdout } = await promisify(execFile)(process.execPath, args)
    const report = JSON.parse(stdout)
    expect(report).toMatchObject({ flows: 4, tools: 2, scenarios: 2, problems: [] })
    expect(report.notCarriedOver[0]).toMatchObject({ file: 'data/rules.yml', line: 17, todo: expect.any(String) })
    expect((await loadScenarios(out)).scenarios.map(({ name }) => name)).toEqual(['orders-and-fetches', 'asks-when'])
    const written = await readFile(join(out, 'import-report.md'), 'utf8')
    expect(written).toContain('## Could not be carried over (')
    expect(written).toContain('| data/flows.yml:78 | the flow pattern_completed |')
  },
  withinMs,
)
