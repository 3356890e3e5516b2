import { describe, expect, it } from 'vitest'
import { readingContext, smallUnderstander } from '../small-assistant.fixture.ts'

const understand = (text: string) => smallUnderstander().understand(text, readingContext)
const wishes = (text: string) => understand(text).wishes.map(({ intents, text: part }) => [intents[0]?.name, part])

describe('the wishes of a message', () => {
  it('are several where it says several things, in order', () => {
    expect(wishes('Cancel my order and also change my address')).toEqual([
      ['orders/cancel', 'Cancel my order'],
      ['account/change-address', 'change my address'],
    ])
    expect(wishes('Where is my package? I also want to return the boots').map(([name]) => name)).toEqual([
      'orders/status',
      'returns/start',
    ])
  })

  it('are one where two parts say the same, or a part says nothing by itself', () => {
    expect(wishes('cancel my order and stop it before it ships')).toHaveLength(1)
    expect(wishes('where is my order, the one with the boots and the jacket')).toHaveLength(1)
    expect(wishes('where is order MF-104233 and MF-104299?')).toHaveLength(1)
  })

  it('are not hidden by a greeting or thanks', () => {
    const { intents, wishes: found } = understand('hello there! where is my parcel')
    expect(intents[0]?.name).toBe('orders/status')
    expect(found.map(({ text }) => text)).toEqual(['where is my parcel'])
    expect(wishes('thanks a lot. please cancel this order')[0]?.[0]).toBe('orders/cancel')
  })

  it('are the greeting where there is nothing else', () => {
    expect(wishes('hi there, thanks')).toHaveLength(1)
    expect(understand('hello').intents[0]?.name).toBe('smalltalk/greet')
  })

  it('stand beside the yes that comes first', () => {
    expect(wishes('yes, and also change my address').map(([name]) => name)).toEqual([
      'control/affirm',
      'account/change-address',
    ])
  })

  it('have the entities of their own part', () => {
    const { entities, wishes: found } = understand('cancel my order MF-104233 and also return the boots please')
    expect(found.map((wish) => wish.entities.map((index) => entities[index]?.type))).toEqual([
      ['order_number'],
      ['product'],
    ])
  })

  it('are negated where what they are about shall not happen', () => {
    const isNegated = (text: string) => understand(text).wishes[0]?.negated
    expect(isNegated("don't cancel my order")).toBe(true)
    expect(isNegated('I do not want you to cancel it')).toBe(true)
    expect(isNegated('please never cancel my order')).toBe(true)
    expect(isNegated('cancel my order')).toBe(false)
    expect(isNegated("why don't you cancel my order")).toBe(false)
    expect(isNegated("cancel it, I don't need the thing")).toBe(false)
    expect(isNegated("I changed my mind don't cancel it")).toBe(true)
    expect(isNegated('you should not cancel my order')).toBe(true)
    expect(isNegated('I do not want to return the boots')).toBe(true)
  })

  it('are not negated where something is reported that did not happen', () => {
    const isNegated = (text: string) => understand(text).wishes[0]?.negated
    expect(isNegated('they did not cancel my order')).toBe(false)
    expect(isNegated("you didn't cancel my order")).toBe(false)
    expect(isNegated('it says my order is here. it is not. my order has not been shipped')).toBe(false)
    expect(isNegated('I never cancel orders, where is it')).toBe(false)
  })
})
