import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type MigratedAssistant, migrateRasa, writeMigration } from './import-rasa.ts'
import { gardenCentre, writeProject } from './rasa-project.fixture.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

async function migrated(files: Record<string, string>): Promise<MigratedAssistant> {
  const folder = await writeProject(files)
  folders.push(folder)
  return migrateRasa([folder], { from: 'a project', today: '2026-11-20' })
}

const yaml = ({ files }: MigratedAssistant, file: string) => parse(files.get(file) ?? '')
const flowsOf = (assistant: MigratedAssistant) => yaml(assistant, 'flows/flows.yaml').flows
const told = ({ notes }: MigratedAssistant, fate: string): string[] =>
  notes.filter((note) => note.fate === fate).map(({ file, line, what, how }) => `${file}:${line} ${what}: ${how}`)

/** A flow of these steps, with slots a, b (texts), n (number) and ok (yes or no). */
const project = (steps: string, more = '') => ({
  'flows.yml': `flows:\n  one:\n    description: does one thing\n    steps:\n${steps.replace(/^/gm, '      ')}\n${more}`,
  'domain.yml': `
slots:
  a: { type: text, mappings: [{ type: from_llm }] }
  b: { type: text, mappings: [{ type: from_llm }] }
  n: { type: float, mappings: [{ type: from_llm }] }
  ok: { type: bool, mappings: [{ type: from_llm }] }
responses:
  utter_ask_a: [{ text: A? }]
  utter_ask_b: [{ text: B? }]
  utter_ask_n: [{ text: N? }]
  utter_ask_ok: [{ text: OK? }]
  utter_x: [{ text: X. }]
  utter_y: [{ text: Y. }]
`,
})
const stepsOf = async (steps: string, more = '') => flowsOf(await migrated(project(steps, more))).one.steps

describe('flows', () => {
  test('questions, wordings, actions and calls in their order', async () => {
    const assistant = await migrated(gardenCentre)
    const { 'order-plants': order, 'find-address': address } = flowsOf(assistant)
    expect(order.intents).toEqual(['order-plants'])
    expect(order.slots.plant).toEqual({ type: 'plant', ask: 'ask-plant' })
    expect(order.slots.plant_count.validate).toEqual([
      { if: 'not (plant_count < 1 or plant_count > 50)', else: 'invalid-count' },
    ])
    expect(order.slots.delivery.choices).toEqual([
      { value: 'home', label: 'To my home' },
      { value: 'shop', label: 'In the shop' },
    ])
    expect(order.steps.slice(2, 5)).toEqual([
      { call: 'check_stock', with: expect.objectContaining({ plant: 'plant' }), save: 'check_stock_result' },
      { set: { in_stock: 'check_stock_result.in_stock' } },
      // A jump back to a question asks it again; what comes after the branch stands after it.
      {
        if: 'not in_stock',
        // biome-ignore lint/suspicious/noThenProperty: a key of the flow language
        then: [{ say: 'out-of-stock' }, { set: { plant_count: null } }, { ask_again: 'plant_count' }],
      },
    ])
    // Asked for a yes before anything is done: the engine knows what a yes is for.
    expect(order.steps).toContainEqual({
      confirm: 'ask-order-confirmed',
      on_deny: [{ set: { order_confirmed: false } }],
    })
    expect(address.intents).toBeUndefined()
    expect(address.slots.town).toEqual({ type: 'text', ask: 'which-town', from: "'Springfield'" })
  })

  test('what several branches lead to is written once, after them', async () => {
    const steps = `
- collect: a
  next:
    - if: slots.a = 'x'
      then: say_x
    - else: say_y
- id: say_x
  action: utter_x
  next: join
- id: say_y
  action: utter_y
  next: join
- id: join
  collect: b`
    expect(await stepsOf(steps)).toEqual([
      { collect: 'a' },
      // biome-ignore lint/suspicious/noThenProperty: a key of the flow language
      { if: "a == 'x'", then: [{ say: 'x' }], else: [{ say: 'y' }] },
      { collect: 'b' },
    ])
  })

  test('a jump back to something that is no question goes on to the next question', async () => {
    const assistant = await migrated(
      project(`
- id: top
  action: utter_x
- collect: a
  next:
    - if: slots.a = 'again'
      then: top
    - else: END`),
    )
    expect(flowsOf(assistant).one.steps).toEqual([
      { say: 'x' },
      { collect: 'a' },
      // biome-ignore lint/suspicious/noThenProperty: a key of the flow language
      { if: "a == 'again'", then: [{ ask_again: 'a' }] },
    ])
    expect(told(assistant, 'changed')).toContainEqual(expect.stringContaining('goes back to the question for a'))
  })

  test('a loop without a question hands over to a person and is told', async () => {
    const assistant = await migrated(project('- { id: top, action: utter_x, next: top }'))
    expect(flowsOf(assistant).one.steps).toEqual([{ say: 'x' }, { 'hand-off': 'support' }])
    expect(told(assistant, 'lost')).toContainEqual(expect.stringContaining('flows go back only to questions'))
  })

  test('links, hand-overs and the end', async () => {
    const steps = `
- collect: a
  next:
    - if: slots.a = 'x'
      then: [{ link: two }]
    - if: slots.a = 'y'
      then: [{ link: pattern_human_handoff }]
    - if: slots.a = 'z'
      then: [{ link: nowhere }]
    - else: END`
    const more = '  two: { description: two, steps: [{ call: one }, { link: one }] }'
    expect((await stepsOf(steps, more))[1]).toMatchObject({
      // biome-ignore lint/suspicious/noThenProperty: a key of the flow language
      then: [{ link: 'two' }],
      // biome-ignore lint/suspicious/noThenProperty: a key of the flow language
      elif: [{ then: [{ 'hand-off': 'support' }] }, { then: [{ end: 'resolved' }] }],
    })
  })

  test('flows that lead to one another in a circle are read to an end', async () => {
    const assistant = await migrated(
      project(
        '- link: two',
        '  two: { description: two, steps: [{ call: three }, { link: one }] }\n  three: { description: three, steps: [{ call: two }] }',
      ),
    )
    expect(flowsOf(assistant).three.steps).toEqual([{ link: 'two', return: true }])
  })

  test('branches that meet nowhere do not grow without bound', async () => {
    const fork = (index: number) => `
- id: s${index}
  collect: a
  next:
    - if: slots.a = 'x'
      then: [{ action: utter_x, next: s${index + 1} }]
    - if: slots.a = 'y'
      then: s${index + 2}
    - else: [{ action: utter_y, next: s${index + 3} }]`
    const steps = Array.from({ length: 60 }, (_, index) => fork(index)).join('')
    const assistant = await migrated(
      project(`${steps}\n- id: s60\n  action: utter_x\n- id: s61\n  action: utter_x\n- id: s62\n  action: utter_y`),
    )
    expect((assistant.files.get('flows/flows.yaml') ?? '').length).toBeLessThan(500_000)
  })

  test('conditions, steps and keys that have no counterpart are told at their lines', async () => {
    const lost = told(await migrated(gardenCentre), 'lost')
    expect(lost).toEqual(
      expect.arrayContaining([
        'data/flows.yml:70 the condition "context.turns > 3": it looks at the inner state of Rasa (context)',
        'data/flows.yml:78 the flow pattern_completed: repairs are built in',
        'data/rules.yml:11 the rule "after a form": dialogues are written as flows here',
        'data/rules.yml:17 the story "an old story": dialogues are written as flows here',
        'tests/orders.yml:2 fixtures (slots that are set before): a scenario begins with who writes, not with slots',
      ]),
    )
    const odd = await migrated({
      ...project('- fly: away\n- collect: a\n- call: some_agent'),
      'odd.yml': 'surprise: 1\n',
    })
    expect(told(odd, 'lost')).toEqual(
      expect.arrayContaining([
        'odd.yml:1 "surprise": this key is not known here',
        'flows.yml:5 the step fly in the flow one: it is not known',
        'flows.yml:7 the call of some_agent in the flow one: it is an agent or tool, not a flow',
      ]),
    )
  })
})

describe('the domain', () => {
  test('wordings with conditions, channels, buttons and translations; braces that are none', async () => {
    const assistant = await migrated({
      ...project('- action: utter_all'),
      'more.yml': `
responses:
  utter_all:
    - text: 'Hello {a}, {{b}} {:) {unknown}'
      condition: [{ type: slot, name: ok, value: true }, { type: slot, name: a, value: it's }]
      channel: socketio
      buttons: [{ title: Go on, payload: /go }]
      translation: { de: 'Hallo {a}' }
`,
    })
    expect(yaml(assistant, 'responses/responses.yaml').responses.all.variants).toEqual([
      {
        text: 'Hello {a}, {b} {{:) {unknown}',
        if: "ok == true and a == 'it\\'s'",
        channel: 'web',
        quick_replies: ['Go on'],
      },
      {
        text: 'Hallo {a}',
        if: "ok == true and a == 'it\\'s'",
        channel: 'web',
        quick_replies: ['Go on'],
        locale: 'de',
      },
    ])
  })

  test('names that mean something here are changed everywhere', async () => {
    const assistant = await migrated({
      'a.yml': `
flows:
  3D_Printing: { description: x, steps: [{ collect: today }, { action: utter_told }] }
slots: { today: { type: text, mappings: [{ type: from_llm }] } }
responses: { utter_ask_today: [{ text: When? }], utter_told: [{ text: 'On {today}.' }] }
`,
    })
    const { 'flow-3-d-printing': flow } = flowsOf(assistant)
    expect(flow.steps).toEqual([{ collect: 'today_value' }, { say: 'told' }])
    expect(yaml(assistant, 'responses/responses.yaml').responses.told.text).toBe('On {today_value}.')
  })

  test('custom actions become tools that say that they do nothing yet', async () => {
    const assistant = await migrated(gardenCentre)
    const code = assistant.files.get('tools.ts') ?? ''
    expect(code).toContain("name: 'check_stock'")
    expect(code).toContain('output: z.strictObject({ in_stock: z.boolean().nullable().optional() })')
    expect(code).toContain("refused('not_carried_over'")
  })
})

describe('the training data', () => {
  test('intents that stand for commands, and those that a rule only answers', async () => {
    const assistant = await migrated(gardenCentre)
    const { intents } = yaml(assistant, 'intents/control.yaml')
    expect(intents['control/affirm']).toMatchObject({ command: 'affirm', examples: expect.arrayContaining(['yup']) })
    expect(intents['small-talk/hello']).toMatchObject({ response: 'greet' })
    expect(intents.thank).toMatchObject({ command: 'small-talk', response: 'welcome' })
    expect(told(assistant, 'carried')).toContainEqual(
      expect.stringContaining('rules.yml:7 the rule that answers thank'),
    )
    expect(yaml(assistant, 'intents/imported.yaml').intents.thank).toBeUndefined()
    expect(yaml(assistant, 'entities/imported.yaml').entities).toMatchObject({
      plant: { list: expect.arrayContaining(['tulips', 'ferns']) },
      number: { built_in: 'number' },
    })
  })
})

describe('tests', () => {
  test('become scenarios: messages, wordings, slots while something is asked, buttons in words', async () => {
    const { scenarios } = yaml(await migrated(gardenCentre), 'scenarios/rasa.yaml')
    const [first, second, third] = scenarios['orders-and-fetches'].turns
    expect(first).toMatchObject({ say: 'I want ferns', expect: { slots: { plant: 'ferns' } } })
    expect(new RegExp(first.expect.reply.matches[0]).test('How many of ferns?')).toBe(true)
    expect(second.say).toBe('two')
    expect(third.say).toBe('shop')
    expect(scenarios['asks-when'].turns[0].expect.reply.matches).toEqual(['Nine\\s+to\\s+five\\.'])
  })

  test('what they begin with are examples of the flow that answers', async () => {
    const { intents } = yaml(await migrated(gardenCentre), 'intents/flows.yaml')
    expect(intents['opening-times'].examples[0]).toBe('when are you open')
  })
})

describe('bad input', () => {
  test('a file that is no YAML is told with its line, the others are read', async () => {
    const assistant = await migrated({ ...project('- collect: a'), 'broken.yml': 'flows:\n  x: [1,\n' })
    expect(told(assistant, 'lost')[0]).toMatch(/^broken\.yml:\d+ the file: This is not YAML/)
    expect(flowsOf(assistant).one.steps).toEqual([{ collect: 'a' }])
  })

  test('files of the wrong shape are survived', async () => {
    const assistant = await migrated({
      ...project('- collect: a'),
      'wrong.yml': 'flows: [1, 2]\nslots: text\nresponses:\n  utter_z: 5\ntest_cases: {}\nnlu: 7\nactions: { a: b }\n',
      'list.yml': '- 1\n- 2\n',
      'empty.yml': '',
      'odd.yml': 'flows:\n  bare:\n  text: hello\n  steps: { steps: [1, null, { collect: [] }, { next: 5 }] }\n',
    })
    expect(Object.keys(flowsOf(assistant)).sort()).toEqual(['bare', 'one', 'steps', 'text'])
  })

  test('a file that is too large is left out and told; a folder without a project is refused', async () => {
    const assistant = await migrated({ ...project('- collect: a'), 'huge.yml': `x: "${'y'.repeat(4_100_000)}"\n` })
    expect(told(assistant, 'lost')).toContainEqual('huge.yml:null the file: it is larger than 4 MB')
    await expect(migrated({ 'notes.txt': 'x' })).rejects.toMatchObject({ code: 'cli.bad-file' })
    await expect(migrated({ 'other.yml': 'a: 1\n' })).rejects.toMatchObject({ code: 'cli.bad-file' })
  })
})

test('a folder that is not empty is left alone unless it is forced; then what an import made and does not any more goes', async () => {
  const out = await mkdtemp(join(tmpdir(), 'parley-rasa-out-'))
  folders.push(out)
  await writeMigration(await migrated(gardenCentre), out, false)
  expect(await readdir(join(out, 'scenarios'))).toEqual(['rasa.yaml'])
  await writeFile(join(out, 'intents/flows.yaml'), 'intents: {}\n')
  await writeFile(join(out, 'assistant.yaml'), 'name: Mine\n')
  const next = await migrated(project('- collect: a'))
  await expect(writeMigration(next, out, false)).rejects.toMatchObject({ code: 'authoring.exists' })
  expect(await readFile(join(out, 'assistant.yaml'), 'utf8')).toBe('name: Mine\n')
  await writeMigration(next, out, true)
  expect(await readdir(join(out, 'scenarios'))).toEqual([])
  // Somebody's own file is not taken for one of an import.
  expect(await readdir(out)).toContain('tools.ts')
})
