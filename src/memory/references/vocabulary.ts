/** The words that referring expressions are made of. English: in other languages only what entities say outright is understood. */

/** How many are meant: one, so many, all there are, or several that belong together ("them", "those orders"). */
export type Count = 'one' | 'all' | 'several' | number

export interface Comparison {
  of: 'money' | 'date'
  most: boolean
}

export const determiners = new Set([
  'my',
  'the',
  'that',
  'this',
  'those',
  'these',
  'both',
  'all',
  'neither',
  'same',
  'said',
  'our',
])
export const demonstratives = new Set(['this', 'that', 'these', 'those'])
export const pronouns: Record<string, Count> = {
  it: 'one',
  its: 'one',
  this: 'one',
  that: 'one',
  them: 'several',
  em: 'several',
  they: 'several',
  these: 'several',
  those: 'several',
}
export const places: Record<string, number> = {
  first: 0,
  '1st': 0,
  second: 1,
  '2nd': 1,
  third: 2,
  '3rd': 2,
  fourth: 3,
  '4th': 3,
  fifth: 4,
  '5th': 4,
  last: -1,
}
export const numbers: Record<string, number> = { two: 2, '2': 2, three: 3, '3': 3, four: 4, '4': 4, five: 5 }
export const specials = new Set(['other', 'previous', 'former', 'latter'])
export const comparisons: Record<string, Comparison> = {
  ...all(['expensive', 'expensivest', 'pricey', 'pricier', 'priciest', 'costly', 'dear', 'dearer'], {
    of: 'money',
    most: true,
  }),
  ...all(['cheap', 'cheaper', 'cheapest'], { of: 'money', most: false }),
  ...all(['new', 'newer', 'newest', 'recent', 'latest', 'later'], { of: 'date', most: true }),
  ...all(['old', 'older', 'oldest', 'earlier', 'earliest'], { of: 'date', most: false }),
}
function all(words: string[], comparison: Comparison): Record<string, Comparison> {
  return Object.fromEntries(words.map((word) => [word, comparison]))
}

/** Words that say nothing of which one is meant. */
export const idle = new Set(
  `more most less least very same said whole entire current own damn stupid bloody late missing lost wrong real actual exact little of online
  particular specific above next`.split(/\s+/),
)
/** No part of a phrase goes beyond these. */
export const stops = new Set(
  `is are was were be been am i you we he she they me him us has have had do does did can could will would shall should may might must
  to for from in on at by with about and or but if then so not no when where what who why how which that because until till it there
  here please`.split(/\s+/),
)
const relatives = `that which who whose where i you we i've we've with containing including`
/** What a clause begins with that tells which one is meant. */
export const relative = new Set(relatives.split(' '))
/** What a clause may begin with. */
export const openers = new Set(`${relatives} of from for in costing`.split(' '))
export const clauseEnds = new Set(['and', 'or', 'but', 'if', 'when', 'because', 'until', 'please', 'then', 'so'])
export const failing = /^(?:couldn't|could|cannot|can't|unable)$/
export const negating = /^(?:not|never|didn't|haven't|hasn't|wasn't|don't|couldn't|can't|cannot|weren't)$/

/** What may follow a bare "this" or "that", beside the words above. */
export const followers = new Set(
  `work works fit fits come comes cost costs arrive arrives ship ships include count apply applies mean help look get go need expire
  again too back now today tomorrow instead already yet asap immediately up off out also still ever actually and one two`.split(
    /\s+/,
  ),
)
