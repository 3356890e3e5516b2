import { formatterNames, takesArgument } from './formats.ts'
import { responseLimits } from './limits.ts'

/** A template taken apart: plain text and placeholders. JSON: part of a release. */
export type Segment = string | Placeholder

export interface Placeholder {
  /** `order.items.0.name` as its names. */
  path: string[]
  formats: { name: string; argument: string | null }[]
}

export interface TemplateProblem {
  message: string
  suggestion: string | null
}

const pathShape = /^[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)*$/u

/**
 * Reads `Hello {customer.name|or:there}`. `{{` and `}}` stand for braces. Nothing is computed in a template: what needs computing is set in
 * the flow, what depends on a condition is a variant.
 */
export function readTemplate(source: string): { segments: Segment[]; problems: TemplateProblem[] } {
  const segments: Segment[] = []
  const problems: TemplateProblem[] = []
  const problem = (message: string, suggestion: string | null = null) => void problems.push({ message, suggestion })
  if (source.length > responseLimits.templateCharacters)
    problem(`The text has ${source.length} characters; at most ${responseLimits.templateCharacters} fit a reply.`)
  let text = ''
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at]!
    if ((character === '{' || character === '}') && source[at + 1] === character) {
      text += character
      at += 1
    } else if (character === '{') {
      const end = source.indexOf('}', at)
      if (end < 0) {
        problem('A { is never closed.', 'Write {{ for a brace.')
        break
      }
      if (text !== '') segments.push(text)
      text = ''
      const placeholder = readPlaceholder(source.slice(at + 1, end), problem)
      if (placeholder) segments.push(placeholder)
      at = end
    } else if (character === '}') problem('A } closes nothing.', 'Write }} for a brace.')
    else text += character
  }
  if (text !== '') segments.push(text)
  return { segments, problems }
}

function readPlaceholder(
  inside: string,
  problem: (message: string, suggestion?: string | null) => void,
): Placeholder | null {
  const [path = '', ...formats] = inside.split('|').map((part) => part.trim())
  if (!pathShape.test(path)) {
    problem(`{${inside}} is no variable.`, 'Write a name like {order.number}, with |money, |date … behind it.')
    return null
  }
  const read = formats.map((format) => {
    const colon = format.indexOf(':')
    const name = colon < 0 ? format : format.slice(0, colon).trim()
    const argument = colon < 0 ? null : format.slice(colon + 1).trim()
    if (!formatterNames.includes(name))
      problem(`There is no format "${name}" in {${inside}}.`, `There are ${formatterNames.join(', ')}.`)
    else if (takesArgument(name) && argument === null)
      problem(`The format "${name}" in {${inside}} needs a value, like |${name}:…`)
    return { name, argument }
  })
  return { path: path.split('.'), formats: read }
}

export const placeholders = (segments: readonly Segment[]): Placeholder[] =>
  segments.filter((segment): segment is Placeholder => typeof segment !== 'string')

/** Placeholders that leave a hole when their value is missing. */
export const needed = (segments: readonly Segment[]): Placeholder[] =>
  placeholders(segments).filter(({ formats }) => !formats.some(({ name }) => name === 'or'))
