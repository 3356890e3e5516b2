import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeBicycleWorkshop } from './fixture/bicycle-workshop.ts'

const scenarios = `
scenarios:
  cancels:
    turns:
      - say: cancel booking B-101
      - say: 'yes'
        expect: { outcome: acted }
  is-refused:
    tags: [refused]
    faults: { cancel_booking: { outcome: refused, code: unknown } }
    turns:
      - say: cancel booking B-101
      - say: 'yes'
        expect: { reply: { contains: "can't find" } }
    expect: { shop: { unchanged: true } }
  loses-the-answer:
    faults: { cancel_booking: unknown }
    turns:
      - say: cancel booking B-101
      - say: 'yes'
        expect: { outcome: handed-off }
    expect: { handoff: { reason: effect-unknown } }
`

let folder = ''
beforeAll(async () => {
  folder = await writeBicycleWorkshop({ 'coverage.yaml': scenarios })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function parley(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const main = join(import.meta.dirname, '../../src/cli/main.ts')
  const env = { ...process.env, PARLEY_CACHE: join(folder, 'cache') }
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [main, ...args], { env })
    return { code: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}

describe('parley flows coverage', () => {
  test('counts what the scenarios reached, and names what they did not, by file and line', async () => {
    const { code, out, err } = await parley('flows', 'coverage', folder, '--json', '--min', '95')
    expect(err).toBe('')
    const report = JSON.parse(out)
    expect(report).toMatchObject({ scenarios: 3, failed: 0, branchCoverage: expect.any(Number) })
    expect(report.stepsReached).toBeLessThan(report.steps)
    const [status, cancel] = report.flows
    // Refused by a fault, done without one: nothing is left to reach.
    expect(cancel).toMatchObject({ flow: 'cancel-booking', stepCoverage: 1, branchCoverage: 1, missed: [] })
    expect(status).toMatchObject({ flow: 'booking-status', stepsReached: 0 })
    expect(status.missed[0]).toMatchObject({ file: 'flows/bookings.yaml', line: expect.any(Number), branch: null })
    expect(code).toBe(1)
  })

  test('a selection of scenarios reaches less, and a page shows what was missed', async () => {
    const page = join(folder, 'out/coverage.html')
    const { code, out } = await parley(
      ...['flows', 'coverage', folder, '--tag', 'refused', '--flow', 'cancel-booking', '--out', page],
    )
    expect(code).toBe(0)
    expect(out).toContain('say: booking-cancelled: never reached')
    expect(out).toContain('do: cancel_booking: never went "ok"')
    expect(out).not.toContain('booking-status')
    const html = await readFile(page, 'utf8')
    expect(html).toContain('class="say missed"')
    expect(html).toContain('class="way missed"')
  })

  test('parley test tells the sum where every scenario was played', async () => {
    const { out } = await parley('test', folder)
    expect(out).toMatch(/3 passed, 0 failed.*\nflows: \d+ of \d+ steps reached/)
  })
})

describe('parley flows lint and graph', () => {
  test('findings with rule, place and remedy; a rule that there is not is told with the nearest', async () => {
    const { code, out } = await parley(
      'flows',
      'lint',
      folder,
      '--rule',
      'wording-missing',
      '--rule',
      'flow-never-started',
      '--json',
    )
    expect(JSON.parse(out)).toMatchObject({ errors: 0, warnings: 0, findings: [] })
    expect(code).toBe(0)
    const unknown = await parley('flows', 'lint', folder, '--rule', 'flow-never-start')
    expect(unknown.code).toBe(1)
    expect(unknown.err).toContain('Did you mean "flow-never-started"?')
  })

  test('--strict fails for warnings, and a reason in a comment lets one pass', async () => {
    const flow = (comment: string) =>
      `flows:\n${comment}  stray:\n    description: Stray\n    steps: [{ say: thanks }]\n`
    await writeFile(join(folder, 'flows/stray.yaml'), flow(''))
    const strict = await parley('flows', 'lint', folder, '--rule', 'flow-never-started', '--strict')
    expect(strict).toMatchObject({
      code: 1,
      out: expect.stringContaining('flows/stray.yaml:2  Nothing starts "stray".'),
    })
    await writeFile(join(folder, 'flows/stray.yaml'), flow('  # lint-ignore flow-never-started: for later\n'))
    const ignored = await parley('flows', 'lint', folder, '--rule', 'flow-never-started', '--strict')
    expect(ignored).toMatchObject({ code: 0, out: expect.stringContaining('(1 let pass by comments)') })
    await rm(join(folder, 'flows/stray.yaml'))
  })

  test('pictures of all flows in a folder, of one as text; a flow that there is not is told', async () => {
    const pictures = join(folder, 'out/pictures')
    await parley('flows', 'graph', folder, '--format', 'svg', '--out', pictures)
    expect(await readFile(join(pictures, 'cancel-booking.svg'), 'utf8')).toContain('do: cancel_booking')
    const text = await parley('flows', 'graph', folder, '--format', 'mermaid', '--flow', 'booking-status')
    expect(text.out).toMatch(/^flowchart TD\n/)
    const unknown = await parley('flows', 'graph', folder, '--flow', 'cancel-bookings')
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('Did you mean "cancel-booking"?') })
  })
})
