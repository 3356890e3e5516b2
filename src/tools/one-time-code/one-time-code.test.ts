import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openMemory } from '#adapters/store/index.ts'
import { ManualClock } from '#domain/clock.ts'
import { anonymous } from '#domain/customer.ts'
import type { ConversationId, TenantId } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { Database } from '#ports/database.ts'
import { defineTool, toolSet } from '../declare.ts'
import { ok, refused } from '../outcome.ts'
import { runTool } from '../run-tool.ts'
import { oneTimeCodes, randomDigits } from './codes.ts'
import { withOneTimeCode } from './tools.ts'

const minute = 60_000
const rules = { digits: 6, validMs: 10 * minute, attempts: 3, sends: 2 }

/** A shop's own sender, with a mailbox. */
function shop() {
  const mails: { to: string; code: string; minutes: number; key: string }[] = []
  const sender = defineTool({
    name: 'mail_code',
    description: 'Mails a code to a customer',
    input: z.object({ email: z.string(), code: z.string(), valid_minutes: z.number() }),
    output: z.object({ customerId: z.string(), echo: z.string(), number: z.number() }),
    needs: 'anonymous',
    sideEffect: 'write',
    idempotent: true,
    refusals: ['unknown-customer'],
    async run({ email, code, valid_minutes: minutes }, { idempotencyKey: key }) {
      if (email === 'nobody@example.com') return refused('unknown-customer', `no customer for ${code}`)
      mails.push({ to: email, code, minutes, key })
      return ok({ customerId: 'C-1', echo: `we sent ${code}`, number: 7 })
    },
  })
  return { mails, tools: withOneTimeCode(toolSet([sender]), 'mail_code', rules) }
}

let clock: ManualClock
let database: Database
beforeEach(() => {
  clock = new ManualClock(1_700_000_000_000)
  database = openMemory().database
})

function conversation(id: string, tools = shop()) {
  const codes = oneTimeCodes({
    store: database.codes,
    clock,
    secret: async (tenant) => `secret of ${tenant}`,
    newCode: randomDigits,
    newSalt: () => Math.random().toString(36),
  })
  const claim = { tenant: 'tn_1' as TenantId, conversation: { id: id as ConversationId } } as ClaimedTurn
  let calls = 0
  const run = (name: string, input: Json, key?: string) => {
    calls += 1
    return runTool(
      { name, input, key: key ?? `${name}-${calls}` },
      {
        claim,
        tools: tools.tools,
        identity: anonymous,
        settings: {},
        nowMs: clock.now(),
        // What is journaled is tested elsewhere.
        journal: { begin: async () => ({ kind: 'begun' }), finish: async () => undefined },
        clock,
        codes,
      },
    )
  }
  return {
    mails: tools.mails,
    send: (email = 'ada@example.com', key?: string) => run('send_code', { email }, key),
    check: (code: Json, key?: string) => run('check_code', { code }, key),
  }
}

const wrongOf = (code: string) => code.replace(/^./, (digit) => String((Number(digit) + 1) % 10))

describe('a one-time code', () => {
  test('is six digits in a message of the shop’s own, and the right answer gives whom it was sent to', async () => {
    const s = conversation('cv_1')
    expect(await s.send()).toMatchObject({ kind: 'ok', value: { customerId: 'C-1', number: 7 } })
    const [mail] = s.mails
    expect(mail).toMatchObject({ to: 'ada@example.com', code: expect.stringMatching(/^\d{6}$/), minutes: 10 })
    const code = mail?.code ?? ''
    expect(await s.check(`${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({
      kind: 'ok',
      value: { customerId: 'C-1', number: 7 },
    })
  })

  test('is nowhere in what the sender gives back or refuses with, nor in what is stored', async () => {
    const s = conversation('cv_1')
    const sent = await s.send()
    const code = s.mails[0]?.code ?? ''
    expect(JSON.stringify(sent)).not.toContain(code)
    expect(JSON.stringify(await s.send('nobody@example.com'))).not.toMatch(/\d{6}/)
    const stored = await database.codes.attempt('tn_1' as TenantId, 'cv_1' as ConversationId, 'look')
    expect(JSON.stringify(stored)).not.toContain(code)
  })

  test('that was made and never sent proves nothing, even to whoever guesses it', async () => {
    const codes = oneTimeCodes({
      store: database.codes,
      clock,
      secret: async () => 'secret',
      newCode: randomDigits,
      newSalt: () => 'salt',
    })('tn_1' as TenantId, 'cv_1' as ConversationId)
    const rules = { digits: 6, validMs: 60_000, attempts: 3, sends: 3 }
    const made = await codes.issue({ email: 'ada@example.com' }, rules)
    expect(await codes.check(made?.code ?? '', rules, 'call-1')).toEqual({ kind: 'none' })
  })

  test('is used up by the right answer; the same turn run again still gets it', async () => {
    const s = conversation('cv_1')
    await s.send()
    const code = s.mails[0]?.code ?? ''
    expect(await s.check(code, 'turn-1')).toMatchObject({ kind: 'ok' })
    expect(await s.check(code, 'turn-1')).toMatchObject({ kind: 'ok' })
    expect(await s.check(code, 'turn-2')).toMatchObject({ kind: 'refused', code: 'expired' })
  })

  test('is closed by too many wrong tries, also for the right one', async () => {
    const s = conversation('cv_1')
    await s.send()
    const code = s.mails[0]?.code ?? ''
    expect(await s.check(wrongOf(code))).toMatchObject({ kind: 'refused', code: 'wrong-code' })
    // The same try of a turn that is run again counts once.
    expect(await s.check(wrongOf(code), 'again')).toMatchObject({ code: 'wrong-code' })
    expect(await s.check(wrongOf(code), 'again')).toMatchObject({ code: 'wrong-code' })
    expect(await s.check('12')).toMatchObject({ code: 'too-many-tries' })
    expect(await s.check(code)).toMatchObject({ code: 'too-many-tries' })
  })

  test('is tried anew by every other code, also where a turn that is run again says it, and only the right one finds its success again', async () => {
    const s = conversation('cv_1')
    await s.send()
    const code = s.mails[0]?.code ?? ''
    const [a, b, c] = [wrongOf(code), wrongOf(wrongOf(code)), wrongOf(wrongOf(wrongOf(code)))]
    expect(await s.check(a, 'turn')).toMatchObject({ code: 'wrong-code' })
    expect(await s.check(b, 'turn')).toMatchObject({ code: 'wrong-code' })
    expect(await s.check(c, 'turn')).toMatchObject({ code: 'too-many-tries' })
    const other = conversation('cv_2')
    await other.send('bob@example.com')
    const right = other.mails[0]?.code ?? ''
    expect(await other.check(right, 'turn')).toMatchObject({ kind: 'ok' })
    expect(await other.check(wrongOf(right), 'turn')).toMatchObject({ code: 'expired' })
  })

  test('is valid for its minutes', async () => {
    const s = conversation('cv_1')
    await s.send()
    clock.advance(10 * minute)
    expect(await s.check(s.mails[0]?.code ?? '')).toMatchObject({ kind: 'refused', code: 'expired' })
  })

  test('is the newest one only, and each is a message of its own', async () => {
    const s = conversation('cv_1')
    await s.send('ada@example.com', 'turn-1')
    await s.send('ada@example.com', 'turn-1')
    const [first, second] = s.mails
    expect(first?.key).not.toBe(second?.key)
    if (first?.code !== second?.code) expect(await s.check(first?.code ?? '')).toMatchObject({ code: 'wrong-code' })
    expect(await s.check(second?.code ?? '')).toMatchObject({ kind: 'ok' })
  })

  test('is of its conversation: it opens no other', async () => {
    const [mine, other] = [conversation('cv_1'), conversation('cv_2')]
    await mine.send()
    expect(await other.check(mine.mails[0]?.code ?? '')).toMatchObject({ kind: 'refused', code: 'expired' })
  })

  test('is not sent without bound, to nobody’s conversation and to no mailbox; an hour later it is again', async () => {
    const s = conversation('cv_1')
    await s.send()
    await s.send()
    expect(await s.send()).toMatchObject({ kind: 'refused', code: 'too-many-codes' })
    expect(await conversation('cv_2').send()).toMatchObject({ kind: 'refused', code: 'too-many-codes' })
    // The same mailbox, written otherwise.
    expect(await conversation('cv_3').send(' Ada@EXAMPLE.com')).toMatchObject({ code: 'too-many-codes' })
    expect(await conversation('cv_2').send('bob@example.com')).toMatchObject({ kind: 'ok' })
    clock.advance(60 * minute)
    expect(await s.send()).toMatchObject({ kind: 'ok' })
  })
})

test('flows see the pair as tools: what the sender takes but for the code, and what it may refuse with', () => {
  const { tools } = shop()
  expect(tools.get('send_code')?.facts).toMatchObject({
    inputs: ['email'],
    requiredInputs: ['email'],
    effect: 'write',
    refusals: ['unknown-customer', 'too-many-codes'],
  })
  expect(JSON.stringify(tools.get('send_code')?.facts.inputSchema)).not.toContain('valid_minutes')
  expect(tools.get('check_code')?.facts).toMatchObject({ inputs: ['code'], effect: 'read', needs: 'anonymous' })
  expect(tools.get('check_code')?.hide.input).toEqual(['code'])
})

test('random digits are as many as asked for, leading zeros among them', () => {
  const codes = Array.from({ length: 300 }, () => randomDigits(4))
  expect(codes.every((code) => /^\d{4}$/.test(code))).toBe(true)
  expect(codes.some((code) => code.startsWith('0'))).toBe(true)
})
