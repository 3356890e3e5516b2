import { expect, test } from 'vitest'
import { convertCondition } from './conditions.ts'

const slots = new Map([
  ['age', 'age'],
  ['plan', 'plan'],
  ['Is-Member', 'is_member'],
  ['tags', 'tags'],
])
const converted = (source: unknown) => {
  const result = convertCondition(source, (name) => slots.get(name) ?? null)
  return result.ok ? result.expression : `✗ ${result.why}`
}

test('comparisons, identity and negation in our notation, brackets only where they are needed', () => {
  expect(converted('slots.age < 18')).toBe('age < 18')
  expect(converted('slots.plan = "gold" or slots.plan is \'silver\'')).toBe("plan == 'gold' or plan == 'silver'")
  expect(converted('slots.plan is not null')).toBe('plan != null')
  expect(converted('not slots.Is-Member and slots.age >= 18.5')).toBe('not is_member and age >= 18.5')
  expect(converted('not (slots.age > 1 and slots.age != 7)')).toBe('not (age > 1 and age != 7)')
  expect(converted('(slots.age > 18 and (plan = "a" or plan = "b"))')).toBe(
    "(age > 18 and (plan == 'a' or plan == 'b'))",
  )
  expect(converted(false)).toBe('false')
})

test('sets, parts of texts and bare words', () => {
  expect(converted('{"gold" "silver"} contains slots.plan')).toBe("plan in ['gold', 'silver']")
  expect(converted('slots.tags contains "new"')).toBe("contains(tags, 'new')")
  expect(converted('slots.plan = gold')).toBe("plan == 'gold'")
  expect(converted("slots.plan = 'it\\'s'")).toBe("plan == 'it\\'s'")
})

test('what has no counterpart is told, and nothing brings the reader down', () => {
  expect(converted('context.previous_flow = "x"')).toBe('✗ it looks at the inner state of Rasa (context)')
  expect(converted('slots.plan matches "g.*"')).toBe('✗ our expressions have no regular expressions')
  expect(converted('slots.unheard_of')).toBe('✗ there is no slot "unheard_of"')
  expect(converted('slots.age >')).toBe('✗ something is missing at its end')
  expect(converted('slots.age ? 1')).toBe('✗ it cannot be read')
  expect(converted('(slots.age > 1')).toBe('✗ a bracket is not closed')
  expect(converted({})).toBe('✗ it is no text')
  expect(converted('('.repeat(500))).toBe('✗ it is nested too deeply')
  expect(converted('a'.repeat(5_000))).toBe('✗ it is too long')
})
