import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  beginCourse,
  describeCourse,
  endTurn,
  frustrationIn,
  hearMessage,
  type MoodCourse,
  predictSatisfaction,
} from './mood-course.ts'
import type { OutcomeKind } from './reply.ts'
import type { Emotion, Mood, Understanding } from './understanding.ts'

const calm: Mood = { polarity: 0, anger: 0, urgency: 0 }
const angry: Mood = { polarity: -0.9, anger: 0.95, urgency: 0 }
const feeling = (name: Emotion, confidence = 0.9): Mood => ({ ...calm, emotions: [{ name, confidence }] })

function read(text: string, mood: Mood = calm, intent: string | null = null): Understanding {
  const intents = intent === null ? [] : [{ name: intent, confidence: 0.9 }]
  return {
    text,
    corrected: text,
    corrections: [],
    language: { code: 'en', confidence: 1 },
    intents,
    outOfScope: 0,
    wishes: [],
    entities: [],
    mood,
  }
}

type Turn = [understanding: Understanding, outcome: OutcomeKind]
const courseOf = (...turns: Turn[]): MoodCourse =>
  turns.reduce<MoodCourse>((course, [said, outcome]) => endTurn(hearMessage(course, said), outcome), beginCourse())

describe('the course of the mood', () => {
  it('takes one angry message for venting and two for being fed up', () => {
    const once = hearMessage(undefined, read('where is it', angry))
    expect(once.frustration).toBeLessThan(0.5)
    expect(once.direction).toBe('rising')
    expect(hearMessage(once, read('this is a joke', angry)).frustration).toBeGreaterThan(0.6)
  })

  it('calms down with calm messages, and faster with thanks', () => {
    const upset = courseOf([read('no', angry), 'asked'], [read('no no', angry), 'asked'])
    const calmer = hearMessage(upset, read('the blue one'))
    const thankful = hearMessage(upset, read('thank you', feeling('gratitude')))
    expect(calmer).toMatchObject({ direction: 'falling' })
    expect(thankful.frustration).toBeLessThan(calmer.frustration / 2)
  })

  it('counts the same words again, and the same wish after an answer that did not help', () => {
    const words = 'where is my parcel please'
    expect(courseOf([read(words), 'clarified'], [read(`${words}!`), 'clarified']).repeats).toBe(1)
    const first: Turn = [read('where is my order', calm, 'orders/status'), 'answered']
    expect(courseOf(first, [read('so where is my order now', calm, 'orders/status'), 'answered']).repeats).toBe(1)
    expect(courseOf(first, [read('cancel the second one', calm, 'orders/cancel'), 'asked']).repeats).toBe(0)
  })

  it('takes no answer to a question for a repetition, and no small talk', () => {
    const turns: Turn[] = [
      [read('send boots back', calm, 'returns'), 'asked'],
      [read('the boots from may', calm, 'returns'), 'asked'],
    ]
    expect(courseOf(...turns).repeats).toBe(0)
    const hello = read('hello there', calm, 'smalltalk/greet')
    expect(courseOf([hello, 'answered'], [hello, 'answered']).repeats).toBe(0)
  })

  it('rises when requests are repeated and nothing helps, without one bad word', () => {
    const said = read('i need the invoice of my last order', calm, 'invoices')
    const course = courseOf([said, 'clarified'], [said, 'clarified'], [said, 'failed'])
    expect(course).toMatchObject({ failures: 3, repeats: 2 })
    expect(course.frustration).toBeGreaterThan(0.25)
    expect(describeCourse(course)).toContain('had to ask again 2 times')
  })

  it('believes who says that it was said before', () => {
    const said = hearMessage(undefined, read('THIS IS THE THIRD TIME I AM WRITING, you are useless', angry))
    expect(said).toMatchObject({ repeats: 1 })
    expect(said.frustration).toBeGreaterThan(0.6)
    expect(hearMessage(undefined, read('i already told you the number')).frustration).toBeGreaterThan(0.2)
    expect(hearMessage(undefined, read('next time please ring the bell')).repeats).toBe(0)
  })

  it('leaves a part of the frustration behind when a person takes over', () => {
    const upset = hearMessage(hearMessage(undefined, read('a', angry)), read('b', angry))
    expect(endTurn(upset, 'handed-off').frustration).toBeLessThan(upset.frustration)
  })
})

describe('predicted satisfaction', () => {
  it('is good where the customer was served and said thanks', () => {
    const good = courseOf(
      [read('where is my order'), 'answered'],
      [read('thank you', feeling('gratitude')), 'answered'],
    )
    expect(predictSatisfaction(good)).toBeGreaterThan(4.3)
  })

  it('is bad where nothing helped and the customer is angry', () => {
    const bad = courseOf([read('where is it', angry), 'clarified'], [read('hello?? where is it', angry), 'handed-off'])
    expect(predictSatisfaction(bad)).toBeLessThan(2)
  })

  const courses = fc.record({
    frustration: fc.double({ min: 0, max: 1, noNaN: true }),
    messages: fc.nat(60),
    repeats: fc.nat(9),
    failures: fc.nat(30),
    served: fc.nat(30),
    complaints: fc.nat(9),
    thanks: fc.nat(5),
    handoffs: fc.nat(4),
  })
  const course = (fields: Partial<MoodCourse>): MoodCourse => ({ ...beginCourse(), ...fields })

  it('lies between 1 and 5', () => {
    fc.assert(
      fc.property(courses, (fields) => {
        const score = predictSatisfaction(course(fields))
        return score >= 1 && score <= 5
      }),
    )
  })

  it('never rises with more of a bad thing and never falls with more of a good one', () => {
    fc.assert(
      fc.property(
        courses,
        fc.constantFrom('repeats', 'failures', 'complaints', 'handoffs', 'messages'),
        (fields, worse) => {
          const before = course({ ...fields, served: 0 })
          if (worse === 'messages' && fields.failures > 0) return true
          return predictSatisfaction(course({ ...before, [worse]: fields[worse] + 1 })) <= predictSatisfaction(before)
        },
      ),
    )
    fc.assert(
      fc.property(courses, fc.constantFrom('served', 'thanks'), (fields, better) => {
        return (
          predictSatisfaction(course({ ...fields, [better]: fields[better] + 1 })) >=
          predictSatisfaction(course(fields))
        )
      }),
    )
    fc.assert(
      fc.property(courses, fc.double({ min: 0, max: 1, noNaN: true }), (fields, other) => {
        const [less, more] = [Math.min(fields.frustration, other), Math.max(fields.frustration, other)]
        const at = (frustration: number) => predictSatisfaction(course({ ...fields, frustration }))
        return at(more) <= at(less)
      }),
    )
  })
})

describe('any conversation', () => {
  const moods = fc.record({
    polarity: fc.double({ min: -1, max: 1, noNaN: true }),
    anger: fc.double({ min: 0, max: 1, noNaN: true }),
    urgency: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  const outcomes = fc.constantFrom<OutcomeKind>(
    'answered',
    'asked',
    'acted',
    'clarified',
    'refused',
    'handed-off',
    'held',
    'failed',
  )
  const turns = fc.array(fc.tuple(fc.string(), moods, outcomes), { maxLength: 30 })

  it('keeps frustration between 0 and 1, and what is remembered small', () => {
    fc.assert(
      fc.property(turns, (said) => {
        const course = courseOf(...said.map(([text, mood, outcome]): Turn => [read(text, mood), outcome]))
        expect(course.frustration).toBeGreaterThanOrEqual(0)
        expect(course.frustration).toBeLessThanOrEqual(1)
        expect(course.recent.length).toBeLessThanOrEqual(3)
        expect(JSON.parse(JSON.stringify(course))).toEqual(course)
      }),
    )
  })

  it('is never less frustrating with an angrier last message', () => {
    fc.assert(
      fc.property(moods, fc.double({ min: 0, max: 1, noNaN: true }), (mood, other) => {
        const [less, more] = [Math.min(mood.anger, other), Math.max(mood.anger, other)]
        expect(frustrationIn({ ...mood, anger: more })).toBeGreaterThanOrEqual(frustrationIn({ ...mood, anger: less }))
      }),
    )
  })
})
