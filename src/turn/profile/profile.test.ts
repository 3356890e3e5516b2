import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Conversation } from '#domain/conversation.ts'
import { anonymous } from '#domain/customer.ts'
import { emptyDialogue } from '#domain/dialogue-state.ts'
import type { ConversationId, CustomerId } from '#domain/ids.ts'
import { emptyMemory, type ProfileFact } from '#domain/memory.ts'
import type { ProfileStore } from '#ports/profile-store.ts'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'
import { keepFacts } from './keep.ts'
import { noProfile, unconfirmedFor, withUnconfirmed } from './load.ts'

const tenant = 'tn_default' as Parameters<TestServer['store']['database']['profiles']['load']>[0]
const config = (profile: string) => `name: Tiny
languages: [en, de]
encoder: none
time_zone: America/New_York
refer_to:
  colour: [colour, color]
memory:
  profile: ${profile}
  keep_days: 30
`
const flows = `flows:
  paint-house:
    description: Paints something in a colour
    intents: [paint]
    slots:
      colour: { type: colour }
    steps:
      - collect: colour
      - remember: { favourite_colour: colour, door_code: "'my pin is 4711'" }
      - say: painted
      - end: resolved
`
const responses = `responses:
  ask-colour: Which colour should it be?
  painted: 'It is {colour} now.'
`

interface Reply {
  text: string
  buttons: string[]
  /** Names of the responses, in order: wordings are drawn. */
  said: string
}
type Talk = Awaited<ReturnType<TestServer['start']>>

const repliesIn = (body: Record<string, unknown>): Omit<Reply, 'said'>[] =>
  (body.events as { kind: string; parts?: { text?: string }[]; quickReplies?: { payload: string }[] }[]).flatMap(
    (event) =>
      event.kind === 'reply'
        ? [
            {
              text: (event.parts ?? []).map(({ text }) => text ?? '').join('\n'),
              buttons: (event.quickReplies ?? []).map(({ payload }) => payload),
            },
          ]
        : [],
  )
function scene(profile: string) {
  let server: TestServer
  let count = 0
  beforeAll(async () => {
    const assistantFolder = await tinyAssistant({
      'assistant.yaml': config(profile),
      'flows/paint.yaml': flows,
      'responses/paint.yaml': responses,
    })
    server = await composeTestServer({ assistantFolder })
  })
  afterAll(() => server.close())
  return {
    server: () => server,
    async say(talk: Talk, text: string, payload?: string): Promise<Reply> {
      const reply = repliesIn((await talk.say(text, payload)).body)[0] ?? { text: '', buttons: [] }
      const { events } = await server.store.database.conversations.events(tenant, talk.id as ConversationId, 0, 500)
      const turn = events.findLast((event) => event.kind === 'turn-recorded')
      const parts = turn?.kind === 'turn-recorded' ? (turn.personal?.reply?.parts ?? []) : []
      return { ...reply, said: parts.map((part) => (part.kind === 'text' ? (part.response ?? '-') : '-')).join(' ') }
    },
    /** A conversation of a customer of this name; of a guest where there is none. */
    async talk(customer?: string, more: Record<string, unknown> = {}): Promise<Talk> {
      const identityToken =
        customer === undefined ? undefined : await server.server.access.signIdentity(tenant, customer, { name: 'Ada' })
      return server.start({ ...(identityToken && { identityToken }), ...more })
    },
    newCustomer: () => {
      count += 1
      return `ada-${count}`
    },
    facts: async (customer: string) => {
      const { facts } = await server.store.database.profiles.load(tenant, customer as CustomerId, Date.now())
      return Object.fromEntries(facts.map(({ fact, value }) => [fact, value]))
    },
    memory: async (talk: Talk) =>
      (await server.store.database.conversations.load(tenant, talk.id as ConversationId))?.conversation.memory,
  }
}

describe('a profile that customers are asked about', () => {
  const { talk, newCustomer, facts, memory, server, say } = scene('ask')

  test('what a flow remembers is asked about once, and kept only with a yes', async () => {
    const customer = newCustomer()
    const first = await talk(customer)
    const reply = await say(first, 'paint it blue')
    expect(reply.said).toMatch(/memory.ask-consent$/)
    expect(reply.text).toContain('favourite colour: blue')
    expect(reply.buttons).toEqual(expect.arrayContaining(['memory:consent:yes', 'memory:consent:no']))
    expect(await facts(customer)).toEqual({})
    expect((await say(first, 'yes')).said).toMatch(/^memory.consent-given/)
    expect(await facts(customer)).toEqual({ favourite_colour: 'blue' })
    expect((await memory(first))?.unconfirmed).toEqual([])
    // From now on without a question.
    const later = await talk(customer)
    expect((await say(later, 'paint my house red')).said).not.toContain('memory.')
    expect(await facts(customer)).toEqual({ favourite_colour: 'red' })
  })

  test('a no is a no: nothing is kept and nobody asks again', async () => {
    const customer = newCustomer()
    const first = await talk(customer)
    await say(first, 'paint it blue')
    expect((await say(first, 'No', 'memory:consent:no')).said).toMatch(/^memory.consent-declined/)
    expect((await say(await talk(customer), 'paint it green')).said).not.toContain('memory.')
    expect(await facts(customer)).toEqual({})
  })

  test('who says something else instead is answered, and not asked again in that conversation', async () => {
    const customer = newCustomer()
    const first = await talk(customer)
    await say(first, 'paint it blue')
    expect((await say(first, 'how long does paint take to dry')).text).toContain('six hours')
    expect((await say(first, 'paint it red')).said).not.toContain('memory.')
    expect(await facts(customer)).toEqual({})
  })

  test('secrets are never kept, not even to be asked about', async () => {
    const customer = newCustomer()
    const first = await talk(customer)
    expect((await say(first, 'paint it blue')).text).not.toContain('4711')
    await say(first, 'yes')
    expect(JSON.stringify(await facts(customer))).not.toContain('4711')
    expect(JSON.stringify(await memory(first))).not.toContain('4711')
  })

  test('a guest is never asked, and nothing of them is kept', async () => {
    const guest = await talk()
    expect((await say(guest, 'paint it blue')).said).not.toContain('memory.')
    expect((await say(guest, 'what do you know about me?')).said).toBe('memory.not-identified')
    expect((await say(guest, 'forget everything you know about me')).said).toBe('memory.not-identified')
  })

  test('customers see in chat what is known, and everything goes when they confirm', async () => {
    const customer = newCustomer()
    const chat = await talk(customer)
    expect((await say(chat, 'what do you know about me?')).said).toBe('memory.nothing-known')
    await say(chat, 'you may remember things about me')
    await say(chat, 'paint it blue')
    const known = await say(chat, 'what do you know about me?')
    expect(known.text).toContain('favourite colour: blue')
    expect(known.buttons).toContain('memory:forget')
    expect((await say(chat, 'please delete all my data that you have about me')).said).toBe('memory.ask-forget')
    expect((await say(chat, 'no')).said).toBe('memory.kept')
    expect(await facts(customer)).toEqual({ favourite_colour: 'blue' })
    await say(chat, 'Forget all of it', 'memory:forget')
    expect((await say(chat, 'yes')).said).toBe('memory.forgotten')
    expect(await facts(customer)).toEqual({})
    const traces = await server().store.database.profiles.traces(tenant, customer as CustomerId, 10)
    expect(traces.map(({ action, by }) => `${action} ${by}`)).toEqual(['erased-all customer', 'consent-given customer'])
  })

  test('what a customer asks to have remembered is kept in their words, known, and forgotten', async () => {
    const customer = newCustomer()
    const chat = await talk(customer)
    const kept = await say(chat, 'please remember that I wear size 8')
    expect(kept.said).toBe('memory.remembered')
    expect(kept.text).toContain('I wear size 8')
    await say(chat, 'please remember that I wear size 8')
    await say(chat, 'also remember that I like blue')
    expect(await facts(customer)).toEqual({ you_said: 'I wear size 8', you_said_2: 'I like blue' })
    expect((await say(await talk(customer), 'what do you know about me?')).text).toContain('I wear size 8')
    expect((await say(chat, 'forget everything')).said).toBe('memory.ask-forget')
    expect((await say(chat, 'yes')).said).toBe('memory.forgotten')
    expect(await facts(customer)).toEqual({})
    expect((await say(chat, 'forget everything')).said).toBe('memory.nothing-known')
  })

  test('nothing is said to be remembered that is not', async () => {
    const customer = newCustomer()
    const chat = await talk(customer)
    expect((await say(chat, 'you may remember things about me')).said).toBe('memory.may-remember')
    expect((await say(chat, 'please remember that my password is hunter22')).said).toBe('memory.not-kept')
    expect(await facts(customer)).toEqual({})
    expect((await say(await talk(), 'please remember that I wear size 8')).said).toBe('memory.only-here')
  })

  test('"forget everything" in the middle of a task is the dialogue’s', async () => {
    const chat = await talk(newCustomer())
    await say(chat, 'paint my house')
    expect((await say(chat, 'forget everything')).said).not.toContain('memory.')
  })

  test('an old button does not erase', async () => {
    const customer = newCustomer()
    const chat = await talk(customer)
    await say(chat, 'you may remember things about me')
    await say(chat, 'paint it blue')
    expect((await say(chat, 'Yes, forget it', 'memory:forget:yes')).said).toBe('memory.ask-forget')
    expect(await facts(customer)).toEqual({ favourite_colour: 'blue' })
  })

  test('"don\'t remember that" takes back what was learnt last', async () => {
    const customer = newCustomer()
    const chat = await talk(customer)
    await say(chat, 'you may remember things about me')
    await say(chat, 'keep it short please')
    await say(chat, 'paint it blue')
    expect(await facts(customer)).toEqual({ favourite_colour: 'blue', brevity: 'short' })
    expect((await say(chat, "don't remember that")).said).toBe('memory.forgot-that')
    expect(await facts(customer)).toEqual({ brevity: 'short' })
  })

  test('questions to the memory leave an open question where it was', async () => {
    const chat = await talk(newCustomer())
    await say(chat, 'paint my house')
    const reply = await say(chat, 'what do you know about me?')
    expect(reply.said).toBe('memory.nothing-known ask-colour')
    expect((await say(chat, 'blue')).text).toContain('It is blue now')
  })

  test('what was talked about, and what was done, can be asked for', async () => {
    const chat = await talk()
    expect((await say(chat, 'which colours did we talk about?')).said).toBe('memory.talked-about-nothing')
    await say(chat, 'paint it blue')
    await say(chat, 'paint it red')
    expect((await say(chat, 'which colours did we talk about?')).text).toMatch(/blue.* and red/)
    expect((await say(chat, 'what have we done so far?')).text).toContain('Paint')
    expect((await memory(chat))?.things.map(({ value, times }) => [value, times])).toEqual([
      ['blue', 1],
      ['red', 1],
    ])
  })

  test('people on the desk see what was talked about and what happened, also in the summary of a hand-off', async () => {
    const chat = await talk()
    await say(chat, 'paint it blue')
    await say(chat, 'I want a person')
    const session = await server().signIn()
    const { body } = await server().get(`/v1/desk/conversations/${chat.id}`, session)
    expect(body).toMatchObject({
      summary: expect.stringContaining('Wanted: '),
      talkedAbout: [{ type: 'colour', text: 'blue', times: 1, done: [{ what: 'paint-house', outcome: 'done' }] }],
      handoff: { summary: expect.stringMatching(/Done: .*finished[\s\S]*Talked about: colour blue/) },
    })
    await server().store.database.conversations.erase(tenant, chat.id as ConversationId)
    const erased = await server().get(`/v1/desk/conversations/${chat.id}`, session)
    expect(erased.body).toMatchObject({ summary: '', talkedAbout: [] })
  })

  test('a language that was asked for is spoken from then on, also next time', async () => {
    const customer = newCustomer()
    const chat = await talk(customer, { locale: 'en' })
    await say(chat, 'you may remember things about me')
    expect((await say(chat, 'in German please')).said).toBe('memory.language')
    expect(await memory(chat)).toMatchObject({ manner: { language: 'de' } })
    const next = await talk(customer, { locale: 'en-GB' })
    expect(next.started.body).toMatchObject({ locale: 'de' })
  })

  test('where the profiles are away, replies come all the same and promise nothing', async () => {
    const { profiles } = server().store.database
    const customer = newCustomer()
    const chat = await talk(customer)
    await say(chat, 'you may remember things about me')
    await say(chat, 'paint it blue')
    const before = { ...profiles }
    const away = async () => {
      throw new Error('away')
    }
    Object.assign(profiles, { load: away, remember: away, forget: away, consent: away })
    expect((await say(chat, 'paint it red')).text).toContain('It is red now')
    expect((await say(chat, 'what do you know about me?')).said).toBe('memory.unavailable')
    expect((await say(chat, 'forget everything you know about me')).said).toBe('memory.unavailable')
    Object.assign(profiles, before)
    expect(await facts(customer)).toEqual({ favourite_colour: 'blue' })
  })
})

describe('what waits for a yes', () => {
  const fact: ProfileFact = {
    fact: 'size',
    value: 'M',
    source: { conversation: 'cv_1', seq: 2, how: 'said' },
    atMs: 1,
    consent: 'given',
    expiresAtMs: null,
  }
  const ada = 'ada' as CustomerId

  test('is not taken for what the next customer at the same device said', () => {
    const memory = { ...emptyMemory(), unconfirmed: [fact], unconfirmedOf: ada }
    expect(unconfirmedFor(memory, ada)).toEqual([fact])
    expect(unconfirmedFor(memory, 'bob' as CustomerId)).toEqual([])
    expect(unconfirmedFor(memory, null)).toEqual([])
    expect(withUnconfirmed({ size: 'L' }, memory, null)).toEqual({ size: 'L' })
  })

  test('is still asked about when an alarm came up in between that had nothing to say', async () => {
    const memory = { ...emptyMemory(), asked: 'consent' as const, consentAsked: true as const }
    const conversation = { id: 'cv_1', memory, dialogue: emptyDialogue() } as unknown as Conversation
    const around = { conversation, profile: noProfile('ask'), keepDays: 1, languages: ['en'], seq: 3, atMs: 1 }
    const learnt = { remembered: [], act: null, understanding: null, identity: anonymous, mayAsk: false }
    const access = { profiles: {} as ProfileStore, log: { info() {}, warn() {}, error() {} } }
    const asked = async (isUnheard: boolean) =>
      (await keepFacts({ ...learnt, isUnheard }, { ...around, access })).memory.asked
    expect([await asked(true), await asked(false)]).toEqual(['consent', null])
  })

  test('is theirs who was a guest when they said it', () => {
    const memory = { ...emptyMemory(), unconfirmed: [fact], unconfirmedOf: null }
    expect(unconfirmedFor(memory, ada)).toEqual([fact])
    expect(withUnconfirmed({}, memory, ada)).toEqual({ size: 'M' })
  })
})

describe('a profile that needs no question', () => {
  const { talk, newCustomer, facts, say } = scene('on')

  test('facts are kept at once, until the customer objects', async () => {
    const customer = newCustomer()
    const chat = await talk(customer)
    expect((await say(chat, 'paint it blue')).said).not.toContain('memory.')
    expect(await facts(customer)).toEqual({ favourite_colour: 'blue' })
    expect((await say(chat, "don't remember anything about me")).said).toBe('memory.consent-declined')
    await say(chat, 'paint it red')
    expect(await facts(customer)).toEqual({})
  })
})

describe('no profile', () => {
  const { talk, newCustomer, facts, say } = scene("'off'")

  test('nothing is kept, and customers are told so', async () => {
    const customer = newCustomer()
    const chat = await talk(customer)
    expect((await say(chat, 'paint it blue')).said).not.toContain('memory.')
    expect((await say(chat, 'what do you know about me?')).said).toBe('memory.off')
    expect(await facts(customer)).toEqual({})
  })
})

describe('the page of what is remembered', () => {
  const { talk, newCustomer, facts, server, say } = scene('ask')
  const call = async (method: string, path: string, key: string, body?: unknown) => {
    const response = await fetch(server().url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  test("a conversation's own token sees, allows, erases one and erases all", async () => {
    const customer = newCustomer()
    const chat = await talk(customer)
    const path = `${chat.path}/profile`
    expect((await call('GET', path, chat.token)).body).toEqual({
      remembers: 'ask',
      known: true,
      consent: null,
      facts: [],
    })
    expect((await call('PUT', `${path}/consent`, chat.token, { given: true })).body).toMatchObject({ consent: true })
    await say(chat, 'paint it blue')
    await say(chat, 'keep it short please')
    const seen = await call('GET', path, chat.token)
    expect(seen.body.facts).toMatchObject([
      { fact: 'brevity', value: 'short', how: 'said', here: true },
      { fact: 'favourite_colour', label: 'favourite colour', value: 'blue' },
    ])
    expect((await call('DELETE', `${path}/brevity`, chat.token)).body).toEqual({ erased: 1 })
    expect((await call('DELETE', `${path}/brevity`, chat.token)).body).toEqual({ erased: 0 })
    expect(await facts(customer)).toEqual({ favourite_colour: 'blue' })
    expect((await call('DELETE', path, chat.token)).body).toEqual({ erased: 1 })
    expect((await call('GET', path, chat.token)).body).toMatchObject({ consent: true, facts: [] })
    expect((await call('PUT', `${path}/consent`, chat.token, { given: false })).body).toMatchObject({ consent: false })
  })

  test('what was refused there does not come back with a later yes; what is said after it is kept', async () => {
    const customer = newCustomer()
    const chat = await talk(customer)
    expect((await say(chat, 'paint it blue')).said).toMatch(/memory.ask-consent$/)
    await call('PUT', `${chat.path}/profile/consent`, chat.token, { given: false })
    expect((await say(chat, 'you may remember things about me')).said).toMatch(/^memory.may-remember/)
    expect(await facts(customer)).toEqual({})
    await say(chat, 'paint it green')
    expect(await facts(customer)).toEqual({ favourite_colour: 'green' })
  })

  test("another conversation's token, or none, sees nothing", async () => {
    const mine = await talk(newCustomer())
    const theirs = await talk(newCustomer())
    for (const [method, rest] of [
      ['GET', ''],
      ['DELETE', ''],
      ['DELETE', '/brevity'],
    ] as const)
      expect(await call(method, `${mine.path}/profile${rest}`, theirs.token)).toMatchObject({
        status: 404,
        body: { code: 'conversation.unknown' },
      })
    expect((await call('GET', `${mine.path}/profile`, 'ct_made.up.token')).status).toBe(401)
  })

  test('of a guest there is nothing to see, and nothing to allow', async () => {
    const guest = await talk()
    expect((await call('GET', `${guest.path}/profile`, guest.token)).body).toMatchObject({ known: false, facts: [] })
    expect(await call('PUT', `${guest.path}/profile/consent`, guest.token, { given: true })).toMatchObject({
      status: 409,
      body: { code: 'profile.not-known' },
    })
    expect((await call('DELETE', `${guest.path}/profile`, guest.token)).body).toEqual({ erased: 0 })
  })

  test('a page of another origin may do the same', async () => {
    const chat = await talk()
    const response = await fetch(`${server().url}${chat.path}/profile`, { method: 'OPTIONS' })
    expect(response.headers.get('access-control-allow-methods')).toContain('DELETE')
  })
})
