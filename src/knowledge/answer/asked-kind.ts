import type { Statement } from '../documents/passages.ts'

/** What kind of statement would answer. `help`: a problem is told and nothing is asked; steps are welcome. */
export type AnswerKind = 'contact' | 'steps' | 'help' | 'money' | 'time' | 'measure' | 'place' | 'any'

/** The first that fits; "how do I pay" asks for steps and not for an amount, "how do I reach you by phone" for a number. */
const asked: [AnswerKind, RegExp][] = [
  [
    'contact',
    /\byour (?:\w+ )?(?:(?:phone|telephone|e-?mail|mail(?:ing)?|postal) )?(?:address|number|e-?mail|phone)\b|\b(?:contact|reach|call|write(?: to)?|e-?mail|phone|mail) (?:you|customer|support)\b|\b(?:number|address) (?:for|of)\b|\bstore address\b/i,
  ],
  ['steps', /^\W*(?:\w+,? )?how (?:do|can|to|would|should|could|might)\b/i],
  [
    'money',
    /\bhow (?:much|expensive)\b|\b(?:costs?|price|prices|fees?|expensive|dollars?|surcharge)\b|\b(?:have to|need to|must i|do i|should i) pay\b|\bpay for\b|\bdo you charge\b|\$/i,
  ],
  [
    'time',
    /\bhow (?:long|soon|fast|quick(?:ly)?|late|often|many (?:days|weeks|months|hours|years))\b|(?:^|[,.;!?]\s*|\band )when\b|\bwhen (?:do|does|did|will|can|is|are)\b|\bwhat (?:time|days?|date|hours)\b|\bhours\b|\b(?:deadline|until when|by what|expire)\b/i,
  ],
  [
    'measure',
    /\bhow (?:warm|cold|hot|wide|big|large|tall|high|heavy|thick|many)\b|\b(?:temperature|inseam|measurements?|percent)\b/i,
  ],
  ['place', /\bwhere\b|\bwhich (?:stores?|countr(?:y|ies)|cit(?:y|ies))\b/i],
  ['steps', /\bhow (?:do|can|to|would|should)\b|\bwhat (?:should|can|do|must) i do\b|\bwhat (?:now|to do)\b/i],
]
const question =
  /\?|^\W*(?:who|what|whats|when|where|which|why|how|do|does|did|can|could|may|is|are|was|will|would|should|have|has|am)\b/i
const own = /\b(?:i|im|my|me|we|our)\b|\b(?:not|isnt|wont|doesnt|cant) \w+ing\b|\bhelp\b|\bis\b/i

export function kindAsked(text: string): AnswerKind {
  const kind = asked.find(([, pattern]) => pattern.test(text))?.[0]
  if (kind) return kind
  return !question.test(text) && own.test(text) ? 'help' : 'any'
}

/** Asked so that yes or no answers: the article's first sentence is written for that. */
export const asksYesOrNo = (text: string): boolean =>
  /^\W*(?:do|does|did|can|could|may|is|are|was|will|would|have|has|am)\b/i.test(text)

/** An instruction begins with what to do. */
const instruction =
  /^(?:\w[\w -]*: )?(?:(?:please|then|first|or) )?(?:add|ask|bring|brush|call|check|choose|clean|click|compare|confirm|contact|dab|do not|enter|fill|give|go|hang|let|log|look|move|open|press|print|pull|put|reload|remove|reply|rinse|say|scrub|select|send|set|show|sign|soak|spray|switch|take|tell|treat|turn|undo|update|use|wash|wear|wipe|write)\b|\b(?:tell us|ask us|ask (?:for|in) |choose \p{Lu}|open My)/iu

const says: Record<AnswerKind, RegExp | null> = {
  contact: /\(\d{3}\) \d{3}|\S@\S+\.\S|\b(?:Street|Avenue)\b/,
  steps: instruction,
  help: instruction,
  money: /\$\s?\d|\bfree\b|\bno (?:fee|charge|cost)|\d\s?%/i,
  time: /\b(?:\d+|one|two|three|five|ten|a few|same|next)\s+(?:to \w+ )?(?:business )?(?:days?|weeks?|months?|hours?|years?|minutes?|wears)\b|\b\d{1,2}(?::\d\d)? [ap]\.m\.|\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december) ?\d*\b|\bdo(?:es)? not expire\b|\bat any time\b|\buntil (?:the|it|your)\b/i,
  measure: /\d/,
  place:
    /\b(?:in|at|to|under|on|from) (?:the )?\p{Lu}|\b(?:Street|Avenue)\b|\bin (?:the (?:cart|subject|field|menu|shipping)|any of)|\bunder My\b/u,
  any: null,
}

/** [0, 1]: how much a statement is of the kind that was asked for. */
export function isOfKind(kind: AnswerKind, { text, kind: shape }: Statement): number {
  if (kind === 'steps' || kind === 'help') {
    if (shape === 'step') return 1
    return says[kind]?.test(text) ? 0.4 : 0
  }
  return says[kind]?.test(text) ? 1 : 0
}
