import { createContext, Script } from 'node:vm'

/** Repeats inside a repeat multiply; up to so many rounds of the outer one are believed to end. */
const mostNestedRounds = 4
/** UTF-16 units of a pattern. */
const longestPattern = 2_000
/** The trial: texts as long as the parts that patterns are run on, and milliseconds for all of them together. Sound ones need about one. */
const trialLength = 1_000
const trialTimeoutMs = 250
/** A machine that is busy with other things stops a sound pattern, too: what fails has a second, longer try. */
const patiences = [1, 8]
const mostTrialCharacters = 14

/**
 * What is wrong with a pattern, or undefined. JavaScript's engine tries alternatives one after the other, so some patterns take minutes on
 * texts that a customer can write: those are refused, by their form and by a trial against texts that repeat their own characters.
 */
export function patternProblem(source: string): string | undefined {
  if (source.length > longestPattern) return `is longer than ${longestPattern} characters`
  try {
    new RegExp(source, 'giud')
  } catch (error) {
    return `is no regular expression (${error instanceof Error ? error.message : String(error)})`
  }
  return formProblem(source) ?? trialProblem(source)
}

interface Group {
  hasUnbounded: boolean
}

/** Walks over the pattern once; it is known to be valid. */
function formProblem(source: string): string | undefined {
  const open: Group[] = [{ hasUnbounded: false }]
  let closed: Group | undefined
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at]
    const wasClosed = closed
    closed = undefined
    if (character === '\\') {
      if (/^\\(?:[1-9]|k<)/.test(source.slice(at))) return 'uses a back reference, which cannot be read in bounded time'
      at += 1
    } else if (character === '[') at = endOfClass(source, at)
    else if (character === '(') {
      open.push({ hasUnbounded: false })
      at += /^\((?:\?(?:<?[=!]|:|<[^>]*>|[a-z-]*:))?/i.exec(source.slice(at))![0].length - 1
    } else if (character === ')') {
      closed = open.pop()
      const outer = open.at(-1)
      if (closed?.hasUnbounded && outer !== undefined) outer.hasUnbounded = true
    } else {
      const repeat = /^(?:[*+]|\{(\d+)(,(\d*))?\})/.exec(source.slice(at))
      if (repeat === null) continue
      const most = repeatsAtMost(repeat)
      if (wasClosed?.hasUnbounded && most > mostNestedRounds) return 'repeats what itself repeats without bound: (a+)+'
      const current = open.at(-1)
      if (most === Number.POSITIVE_INFINITY && current !== undefined) current.hasUnbounded = true
      at += repeat[0].length - 1
    }
  }
  return undefined
}

function repeatsAtMost(repeat: RegExpExecArray): number {
  if (repeat[1] === undefined) return Number.POSITIVE_INFINITY
  if (repeat[2] === undefined) return Number(repeat[1])
  return repeat[3] === '' || repeat[3] === undefined ? Number.POSITIVE_INFINITY : Number(repeat[3])
}

function endOfClass(source: string, from: number): number {
  let at = from + 1
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1
  return at
}

function trialProblem(source: string): string | undefined {
  const own = [...new Set(source.replace(/\\./g, '').match(/[\p{L}\p{N}@#$:=_/-]/gu) ?? [])].slice(
    0,
    mostTrialCharacters - 6,
  )
  const characters = [...new Set([' ', '0', 'a', '-', ',', '.', ...own])]
  const texts = characters.map((character) => character.repeat(trialLength))
  for (const character of characters)
    texts.push(`${character} `.repeat(trialLength / 2), `a${character}`.repeat(trialLength / 2))
  // Endings that match nothing make the engine try every other way.
  const context = createContext({ regex: source, texts: texts.map((text) => `${text}\u0000`) })
  for (const patience of patiences) {
    try {
      trial.runInContext(context, { timeout: trialTimeoutMs * patience })
      return undefined
    } catch {
      // Too slow, or the machine was busy with something else: tried again with more time.
    }
  }
  return 'takes too long on texts that repeat its characters; bound its repeats, such as {1,20} for +'
}

const trial = new Script(`for (const text of texts) {
  const compiled = new RegExp(regex, 'giud')
  for (let rounds = 0; rounds < 32 && compiled.exec(text) !== null; rounds += 1) if (compiled.lastIndex === 0) break
}`)
