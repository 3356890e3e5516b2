import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { playScenario } from '#quality/index.ts'
import { timedAssistant } from '#test/server/timed-assistant.ts'
import { loadScenarios, type OpenTheatre, openTheatre } from './theatre.ts'

const scenarios = `scenarios:
  reminded:
    turns:
      - say: please paint it
      - wait: 4m
        expect: { held: true, status: open }
      - wait: 6m
        expect:
          reply: { contains: [are you still there, I will close this soon] }
          commands: time-passed
      - say: blue
        expect: { reply: { contains: paint it blue } }
      - press: 'Yes'
        expect: { reply: { contains: It is blue now } }
  left:
    turns:
      - say: please paint it
      - wait: 20m
        expect: { status: closed, reply: { contains: I will close this soon } }
    expect: { status: closed, outcome: asked }
  promised:
    turns:
      - say: please remind me
      - wait: 3d
        expect: { reply: { contains: Here is your reminder } }
    expect: { replies: { contain: [I will do that tomorrow, Here is your reminder] } }
  in-order:
    turns:
      - say: wait until it is dry
      - wait: 1h
        expect: { reply: { matches: 'It has dried', not_contains: reminder } }
  expects-too-much:
    turns:
      - say: please paint it
      - wait: 1m
        expect: { reply: { contains: are you still there } }
`

let folder: string
let theatre: OpenTheatre
beforeAll(async () => {
  folder = await timedAssistant({ 'scenarios/time.yaml': scenarios })
  const { files } = await loadScenarios(folder)
  theatre = await openTheatre({
    assistantFolder: folder,
    environment: { PARLEY_CACHE: `${folder}/.cache` },
    files,
  })
}, 60_000)
afterAll(async () => {
  await theatre.close()
  await rm(folder, { recursive: true, force: true })
})

describe('time in scenarios', () => {
  test('what is due while it passes comes at its time and in order, and can be expected', async () => {
    const { scenarios: loaded } = await loadScenarios(folder)
    for (const scenario of loaded) {
      const { failures, transcript } = await playScenario(scenario, theatre)
      if (scenario.name === 'expects-too-much')
        expect(failures).toMatchObject([{ expectation: 'reply.contains', got: '(silence)' }])
      else expect({ scenario: scenario.name, failures, transcript }).toMatchObject({ failures: [] })
    }
    expect(loaded).toHaveLength(5)
  })
})
