/** English contractions, both ways. What cannot be told ("I'd booked": had or would?) is left as it is. */

const auxiliaries = 'is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|need'
const subjects = 'I|you|we|they|it|he|she|that|this|there'
/** After these "it's" is "it has". */
const perfect =
  'been|got|had|become|arrived|happened|expired|gone|come|left|started|begun|ended|stopped|taken|passed|just left|already left|already arrived|just arrived'
/** After "I'd" these make it "had". */
const participle = '\\w+ed|been|gone|done|sent|made|got|had|left|paid|bought|said|told|given|taken|better'
const capitalOf = (model: string, text: string) =>
  /^\p{Lu}/u.test(model) && !/^I\b/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text

type Replacing = readonly [RegExp, string | ((...found: string[]) => string)]
const apply = (text: string, rules: readonly Replacing[]): string =>
  rules.reduce((result, [from, to]) => result.replace(from, to as string), text)

const wordOf: Record<string, string> = { ca: 'can', wo: 'will', sha: 'shall' }
/** "Isn't it there?" turns round: "Is it not there?" Elsewhere ("if it isn't there") the order stays. */
const expanding: readonly Replacing[] = [
  [
    new RegExp(
      `(?<=^|[.!?:] |\\n|, |\\b(?:why|how|when|where) )(ca|wo|sha|${auxiliaries})n['’]t (${subjects})(?= [^.!?\\n]*\\?|\\?)`,
      'gi',
    ),
    (_all, verb = '', subject = '') => `${capitalOf(verb, wordOf[verb.toLowerCase()] ?? verb)} ${subject} not`,
  ],
  [/(?<=^|[.!?:] |\n)(d|D)on['’]t\b/g, '$1o not'],
  [/\b(c|C)an['’]t\b/g, '$1annot'],
  [/\b(w|W)on['’]t\b/g, '$1ill not'],
  [/\b(s|S)han['’]t\b/g, '$1hall not'],
  // At the beginning of a question only: "Isn't the parcel there?" has no form without.
  [new RegExp(`(?<![.!?:] |^|\\n)\\b(${auxiliaries})n['’]t\\b`, 'gi'), '$1 not'],
  [/\b([Ii])['’]m\b/g, '$1 am'],
  [/\b(I|you|we|they)['’]ve\b/gi, '$1 have'],
  [/\b(I|you|we|they|it|he|she|that|there)['’]ll\b/gi, '$1 will'],
  [/\b(you|we|they)['’]re\b/gi, '$1 are'],
  [new RegExp(`\\b(it|that|what|he|she|who|there)['’]s (?=(?:${perfect})\\b)`, 'gi'), '$1 has '],
  [/\b(it|that|what|here|there|where|how|who|he|she)['’]s\b/gi, '$1 is'],
  [/\b(l|L)et['’]s\b/g, '$1et us'],
  [/\b(I|you|we|they|it|he|she|that)['’]d (?=better\b)/gi, '$1 had '],
  [new RegExp(`\\b(I|you|we|they|it|he|she|that)['’]d (?!(?:${participle})\\b)`, 'gi'), '$1 would '],
]

const contracting: readonly Replacing[] = [
  [/\b(c|C)annot\b/g, "$1an't"],
  [/\b(c|C)an not\b/g, "$1an't"],
  [/\b(w|W)ill not\b/g, "$1on't"],
  [/\bI am(?= [a-z])/g, "I'm"],
  // "As it is now", "where they are today": stressed.
  [/(?<!\b(?:as|than|where|what|how|who|which) )\b(it|that|there|here) is(?= [a-z])/gi, "$1's"],
  [/(?<!\b(?:as|than|where|what|how|who|which) )\b(you|we|they) are(?= [a-z])/gi, "$1're"],
  [/\b(do|does|did|is|are|was|were|has|have|had|could|would|should) not\b/gi, "$1n't"],
  // "have" of the perfect only: nobody says "I've your order".
  [
    /\b(I|you|we|they) have(?= (?:already |just |now )?(?:\w+ed|been|sent|made|put|taken|given|found|got|done)\b)/gi,
    "$1've",
  ],
  [/\b(I|you|we|they|it) will(?= [a-z])/gi, "$1'll"],
  [/\b(l|L)et us(?= (?:go|see|try|put|start|finish|continue|look|fix|get|take)\b)/g, "$1et's"],
]

export const expandContractions = (text: string): string => apply(text, expanding)
export const contract = (text: string): string => apply(text, contracting)
