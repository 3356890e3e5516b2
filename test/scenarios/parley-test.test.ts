import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeBicycleWorkshop } from './fixture/bicycle-workshop.ts'

const scenarios = `
scenarios:
  cancels:
    goal: Ada cancels her repair.
    customer: C-1
    opening: [hello, I want to cancel my appointment]
    answers: { booking number: it is B-101, confirm: yes please, anything else: no thanks }
    expect:
      outcome: acted
      tools: { called: [{ tool: cancel_booking, with: { booking: B-101 }, outcome: ok }] }
      shop: [{ booking: B-101, field: state, equals: cancelled }]
  only-asks:
    tags: [reading]
    opening: is my bike ready
    answers: { booking: B-101 }
    expect: { outcome: answered, shop: { unchanged: true }, replies: { contain: in repair } }
  waits-for-a-person:
    turns:
      - say: I want to talk to a person
        expect: { outcome: handed-off, status: waiting }
      - say: hello
        expect: { outcome: held, held: false, reply: { quick_replies: [Go on with the assistant] } }
      - agent: take
      - say: hello
        expect: { held: true, status: taken }
      - agent: { reply: Hi, this is Robin }
      - agent: resolve
      - wait: 2d
      - say: is my bike ready
        expect: { flow: booking-status, status: open }
    expect: { handoff: { reason: asked, open: true } }
  comes-back-after-an-hour:
    turns:
      - say: cancel booking B-101
        expect: { flow: cancel-booking, slots: { booking_number: B-101 } }
      - wait: 1h
      - say: 'yes'
        expect: { outcome: acted }
  at-night:
    at: 2026-11-21T03:00:00Z
    turns:
      - say: I want to talk to a person
        expect: { reply: { contains: handoff.closed } }
    expect: { handoff: { open: false } }
  fails:
    tags: [wrong]
    turns:
      - say: cancel booking B-202
        expect: { outcome: acted }
`.replace('{ reply: Hi, this is Robin }', '{ reply: "Hi, this is Robin" }')

let folder = ''
beforeAll(async () => {
  folder = await writeBicycleWorkshop({ 'workshop.yaml': scenarios })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function parley(
  command: 'test' | 'play',
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const main = join(import.meta.dirname, '../../src/cli/main.ts')
  const environment = { ...process.env, PARLEY_CACHE: join(folder, 'cache') }
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [main, command, ...args], {
      env: environment,
    })
    return { code: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}

describe('parley test', () => {
  test('plays every scenario of a folder, its back end included, and prints one JSON object', async () => {
    const { code, out } = await parley('test', folder, '--json')
    const report = JSON.parse(out)
    expect(report).toMatchObject({ passed: 5, failed: 1, skipped: 0 })
    expect(report.failures).toHaveLength(1)
    expect(report.failures[0]).toMatchObject({
      scenario: 'fails',
      turn: 1,
      expectation: 'outcome',
      expected: 'acted',
      got: 'asked',
      transcript: [
        { from: 'assistant', text: '(greeting)' },
        { from: 'customer', text: 'cancel booking B-202', turn: 1 },
        { from: 'assistant', text: 'Shall I cancel booking B-202?', turn: 1, buttons: ['Yes', 'No'], outcome: 'asked' },
      ],
    })
    expect(code).toBe(1)
  })

  test('plays those of a tag or name, and tells people what went wrong', async () => {
    const passed = await parley('test', folder, '--tag', 'reading')
    expect(passed).toMatchObject({ code: 0, out: expect.stringContaining('1 passed, 0 failed, 5 not run') })
    const failed = await parley('test', folder, '--only', '/^fails$/')
    expect(failed.code).toBe(1)
    expect(failed.out).toContain('turn 1, outcome\n    expected  acted\n    got       asked')
    expect(failed.out).toContain('› cancel booking B-202')
  })

  test('a mistake in a file is told with its line and what may have been meant', async () => {
    await writeFile(
      join(folder, 'scenarios/mistake.yaml'),
      'scenarios:\n  x:\n    turns:\n      - say: a\n        expect: { intent: bookings/cancle }\n',
    )
    const { code, err } = await parley('test', folder)
    await rm(join(folder, 'scenarios/mistake.yaml'))
    expect(code).toBe(1)
    expect(err).toContain(
      'scenarios/mistake.yaml:5:27 There is no intent "bookings/cancle". Did you mean "bookings/cancel"?',
    )
  })

  test('no scenario of that name is told, not passed over', async () => {
    const { code, err } = await parley('test', folder, '--only', 'nothing-like-it')
    expect(code).toBe(1)
    expect(err).toContain('no scenario has that name or tag')
  })
})

describe('parley play', () => {
  test('lets somebody be a customer, and tells what became of it behind the tools', async () => {
    const { code, out } = await parley(
      'play',
      folder,
      ...['--customer', 'C-1', '-m', 'cancel booking B-101', '/changes', '1', '/wait 1h', '/unknown', '--json'],
    )
    expect(code).toBe(0)
    const { transcript, changes } = JSON.parse(out)
    expect(transcript).toMatchObject([
      { from: 'assistant', text: '(greeting)' },
      { from: 'customer', text: 'cancel booking B-101', turn: 1 },
      { from: 'assistant', text: 'Shall I cancel booking B-101?', turn: 1, buttons: ['Yes', 'No'] },
      { from: 'customer', text: 'Yes', turn: 2 },
      { from: 'assistant', outcome: 'acted', turn: 2 },
      { from: 'time', text: '1h' },
    ])
    expect(changes).toEqual([expect.stringMatching(/^bookings B-101: state in repair → cancelled$/)])
  })

  test('a customer whom the back end does not have is told', async () => {
    const { code, err } = await parley('play', folder, '--customer', 'C-404', '-m', 'hello')
    expect(code).toBe(1)
    expect(err).toContain('the back end has no customer C-404')
  })
})
