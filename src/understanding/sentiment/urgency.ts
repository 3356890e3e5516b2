import type { Token } from '../tokens.ts'
import type { Style } from './reading.ts'
import { limits } from './settings.ts'

/**
 * What makes a message urgent, as patterns over its words in lower case, joined by spaces. `sign` is the only direction in which its weight
 * may point: adding "!!!" or "today" never makes a message less urgent, whatever the few examples say.
 */
const week = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday'
const patterns: { name: string; sign: 1 | -1; pattern: RegExp }[] = [
  {
    name: 'at once',
    sign: 1,
    pattern:
      /\b(asap|urgent|urgently|immediately|instantly|at once|right (now|away)|straight ?away|this (minute|instant)|hurry|as (soon|fast|quickly) as possible|desperate|desperately|time sensitive)\b/,
  },
  { name: 'now', sign: 1, pattern: /\b(now|quick|quickly|soonest|needed this yesterday|needed it yesterday)\b/ },
  {
    name: 'hours',
    sign: 1,
    pattern:
      /\b(in (an|one|two|three|a few|half an|\d{1,2}) (minutes?|mins?|hours?|hrs?)|within the hour|(have|got|only) \S+ (minutes?|hours?)|tonight|this (morning|afternoon|evening))\b/,
  },
  { name: 'today', sign: 1, pattern: /\b(today|tomorrow)\b/ },
  {
    name: 'by a day',
    sign: 1,
    pattern: new RegExp(
      `\\b(by|before|until|till|for|on|this|next) (${week}|the weekend|weekend|week|christmas|then|easter|the \\d{1,2}(st|nd|rd|th)?|the end of)\\b|\\bdeadline\\b|\\bin time\\b|\\bsoon\\b`,
    ),
  },
  {
    name: 'an event',
    sign: 1,
    pattern:
      /\b(wedding|birthday|party|funeral|interview|flight|fly|holiday|vacation|trip|event|christmas|ceremony|exam|surgery|move out|moving|starts|leaving|leave)\b/,
  },
  {
    name: 'harm',
    sign: 1,
    pattern:
      /\b(stolen|theft|hacked|hacker|fraud|fraudulent|phishing|unauthori[sz]ed|wasn't me|not me|(i|we) (did not|didn't|never) (make|made|order|ordered|authori[sz]e)|someone (else )?(ordered|is using|used|logged|has)|locked out|smells? burnt|burn(s|ing|t)?|smok(e|ing)|on fire|dangerous|medicines?|medication|insulin|leak(s|ing)?|emergency|scared)\b/,
  },
  {
    name: 'to be stopped',
    sign: 1,
    pattern:
      /\b(stop|block|freeze|before (it|they) (ships?|goes|leaves?|is sent|go|are sent)|wrong (delivery )?address)\b/,
  },
  {
    name: 'long waited for',
    sign: 1,
    pattern: new RegExp(
      `\\b(still (waiting|not|nothing|no|haven't|hasn't)|for (days|weeks|months|(one|two|three|four|five|six|\\d+) (days|weeks|months))|supposed to|was due|overdue|third|fourth|fifth|nobody (answers|called|replies)|since (${week}))\\b`,
    ),
  },
  { name: 'needed', sign: 1, pattern: /\b(need|needs|must|have to|has to|help|desperately)\b/ },
  {
    name: 'no hurry',
    sign: -1,
    pattern:
      /\b(no (rush|hurry|stress|need to hurry)|not urgent|isn't urgent|not (that |very )?(pressing|in a hurry)|whenever|take your time|when you (have|get|find)|works for me|emergency (blanket|kit|exit|light))\b/,
  },
]

/** Counted, not matched: style and the number of signs together. */
const counted = ['exclaimed', 'shouted', 'signs together'] as const

export const urgencyNames: readonly string[] = [...patterns.map(({ name }) => name), ...counted]
export const urgencySigns: readonly (1 | -1)[] = [...patterns.map(({ sign }) => sign), 1, 1, 1]

/** Each in [0, 1]. */
export function urgencyFeatures(tokens: readonly Token[], style: Style): Float32Array {
  const said = tokens
    .slice(0, limits.words)
    .map(({ norm }) => norm)
    .join(' ')
  const found = patterns.map(({ pattern }) => (pattern.test(said) ? 1 : 0))
  const signs = patterns.reduce((sum, { sign }, i) => sum + (sign > 0 ? (found[i] as number) : 0), 0)
  return Float32Array.of(
    ...found,
    Math.min(3, style.exclamations) / 3,
    style.shouted > 0 ? 1 : 0,
    Math.min(3, Math.max(0, signs - 1)) / 3,
  )
}
