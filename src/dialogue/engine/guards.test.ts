import { describe, expect, test } from 'vitest'
import { anonymous } from '#domain/customer.ts'
import type { Json } from '#domain/json.ts'
import { command, compiled, Talk, verified } from '../fixture/index.ts'

const yaml = `
language_version: 1
flows:
  verify-customer: { description: d, steps: [{ verify: { customer: "'C-1'", by: test, attributes: settings } }] }
  gold-only:
    description: For gold customers
    called: the gold service
    version: 3
    owner: service@shop.example
    needs: verified
    only_if: customer.level == 'gold'
    otherwise: verify-failed
    steps:
      - match: customer.level
        cases:
          gold | silver: [{ say: order-is }]
        else: [{ say: own-failed }]
      - match: length(customer.level)
        cases:
          4: [{ say: cancel-done }]
      - match: nothing
        cases:
          'null': [{ say: own-end }]
      - set: { nothing: null }
  asks-first:
    description: Asks for gold service
    steps:
      - link: gold-only
        return: true
      - say: own-end
  sends-back:
    description: Sends something back
    needs: verified
    steps:
      - confirm: sure
      - say: own-end
`
const flows = compiled(yaml)
const as = (level: Json) => new Talk({ flows, identity: { ...verified, attributes: { level } } })

describe('the guard of a flow', () => {
  test('lets those in for whom it is true', async () => {
    const talk = as('gold')
    expect(await talk.commands(command.start('gold-only'))).toEqual([
      'order-is',
      'cancel-done',
      'own-end',
      'repair.anything-else',
    ])
    expect(talk.result?.reasons).toContain('starts gold-only (version 3)')
  })

  test('tells the others so and ends the flow unresolved', async () => {
    const talk = as('bronze')
    expect(await talk.commands(command.start('gold-only'))).toEqual(['verify-failed', 'repair.anything-else'])
    expect(talk.result?.outcome).toBe('refused')
    expect(talk.state.finished).toEqual([{ flow: 'gold-only', resolved: false }])
    expect(talk.variables('verify-failed')).toMatchObject({ flow: 'the gold service' })
  })

  test('is asked after the verification, which may tell what it needs', async () => {
    const talk = new Talk({ flows })
    expect(await talk.commands(command.start('gold-only'))).toEqual([
      'repair.verify-first',
      'verify-failed',
      'repair.anything-else',
    ])
  })

  test('of a flow that another one goes to lets that one go on', async () => {
    expect(await as('bronze').commands(command.start('asks-first'))).toEqual([
      'verify-failed',
      'own-end',
      'repair.anything-else',
    ])
  })
})

describe('match', () => {
  test('does the steps of the value, those of else for others, and tells which way it went', async () => {
    const talk = as('gold')
    await talk.commands(command.start('gold-only'))
    expect(talk.result?.visited.map(({ step, branch }) => `${step} ${branch ?? ''}`.trim())).toEqual([
      '0 case:gold | silver',
      '0.case:gold | silver.0',
      '1 case:4',
      '1.case:4.0',
      '2 case:null',
      '2.case:null.0',
      '3',
    ])
  })
})

test('a yes of somebody who is not verified any more is none: it is asked again of who proves who they are', async () => {
  const talk = as('gold')
  expect(await talk.commands(command.start('sends-back'))).toEqual(['sure'])
  talk.identity = anonymous
  expect(await talk.commands(command.yes)).toEqual(['repair.verify-first', 'sure'])
  expect(await talk.commands(command.yes)).toEqual(['own-end', 'repair.anything-else'])
})
