import { boolean, eitherOf, type Kind, number, text, unknown } from './kinds.ts'

type Taken = 'any' | readonly Kind['is'][]

interface Signature {
  /** What each argument may be; the last counts for all further ones. */
  takes: readonly Taken[]
  gives(args: readonly Kind[]): Kind
  /** What is mostly meant where it is given something else. */
  instead?: string
}

const textual: Taken = ['text', 'number', 'boolean']
const numeric: Taken = ['number', 'text']
const gives = (kind: Kind) => () => kind
const element = ([list]: readonly Kind[]): Kind => (list?.is === 'list' ? list.of : unknown)

/** What functions take and give; those over elements are known to the inference itself. */
export const signatures: Readonly<Record<string, Signature>> = {
  length: { takes: [['text', 'list']], gives: gives(number), instead: 'A number has no length: compare it as it is.' },
  lower: { takes: [textual], gives: gives(text) },
  upper: { takes: [textual], gives: gives(text) },
  trim: { takes: [textual], gives: gives(text) },
  text: { takes: ['any'], gives: gives(text) },
  number: { takes: [numeric], gives: gives(number) },
  money: { takes: [numeric], gives: gives(number) },
  round: { takes: [numeric], gives: gives(number) },
  min: { takes: [['number', 'text', 'list']], gives: gives(number) },
  max: { takes: [['number', 'text', 'list']], gives: gives(number) },
  sum: { takes: [['list']], gives: gives(number), instead: 'Add two numbers with +.' },
  date: { takes: [['text']], gives: gives(text) },
  time: { takes: [['text']], gives: gives(text) },
  weekday: { takes: [['text']], gives: gives(number) },
  add_days: { takes: [['text'], numeric], gives: gives(text) },
  days_since: { takes: [['text']], gives: gives(number) },
  days_until: { takes: [['text']], gives: gives(number) },
  days_between: { takes: [['text']], gives: gives(number) },
  first: { takes: [['list']], gives: element },
  last: { takes: [['list']], gives: element },
  join: { takes: [['list'], ['text']], gives: gives(text) },
  starts_with: { takes: [textual], gives: gives(boolean) },
  contains: { takes: [textual], gives: gives(boolean), instead: 'Whether something is in a list: value in list.' },
  has: { takes: ['any'], gives: gives(boolean) },
  default: { takes: ['any'], gives: (args) => eitherOf(args) },
}
