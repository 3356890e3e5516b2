import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type WorldParts } from '#compose/rehearsal.ts'
import { openWorkbench, type Workbench } from '#compose/workbench.ts'
import { ManualClock } from '#domain/clock.ts'
import type { ConversationEvent, EventOf } from '#domain/events.ts'
import type { Json } from '#domain/json.ts'
import { replyText } from '#domain/reply.ts'
import type { Role } from '#language-models/index.ts'
import { type Answers, modelsThat, Nothing } from '#language-models/roles/models.fixture.ts'
import { disagreementsIn, disagreementsText } from '#quality/index.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'

const startMs = Date.parse('2026-03-03T10:00:00Z')
let folder: string
let bench: Workbench
beforeAll(async () => {
  folder = await tinyAssistant({
    // No intent begins it: only a model proposes it.
    'flows/roof.yaml': `flows:
  mend-roof:
    description: Mends a roof
    slots:
      material: { type: colour, ask: ask-material }
    steps:
      - collect: material
      - confirm: mend-summary
      - say: mended
`,
    'responses/roof.yaml': `responses:
  ask-material: Which colour shall the tiles be?
  mend-summary: 'I will mend it with {material}. Shall I?'
  mended: 'The roof is whole again, in {material}.'
`,
  })
  bench = await openWorkbench({
    assistantFolder: folder,
    clock: new ManualClock(startMs),
    environment: { PARLEY_CACHE: `${folder}/.cache` },
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Plays messages; gives the turns, all events, and what is written after the turns. */
async function play(says: readonly string[], parts: WorldParts = {}) {
  const later: Promise<void>[] = []
  const world = await openWorld(bench, new ManualClock(startMs), { onLater: (work) => later.push(work), ...parts })
  const conversation = await world.start({ locale: 'en' })
  const turns: EventOf<'turn-recorded'>[] = []
  for (const text of says) turns.push(await conversation.say(text))
  await Promise.all(later)
  const { events } = await world.database.conversations.events(bench.tenant, conversation.id, 0, 1_000)
  await world.close()
  return { turns, events }
}
const saidIn = (turn: EventOf<'turn-recorded'> | undefined) =>
  turn?.personal?.reply ? replyText(turn.personal.reply) : null
const statesOf = (events: readonly ConversationEvent[]) =>
  events.flatMap((event) => (event.kind === 'turn-recorded' ? [event.personal?.dialogue] : []))

const only = (role: Role, answer: Answers) => modelsThat((request) => answer(request), [role])
const proposing = (...commands: Record<string, Json>[]) => only('understand', () => ({ commands }))
const start = (confidence: number, evidence: string, slots: Json[] = []) => ({
  kind: 'start-flow',
  flow: 'mend-roof',
  confidence,
  evidence,
  slots,
})

describe('understanding by a model', () => {
  const indirect = 'there are tiles missing'

  test('leads to the same flow, through the same validator, where the embedded models find nothing', async () => {
    const { models } = proposing(start(0.9, 'tiles missing'))
    const [without] = (await play([indirect])).turns
    const [turn] = (await play([indirect], { languageModels: models })).turns
    expect(without?.personal?.dialogue.stack).toEqual([])
    expect(turn?.personal?.dialogue.stack.map(({ flow }) => flow)).toEqual(['mend-roof'])
    expect(saidIn(turn)).toContain('Which colour shall the tiles be?')
    expect(turn?.personal?.commands[0]).toMatchObject({ kind: 'start-flow', proposer: 'language-model' })
  })

  test('is recorded: who was asked, what was proposed and where the two disagree', async () => {
    const { models } = proposing(start(0.9, indirect))
    const [turn] = (await play([indirect], { languageModels: models })).turns
    expect(turn?.data.modelCalls).toMatchObject([{ role: 'understand', model: 'test' }])
    expect(turn?.data.compared).toMatchObject({ model: ['start-flow mend-roof'], agreed: false })
    expect(turn?.personal?.proposal).toMatchObject({ commands: [{ flow: 'mend-roof' }] })
  })

  test('changes nothing where it is nonsense, late, refused or invented', async () => {
    const says = ['paint my house', 'it should look like the sea', 'hello', indirect, 'never mind']
    const embedded = await play(says)
    const nonsense: Answers[] = [
      () => new Nothing('late'),
      () => new Nothing('refused'),
      () => ({ commands: [{ kind: 'transfer-money', confidence: 1 }] }),
      () => ({ commands: [{ kind: 'start-flow', flow: 'drop-tables', confidence: 1 }] }),
      () => ({ commands: [{ kind: 'set-slot', slot: 'colour', value: 'red', confidence: 1, evidence: 'red' }] }),
      () => ({ commands: [{ kind: 'set-slot', slot: 'identity', value: 'verified', confidence: 1 }] }),
      () => 'yes!',
      () => ({ commands: Array.from({ length: 200 }, () => ({ kind: 'time-passed', alarm: 1, confidence: 1 })) }),
    ]
    for (const [index, answer] of nonsense.entries()) {
      const { models } = only('understand', answer)
      const played = await play(says, { languageModels: models })
      expect(statesOf(played.events), `case ${index}`).toEqual(statesOf(embedded.events))
    }
  })

  test('replayed from what was recorded, without any model, gives the same states', async () => {
    const says = [indirect, 'green', 'yes', indirect]
    const { models } = only('understand', ({ messages }) => ({
      commands: messages.at(-1)?.text.includes('missing') ? [start(0.9, indirect)] : [],
    }))
    const first = await play(says, { languageModels: models })
    const recorded = new Map(first.turns.map(({ personal }, index) => [says[index], personal?.proposal] as const))
    const again = await play(says, {
      proposer: async ({ message }) => {
        const given = recorded.get(message)
        if (given === undefined) throw new Error('nobody was asked then')
        return given
      },
    })
    expect(statesOf(again.events)).toEqual(statesOf(first.events))
    expect(first.turns.map(saidIn)).toEqual(again.turns.map(saidIn))
    expect(saidIn(first.turns[2])).toContain('The roof is whole again, in green.')
  })
})

describe('phrasing by a model', () => {
  test('says the template in other words, and what must stay as it is stays', async () => {
    const { models, asked } = only('phrase', ({ messages }) =>
      messages[0]?.text.includes('Which colour') ? 'Which colour should it be, please?' : 'Done!',
    )
    const { turns } = await play(['paint my house', 'blue', 'yes'], { languageModels: models })
    expect(saidIn(turns[0])).toBe('Which colour should it be, please?')
    // A confirmation is said as its author wrote it; a rewording that drops the colour is not used.
    expect(saidIn(turns[1])).toContain('I will paint it blue. Shall I?')
    expect(saidIn(turns[2])).toContain('It is blue now.')
    expect(asked.some(({ messages }) => messages[0]?.text.includes('Shall I'))).toBe(false)
  })
})

describe('the summary of a hand-off', () => {
  const noteIn = (events: readonly ConversationEvent[]) =>
    events.flatMap((event) => (event.kind === 'note-added' ? [event] : []))

  test('comes after the promise, as one note of the conversation', async () => {
    const { models, asked } = only('summarise', () => 'Wants the house painted blue and asks for a person.')
    const { events, turns } = await play(['paint my house', 'blue', 'talk to a human'], { languageModels: models })
    const notes = noteIn(events)
    expect(notes.map(({ personal }) => personal?.text)).toEqual(['Wants the house painted blue and asks for a person.'])
    expect(notes[0]?.data).toEqual({ agent: 'ag_assistant', agentName: 'Tiny' })
    expect(notes[0]?.seq).toBeGreaterThan(turns[2]?.seq ?? 0)
    const text = asked[0]?.messages.map((message) => message.text).join('\n') ?? ''
    for (const said of ['customer: paint my house', 'customer: talk to a human', 'Customer: not known'])
      expect(text).toContain(said)
  })

  test('is not written where the conversation was erased meanwhile', async () => {
    const world = { erase: async () => {} }
    const { models } = only('summarise', async () => {
      await world.erase()
      return 'Wants the house painted blue and asks for a person.'
    })
    const later: Promise<void>[] = []
    const opened = await openWorld(bench, new ManualClock(startMs), {
      onLater: (work) => later.push(work),
      languageModels: models,
    })
    const conversation = await opened.start({ locale: 'en' })
    const { conversations } = opened.database
    world.erase = () => conversations.erase(bench.tenant, conversation.id)
    await conversation.say('talk to a human')
    await Promise.all(later)
    const { events } = await conversations.events(bench.tenant, conversation.id, 0, 1_000)
    await opened.close()
    expect(later).toHaveLength(1)
    expect(noteIn(events)).toEqual([])
  })

  test('is none where the model fails or makes things up: the queue entry has what is known', async () => {
    for (const answer of [new Nothing('failed'), 'Ordered XK-99812 for $3,000.']) {
      const { models } = only('summarise', () => answer)
      const { events } = await play(['talk to a human'], { languageModels: models })
      expect(noteIn(events)).toEqual([])
      const requested = events.find((event) => event.kind === 'handoff-requested')
      expect(requested?.personal?.summary).toContain("Customer's last message: talk to a human")
    }
  })
})

describe('an answer by a model', () => {
  test('has no sentence that the last check would withhold: it is never shown, and what the articles say is said', async () => {
    const { models } = only('answer', () => 'Obviously, paint dries within six hours.')
    const { turns } = await play(['how long does paint take to dry?'], { languageModels: models })
    expect(saidIn(turns[0])).toContain('six hours')
    expect(saidIn(turns[0])).not.toContain('bviously')
  })

  test("is for nobody else where the question names what is the customer's own, also from what was said before", async () => {
    const asked: { text: string; isPersonal: boolean }[] = []
    const { models } = modelsThat(
      ({ role, messages, personal }) => {
        if (role === 'rewrite') return 'how long does paint take to dry in winter [email 1]'
        asked.push({ text: messages.at(-1)?.text ?? '', isPersonal: personal })
        return 'Paint dries within six hours.'
      },
      ['rewrite', 'answer'],
    )
    const own = 'how long does paint take to dry? my mail is jane@a.example'
    await play([own, 'and how long does paint take to dry in winter?'], { languageModels: models })
    await play(['how long does paint take to dry?'], { languageModels: models })
    expect(asked).toMatchObject([
      { text: expect.stringContaining('[email 1]') as string, isPersonal: true },
      { text: expect.stringContaining('[email 1]') as string, isPersonal: true },
      { text: expect.not.stringContaining('email') as string, isPersonal: false },
    ])
  })
})

describe('a query by a model', () => {
  test('is what the articles are searched for, and only where something was said before', async () => {
    const { models, asked } = only('rewrite', () => 'how long does paint take to dry')
    const says = ['how long does paint take to dry?', 'is it longer when it is cold, how long does it take?']
    const { turns } = await play(says, { languageModels: models })
    expect(asked.length).toBeLessThanOrEqual(1)
    expect(saidIn(turns[0])).toContain('six hours')
  })
})

test('where a model and the embedded models part can be read off what was recorded', async () => {
  const { models } = proposing(start(0.9, 'tiles missing'))
  const says = ['there are tiles missing', 'there are tiles missing', 'hello']
  const conversations = []
  for (const text of says) {
    const { events } = await play([text], { languageModels: models })
    conversations.push({ name: text, passed: null, events })
  }
  const found = disagreementsIn(conversations, (text) => text.replace('tiles', '…'))
  expect(found.disagreements[0]).toMatchObject({
    model: ['start-flow mend-roof'],
    count: 2,
    examples: ['there are … missing', 'there are … missing'],
  })
  expect(disagreementsText(found)).toContain('2 × embedded')
  expect(disagreementsText({ compared: 0, agreed: 0, disagreements: [] })).toContain('No message')
})

test('a question that leans on the one before is asked of the articles as if it stood alone, by rules where no model says it', async () => {
  const { turns } = await play(['how long does paint take to dry?', 'and in winter?'])
  const notes = turns[1]?.personal?.trace.find(({ step }) => step === 'respond')?.notes
  expect(notes?.['query by rules']).toBe('how long does paint take to dry in winter')
  expect(saidIn(turns[1])).toContain('ten hours')
})
