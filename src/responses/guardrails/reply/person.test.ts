import { expect, test } from 'vitest'
import { asksIfPerson } from './person.ts'

test.each([
  'Are you human?',
  'are you a bot',
  'Am I talking to a real person?',
  'hi, are you an AI?',
  'Bist du ein Mensch?',
  'Spreche ich mit einem Roboter?',
  'Êtes-vous un robot ?',
  '¿Eres una persona?',
  'sei un robot?',
  'és um robô?',
  'Ben je een mens?',
])('asks whether a person is there: %s', (text) => {
  expect(asksIfPerson(text)).toBe(true)
})

test.each([
  'I want to talk to a person',
  'are you open on Sunday?',
  'are you human resources, and can you send me my contract from last year please?',
  'is this machine washable?',
  'get me a human',
])('does not ask it: %s', (text) => {
  expect(asksIfPerson(text)).toBe(false)
})
