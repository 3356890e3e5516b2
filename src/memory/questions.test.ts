import { describe, expect, test } from 'vitest'
import { memoryWishOf, yesOrNo } from './questions.ts'

const nouns = new Map([
  ['order_number', ['order', 'parcel']],
  ['product', ['product', 'item']],
])

describe('what a message asks of the memory', () => {
  test.each([
    ['which orders did we talk about?', { kind: 'talked-about', type: 'order_number' }],
    ['what products have we discussed', { kind: 'talked-about', type: 'product' }],
    ['Which parcels were we talking about?', { kind: 'talked-about', type: 'order_number' }],
    ['what did we talk about', { kind: 'talked-about', type: null }],
    ['what have we done so far?', { kind: 'so-far' }],
    ['What do you know about me?', { kind: 'known' }],
    ['what data do you have about me', { kind: 'known' }],
    ['which information have you stored about me?', { kind: 'known' }],
    ['what do you remember about me', { kind: 'known' }],
    ['forget everything you know about me', { kind: 'forget-all' }],
    ['Please delete all my data that you have about me', { kind: 'forget-all' }],
    ['erase what you remember about me', { kind: 'forget-all' }],
    ['clear my profile', { kind: 'forget-all' }],
    ["don't remember that", { kind: 'forget-that' }],
    ['please do not save this', { kind: 'forget-that' }],
    ['forget what I just said', { kind: 'forget-that' }],
    ["don't remember anything about me", { kind: 'consent', given: false }],
    ['forget everything', { kind: 'forget-all', bare: true }],
    ['please remember that I wear size 8', { kind: 'remember', what: 'I wear size 8' }],
    ['Can you remember that my dog is called Rex?', { kind: 'remember', what: 'my dog is called Rex' }],
    ["Don't forget that I'm allergic to wool.", { kind: 'remember', what: "I'm allergic to wool" }],
    ['note for next time: I prefer pickup', { kind: 'remember', what: 'I prefer pickup' }],
    ['Bitte merk dir, dass ich Größe 38 trage', { kind: 'remember', what: 'ich Größe 38 trage' }],
    ['por favor recuerda que uso la talla 38', { kind: 'remember', what: 'uso la talla 38' }],
    ['please remember this for next time', { kind: 'consent', given: true }],
    ['yes, remember my preferences', { kind: 'consent', given: true }],
    ['you may remember things about me', { kind: 'consent', given: true }],
    ['keep it short please', { kind: 'brevity', brevity: 'short' }],
    ['be more brief', { kind: 'brevity', brevity: 'short' }],
    ['longer answers please', { kind: 'brevity', brevity: 'full' }],
    ['in German please', { kind: 'language', language: 'de' }],
    ['can we switch to Spanish?', { kind: 'language', language: 'es' }],
    ['answer in English from now on', { kind: 'language', language: 'en' }],
  ])('"%s"', (text, wish) => {
    expect(memoryWishOf(text, nouns)).toEqual(wish)
  })

  test.each([
    'please remember that I already paid',
    "don't forget that I also want to return the boots",
    'please remember my order MF-104233',
    'please remember that the parcel is late',
    'forget it',
    'forget about the refund',
    'forget my order',
    'delete my account',
    'do you remember my order?',
    'what do you know about boots',
    'where is my order',
    'what is the status of the order we talked about yesterday, can you tell me please',
    'I want to talk about my return',
    'do you ship to Germany',
    'is there a short version of the boots',
    'can you tell me more about that item',
    'German',
    "I don't remember my password",
    'what information do you need',
    'delete my address',
    'save that for later',
    'remove the item from my order',
  ])('"%s" is about something else', (text) => {
    expect(memoryWishOf(text, nouns)).toBeNull()
  })

  test('yes and no answer its own questions', () => {
    expect(['yes', 'Sure, go ahead', 'no', "don't", 'where is my order', 'yes but where is it?'].map(yesOrNo)).toEqual([
      true,
      true,
      false,
      false,
      null,
      null,
    ])
  })
})
