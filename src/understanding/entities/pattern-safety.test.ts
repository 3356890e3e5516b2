import { describe, expect, it } from 'vitest'
import { patternProblem } from './pattern-safety.ts'

describe('a pattern', () => {
  it.each([
    String.raw`\bMF\s?[-–—#]?\s?\d{6}\b`,
    String.raw`^\W*(?:it's |its )?(?<value>\d{6})\W*$`,
    String.raw`(?-i:\b[A-Z]{3,12}\d{1,3}\b)`,
    String.raw`\border(?:[\s:#]|\b(?:is|was)\b){0,8}(?<value>\d{4,8})(?![\d-]*\d)`,
    String.raw`(?<!\bgood\s)\b(?<value>morning|evening)s?\b`,
    '[a-z+*(]+',
    'a+b+',
  ])('%s is let through', (pattern) => {
    expect(patternProblem(pattern)).toBeUndefined()
  })

  it.each([
    ['(', 'no regular expression'],
    ['(a+)+$', 'repeats what itself repeats'],
    [String.raw`(?:\w+\s?)*$`, 'repeats what itself repeats'],
    ['(?<x>[a-z]*){2,}', 'repeats what itself repeats'],
    [String.raw`([a-z])\1`, 'back reference'],
    [String.raw`(?<x>[a-z])\k<x>`, 'back reference'],
    ['(a|a)*$', 'takes too long'],
    ['a*a*a*a*a*b', 'takes too long'],
    ['x'.repeat(3_000), 'longer than'],
  ])('%s is refused', (pattern, problem) => {
    expect(patternProblem(pattern)).toContain(problem)
  })
})
