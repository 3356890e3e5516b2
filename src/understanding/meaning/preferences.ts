import type { Preference, TextPart } from '#domain/understanding.ts'
import { type Clauses, endOf, partOf, startOf } from './clauses.ts'
import { phraseSet } from './phrases.ts'

/** Before what is preferred. */
const leading = phraseSet(
  'preferably|ideally|preferrably|preferabley|hopefully|prefrably',
  "i'd|we'd|id|i|we would|much|really? rather not? have|get|take?",
  "i'd|we'd|id|i|we would|really|do|much? prefer",
  "i'd|we'd|id|i|we would? love|like it if",
  'my preference is|would be?',
  'best if',
  'it would|will be best|better|nice|great|good|ideal|perfect if',
  'would be best|better|nice|great|good|ideal|perfect if',
  'better|best if',
  'rather',
  'if possible|poss',
)
/** Behind what is preferred. */
const trailing = phraseSet(
  'if at? all? possible|poss',
  'if it|that|thats|its is? at? all? possible',
  'if you|u can|could',
  'where possible',
  'preferred|preferably|ideally|preferrably',
  'would|is be? best|better|nice|great|good|ideal|perfect|preferable|preferred',
)
const against = phraseSet('rather than', 'instead of', 'over', 'and? not', 'than')
const mostPreferences = 4

/** What the customer would like better, without insisting on it. */
export function preferencesIn(clauses: Clauses, from: number, end: number): Preference[] {
  const found: Preference[] = []
  for (let at = from; at < end && found.length < mostPreferences; at += 1) {
    const hit = leading.match(clauses, at)
    const opens = hit !== undefined && at + hit.length < end && hasContent(clauses, at, at + hit.length)
    const behind = opens ? undefined : trailing.match(clauses, at)
    const tail = behind && endsClause(clauses, at + behind.length) ? behind : undefined
    const length = opens ? hit.length : tail?.length
    if (length === undefined || at + length > end) continue
    if (clauses.words[at] === 'rather' && clauses.words[at + 1] === 'than') continue
    const cue = partOf(clauses, { from: at, end: at + length })
    if (cue === null) continue
    const clause = opens
      ? { from: at + length, end: Math.min(end, endOf(clauses, at + length, true)) }
      : {
          from: Math.max(from, startOf(clauses, at > from && clauses.gaps[at] === 'comma' ? at - 1 : at, true)),
          end: at,
        }
    const { preferred, over } = compared(clauses, clause)
    const start = Math.min(cue.start, preferred?.start ?? cue.start)
    const stop = Math.max(cue.end, preferred?.end ?? 0, over?.end ?? 0)
    found.push({ start, end: stop, text: clauses.text.slice(start, stop), cue, preferred, over })
    at = Math.max(at + length, opens ? clause.end : 0) - 1
  }
  return found
}

/** "If you can" is courtesy, "if you can refund it" a condition. */
const endsClause = ({ words, gaps }: Clauses, at: number): boolean =>
  at >= words.length ||
  gaps[at] !== '' ||
  /^(?:and|but|or|so|please|pls|thanks|thx|then|because)$/.test(words[at] ?? '')

/** "If possible" alone, and "preferably" at a sentence's end, stand behind what they soften. */
function hasContent(clauses: Clauses, at: number, next: number): boolean {
  if (clauses.gaps[next] === 'sentence') return false
  return clauses.gaps[at] !== '' || clauses.words[at] !== 'if'
}

function compared(
  clauses: Clauses,
  clause: { from: number; end: number },
): { preferred: TextPart | null; over: TextPart | null } {
  for (let at = clause.from + 1; at < clause.end; at += 1) {
    const hit = against.match(clauses, at)
    if (hit === undefined || at + hit.length >= clause.end) continue
    return {
      preferred: partOf(clauses, { from: clause.from, end: at }),
      over: partOf(clauses, { from: at + hit.length, end: clause.end }),
    }
  }
  return { preferred: partOf(clauses, clause), over: null }
}
