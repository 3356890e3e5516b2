import { expect, test } from 'vitest'
import { z } from 'zod'
import { problemText } from '#domain/problem.ts'
import { readChecked } from './read-checked.ts'

const schema = z.strictObject({
  flows: z.record(z.string(), z.strictObject({ description: z.string(), steps: z.array(z.string()).optional() })),
})
const problems = (text: string) => readChecked({ file: 'a.yaml', text }, schema).problems.map(problemText)

test('an unknown key is a problem at its place, with the nearest key that the schema knows there', () => {
  expect(problems('flows:\n  one: { description: a, step: [] }\n')).toEqual([
    'a.yaml:2:26 "step" is not a key of "flows.one". Did you mean "steps"?',
  ])
})

test('a key that is like none gets no suggestion', () => {
  expect(problems('flows: {}\ncolour: red\n')).toEqual(['a.yaml:2:1 "colour" is not a key of the file.'])
})

test('a wrong value is a problem at its place', () => {
  expect(problems('flows:\n  one:\n    description: [1]\n')[0]).toMatch(/^a\.yaml:3:18 "flows\.one\.description": /)
})
