import { describe, expect, it } from 'vitest'
import { readingContext, smallUnderstander } from '../small-assistant.fixture.ts'
import { tokenise } from '../tokens.ts'
import { isCircumstance } from './requests.ts'
import { type Reading, splitWishes } from './wishes.ts'

const understand = (text: string) => smallUnderstander().understandWords(text, readingContext)
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

  it('are what is wanted where something else is refused beside it', () => {
    const asked = (text: string) => {
      const { intents, wishes: found } = understand(text)
      return [intents[0]?.name, found.map(({ negated, intents: [best] }) => [best?.name, negated])]
    }
    expect(asked("I don't want to cancel my order, I want to change my address")).toEqual([
      'account/change-address',
      [
        ['orders/cancel', true],
        ['account/change-address', false],
      ],
    ])
    expect(asked('please change my address, do not cancel my order')[0]).toBe('account/change-address')
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

  it('are negated one by one', () => {
    const found = understand("don't cancel my order, just change my address").wishes
    expect(found.map(({ intents, negated }) => [intents[0]?.name, negated])).toEqual([
      ['orders/cancel', true],
      ['account/change-address', false],
    ])
  })

  it('are not negated where something is reported that did not happen', () => {
    const isNegated = (text: string) => understand(text).wishes[0]?.negated
    expect(isNegated('they did not cancel my order')).toBe(false)
    expect(isNegated("you didn't cancel my order")).toBe(false)
    expect(isNegated('it says my order is here. it is not. my order has not been shipped')).toBe(false)
    expect(isNegated('I never cancel orders, where is it')).toBe(false)
  })
})

/** Parts as a model would read them; whatever is not listed is read as the whole. */
function split(text: string, whole: [string, number], parts: Record<string, [string, number]>) {
  const tokens = tokenise(text)
  const reading = ([name, confidence]: [string, number]): Reading => ({
    intents: [{ name, confidence }],
    outOfScope: 0.02,
    parents: () => [],
    exact: false,
  })
  const { reading: read, wishes: found } = splitWishes(text, tokens, [], reading(whole), {
    classify: (words) => {
      const said = text.slice(words[0]?.start, words.at(-1)?.end)
      return reading(Object.entries(parts).find(([part]) => said === part)?.[1] ?? whole)
    },
    kindOf: (name) => (/^control/.test(name) ? 'control' : /^small-talk/.test(name) ? 'small-talk' : 'wish'),
    isNegated: () => false,
    isOnlyValues: () => false,
  })
  return { intent: read.intents[0]?.name, wishes: found.map(({ intents }) => intents[0]?.name) }
}

describe('where the whole is sure of one wish', () => {
  const message = "I won't be home this weekend. Can my parcel be sent to my office instead?"
  const parts: Record<string, [string, number]> = {
    "I won't be home this weekend": ['delivery-time', 0.85],
    'Can my parcel be sent to my office instead': ['change-address', 0.97],
  }

  it('a circumstance is its reason and no wish', () => {
    expect(split(message, ['change-address', 0.97], parts).wishes).toEqual(['change-address'])
    expect(split(message, ['change-address', 0.6], parts).wishes).toEqual(['delivery-time', 'change-address'])
  })

  it('another request is still done, if it is clear', () => {
    const two = 'where is my parcel and can I change the address'
    const requests = (confidence: number): Record<string, [string, number]> => ({
      'where is my parcel': ['status', confidence],
      'can I change the address': ['change-address', 0.99],
    })
    expect(split(two, ['change-address', 0.93], requests(0.98)).wishes).toEqual(['status', 'change-address'])
    expect(split(two, ['change-address', 0.93], requests(0.35)).wishes).toEqual(['change-address'])
  })

  it('what is set apart by "and also" is done, whatever it looks like', () => {
    const two = 'my parcel is lost and also change my address please'
    const requests: Record<string, [string, number]> = {
      'my parcel is lost': ['missing', 0.95],
      'change my address please': ['change-address', 0.97],
    }
    expect(split(two, ['change-address', 0.95], requests).wishes).toEqual(['missing', 'change-address'])
  })
})

describe('around a wish', () => {
  it('an insult of any length hides nothing', () => {
    const text = 'this is the third time that I have to write to you useless people. get me your manager'
    const found = split(text, ['small-talk/insult', 0.98], {
      'get me your manager': ['control/human', 0.96],
    })
    expect(found).toEqual({ intent: 'control/human', wishes: ['control/human'] })
  })

  it('venting that is like nothing known hides nothing either', () => {
    const text = 'third time that I write to you people. you are useless. get me your manager'
    const found = split(text, ['small-talk/insult', 0.83], {
      'third time that I write to you people': ['delivery-time', 0.39],
      'you are useless': ['small-talk/insult', 0.99],
      'get me your manager': ['control/human', 0.99],
    })
    expect(found).toEqual({ intent: 'control/human', wishes: ['control/human'] })
  })

  it('an announcement is part of what it announces', () => {
    const found = split('two things: cancel my order and can I change my address', ['change-address', 0.8], {
      'two things': ['control/inform', 0.8],
      'cancel my order': ['cancel', 0.95],
      'two things: cancel my order': ['cancel', 0.5],
      'can I change my address': ['change-address', 0.97],
    })
    expect(found.wishes).toEqual(['cancel', 'change-address'])
  })

  it('what goes on after a comma explains, and one clear sentence decides where the whole is confusing', () => {
    const text = 'I was charged twice for the boots, I only bought one'
    const parts: Record<string, [string, number]> = {
      'I was charged twice for the boots': ['charged-twice', 0.97],
      'I only bought one': ['wrong-quantity', 0.8],
    }
    const both = ['charged-twice', 'wrong-quantity']
    expect(split(text, ['wrong-quantity', 0.3], parts)).toEqual({ intent: 'charged-twice', wishes: ['charged-twice'] })
    expect(split(text.replace(',', ' and also'), ['wrong-quantity', 0.3], parts).wishes).toEqual(both)
  })

  it('a clear sentence that speaks of what was said before does not decide', () => {
    const text = 'could you wrap it up nicely? what would that cost'
    const parts: Record<string, [string, number]> = {
      'could you wrap it up nicely': ['affirm', 0.3],
      'what would that cost': ['price', 0.95],
    }
    expect(split(text, ['wrapping', 0.4], parts).intent).toBe('wrapping')
    const named = { ...parts, 'what would shipping cost': ['price', 0.95] as [string, number] }
    expect(split(text.replace('that', 'shipping'), ['wrapping', 0.4], named).intent).toBe('price')
  })

  it('tells a circumstance from a request', () => {
    const is = (text: string) => isCircumstance(text, tokenise(text))
    expect(is('my bill was due yesterday')).toBe(true)
    expect(is('I am out of town')).toBe(true)
    expect(is('I need more time')).toBe(false)
    expect(is('my parcel came?')).toBe(false)
    expect(is('cancel my order')).toBe(false)
  })
})
