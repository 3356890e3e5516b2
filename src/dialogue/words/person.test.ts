import { describe, expect, test } from 'vitest'
import { namesPerson, personWantedIn, refusesMachine, refusesPerson } from './person.ts'

describe('a person is called', () => {
  test.each([
    ['Kann ich mit einem Menschen sprechen?', 'de'],
    ['Holen Sie einen Menschen', 'de'],
    ['Ich will mit einem echten Mitarbeiter reden!', 'de'],
    ['verbinden Sie mich bitte mit jemandem', 'de'],
    ['ich möchte nicht mit einem Bot sprechen', 'de'],
    ['quiero hablar con una persona', 'es'],
    ['¿Puedo hablar con alguien?', 'es'],
    ['necesito un agente', 'es'],
    ["je veux parler à quelqu'un", 'fr'],
    ['passez-moi un conseiller, svp', 'fr'],
    ['vorrei parlare con un operatore', 'it'],
    ['quero falar com um atendente', 'pt'],
    ['kan ik iemand spreken?', 'nl'],
    ['ik wil een medewerker', 'nl'],
  ])('"%s" in %s', (text, language) => {
    expect(personWantedIn(text)).toBe(language)
  })

  test.each([
    'Ich möchte nicht mit einem Menschen sprechen',
    'Kann mir jemand sagen, wo mein Paket ist?',
    'no quiero hablar con una persona',
    'una persona me dijo que el pedido llega mañana',
    "quelqu'un a volé mon colis",
    'where is my order',
    'I want to talk to a human',
    'my boss wants a refund',
  ])('not by "%s"', (text) => {
    expect(personWantedIn(text)).toBeNull()
  })
})

describe('a person is refused', () => {
  test.each([
    "I don't need a human, what time do you open in Boston",
    "don't transfer me to a human",
    'please do not connect me with an agent',
    'no need to talk to anyone',
    "I'd rather not speak with a representative",
    'I do not want to be transferred to another agent',
  ])('by "%s"', (text) => {
    expect(refusesPerson(text)).toBe(true)
  })

  test.each([
    'why don’t you get me a human',
    "if you don't connect me to a person I'll cancel",
    "I don't want to talk to a bot",
    "I don't want to wait for hours, get me an agent",
    "I don't have anyone to ask, get me an agent",
    'I want to talk to a human',
  ])('not by "%s"', (text) => {
    expect(refusesPerson(text)).toBe(false)
  })
})

test.each([
  ["I don't want to talk to a bot", true],
  ['stop connecting me to a robot', true],
  ["I don't like talking to machines", true],
  ['I am not a robot', false],
  ['no bots please', false],
  ['I want to buy a robot', false],
  ["why don't you have a bot", false],
])('"%s" refuses a machine: %s', (text, is) => {
  expect(refusesMachine(text)).toBe(is)
})

test.each([
  ['a colleague, please', true],
  ['yes please, a colleague', true],
  ['einen Menschen', true],
  ['other words', false],
  ['no human please', false],
])('"%s" names a person: %s', (text, is) => {
  expect(namesPerson(text)).toBe(is)
})
