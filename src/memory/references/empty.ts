import type { Word } from '../words.ts'
import { demonstratives, followers, stops } from './vocabulary.ts'

/** "That's right", "it is fine": said of no thing in particular. Of "this" and "that" more is said so than of "it". */
const isVerb = `(?:'s|’s| is| was| would be| will be)`
const quite = '(?:very |too |really |so |just |absolutely |not )*'
const ofAny = `all|everything|my|our|right|fine|correct|ok|okay|true|possible|impossible|important|urgent|enough|time|because|what|why|how|where|like|clear|strange|weird|a (?:joke|shame|pity|problem)|too late|been`
const ofThis = `${ofAny}|it|good|great|nice|bad|late|early|quick|fast|slow|easy|helpful|kind|lovely|amazing|funny|sad|rude|useless|unhelpful|ridiculous|unacceptable|terrible|awful|annoying|frustrating|perfect|wonderful|wrong`
const saidOfNothing = new RegExp(
  `^(?:it${isVerb} ${quite}(?:${ofAny})|(?:this|that)${isVerb} ${quite}(?:${ofThis}))\\b`,
  'i',
)
const impersonal =
  /^(?:it|that) (?:seems|looks like|sounds|appears|turns out|says|takes|took|means|makes|helps|helped|depends|does not matter|doesn't matter|works? (?:for|fine)|would be)\b/i
const possible = /^it (?:possible|ok|okay|true|too late|not true|normal|safe|legal|necessary|allowed)\b/i
/** "Forget it", "got it". */
const idiom = /^(?:forget|got|believe|appreciate|figured|leave|made)$/
/** "I think that …", "is it true that …". */
const introduces =
  /^(?:think|say|said|know|sure|hope|sorry|afraid|told|see|so|mean|glad|believe|heard|true|possible|fine|sad|such)$/

/** Whether a pronoun is only a word of its sentence: "that is all", "it seems", "this is ridiculous", "I think that …". */
export function standsForNothing(rest: string, words: readonly Word[], at: number): boolean {
  const word = words[at]
  if (word === undefined) return true
  const before = word.afterBreak ? '' : (words[at - 1]?.text ?? '')
  const beforeThat = words[at - 2]?.text ?? ''
  const next = words[at + 1]
  const after = next === undefined || next.afterBreak ? null : next.text
  if (saidOfNothing.test(rest) || impersonal.test(rest)) return true
  if (before !== '' && possible.test(rest)) return true
  if (word.text === 'it') {
    if (idiom.test(before) || (before === 'about' && /^th(?:ink|ought|inking)$/.test(beforeThat))) return true
    return after === 'work' && before === 'does' && beforeThat === 'how'
  }
  if (word.text === 'this' && /^this is \p{Lu}/u.test(rest)) return true
  if (after === 'about' && /^(?:is|was|all)$/.test(before)) return true
  if (!demonstratives.has(word.text)) return false
  // "That lamp", "I read that shipping is free": what follows is a thing of its own.
  if (after !== null && !stops.has(after) && !followers.has(after)) return true
  if (word.text !== 'that' && word.text !== 'this') return false
  if (word.text === 'that' && after !== null && (introduces.test(before) || /^(?:i|you|the|my)$/.test(after)))
    return true
  if (after === 'into') return true
  return after === null && /^(?:for|by|about|like|at)$/.test(before)
}
