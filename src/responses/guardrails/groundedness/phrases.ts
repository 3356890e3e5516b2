import { type Meaning, meaningOf, nameOf } from './meaning.ts'
import type { Sentence } from './read.ts'

/** What a small-letter word means, its genitive left off. */
export const conceptOf = (word: string | undefined): Meaning | null =>
  word ? meaningOf(word.replace(/'s$/, '')) : null

export function ordersOf(text: string): Sentence['order'] {
  const orders: Sentence['order'] = []
  for (const match of text.matchAll(
    /\b(before|until|till|prior to|by|after|once(?! (?:an?|per|every|for|without|only|more|again|in)\b)|following|as soon as|from|since|within \w+ \w+ of)\b((?: (?!before|after|until)[a-z']+){1,6})/g,
  )) {
    const side = /^(?:before|until|till|prior|by)/.test(match[1] as string) ? 'before' : 'after'
    if (match[1] === 'from' || match[1] === 'by') {
      if (!/\b(?:end|start|begin\w*)\b/.test(match[2] as string)) continue
    }
    let taken = 0
    for (const word of (match[2] as string).trim().split(' ')) {
      const meaning = conceptOf(word)
      if (/^(?:before|after|until|and|or|but)$/.test(word)) break
      if (meaning === null) continue
      orders.push({ side, concept: meaning.concept })
      taken += 1
      if (taken === 3) break
    }
  }
  return orders
}

export function nounsOf(text: string, capitals: ReadonlySet<string>): Set<string> {
  const nouns = new Set<string>()
  const add = (word: string | undefined) => {
    const concept = word && (capitals.has(word) ? nameOf(word) : conceptOf(word)?.concept)
    if (concept) nouns.add(concept)
  }
  for (const match of text.matchAll(
    /\b(?:a|an|the|your|our|by|in|at|with|via|only|of|and|or|any) (?!(?:a|an|the|your|our|first|next|other|same|further|additional|extra)\b)([a-z]+)(?= (?:to|for|at|in|on|and|or|is|are|can|must|may|when|if|only|have|has)\b|[.,;:!?]|$)/g,
  ))
    add(match[1])
  for (const match of text.matchAll(
    /(?:^|[,;] |\bfor |\bon )(?:[a-z]+ )?([a-z]+s|[a-z]+ (?=meals|cards?|tickets?|customers|members|rooms?|fares?)) ?(?=(?:can|are|may|must|only|have|cost|get|pay|meals|cards?|tickets?|customers|members|rooms?|fares?)\b)/g,
  ))
    add(match[1]?.trim())
  return nouns
}

export function slotsOf(text: string, capitals: ReadonlySet<string>): Map<string, Set<string>> {
  const slots = new Map<string, Set<string>>()
  for (const match of text.matchAll(
    /\b(in|at|by|with|via|from|to|on|into|through|for|of) (?:the |a |an |your |our |one of |their |any )*([a-z'-]+)(?: ([a-z'-]+))?/g,
  )) {
    const [, slot = '', first = '', second = ''] = match
    const filler = [second, first]
      .map((word) => (capitals.has(word) ? nameOf(word) : conceptOf(word)?.concept))
      .filter((concept) => concept !== undefined)
    const there = slots.get(slot) ?? new Set()
    for (const concept of filler) there.add(concept)
    slots.set(slot, there)
  }
  return slots
}

/** Of one set one excludes the others. */
const tellerSets = ['same next last this previous', 'in out', 'on off', 'up down', 'after before of']
const tellerKinds = new Map(tellerSets.flatMap((words, kind) => words.split(' ').map((word) => [word, kind] as const)))

export function tellersOf(text: string): Sentence['tellers'] {
  const tellers: Sentence['tellers'] = new Map()
  const add = (word: string, teller: string) => {
    const key = `${tellerKinds.get(teller)} ${conceptOf(word)?.concept ?? word}`
    tellers.set(key, (tellers.get(key) ?? new Set()).add(teller))
  }
  for (const [, teller = '', word = ''] of text.matchAll(
    /\b(same|next|last|this|previous) (?:business |working |calendar )?(day|night|week|month|year|season|term|quarter)/g,
  ))
    add(word, teller)
  for (const [, word = '', teller = ''] of text.matchAll(/\b(?<!\d )(day|week|month|year) (after|before|of)\b/g))
    add(word, teller)
  for (const [, word = '', teller = ''] of text.matchAll(
    /\b((?:mov|com|go|sign|opt|check|switch|turn|log|goe|pa|pay)[a-z]*) (in|out|on|off|up|down)\b/g,
  ))
    add(word, teller)
  return tellers
}

export function doersOf(text: string): Sentence['doers'] {
  const doers = new Map<string, 'you' | 'we'>()
  for (const match of text.matchAll(
    /\b(you|we)(?: (?:can|may|will|must|should|do|don't|cannot|won't|also|both))? ([a-z]+)\b/g,
  )) {
    const meaning = conceptOf(match[2])
    if (meaning && meaning.concept !== 'refund') doers.set(meaning.concept, match[1] as 'you' | 'we')
  }
  return doers
}

export function listsOf(text: string, capitals: ReadonlySet<string>): [string, string][] {
  const lists: [string, string][] = []
  for (const match of text.matchAll(
    /\b([a-z'-]+)(?:, ([a-z'-]+))*,? (?:and|or) (?:in |by |the |a |an |on |to |via )?([a-z'-]+)/g,
  )) {
    const [first, second] = [match[1], match[3]].map((word) =>
      word && capitals.has(word) ? nameOf(word) : conceptOf(word)?.concept,
    )
    if (/n't$|ing$/.test(match[1] ?? '') || /n't$|ing$/.test(match[3] ?? '')) continue
    if (first && second) lists.push([first, second])
  }
  return lists
}
