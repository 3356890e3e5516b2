/** How people put two wishes into one message. `%` in front of the second part; `.` before it keeps the first part's own sign. */
export interface Join {
  name: string
  /** Puts the parts together; both come without a sign at the end. */
  put(one: string, other: string): string
}

const lower = (text: string) =>
  /^(?:I\b|I'|[A-Z]{2})/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const asks =
  /^(?:please )?(?:can|could|will|would|do|does|did|is|are|was|what|what's|whats|where|where's|when|why|how|who|which|am|has|have|may|should)\b/i
/** With the sign that belongs to it. */
const signed = (text: string) => `${text}${asks.test(text) ? '?' : '.'}`

const between = (name: string, words: string): Join => ({ name, put: (one, other) => `${one}${words}${lower(other)}` })
const sentences = (name: string, words = ''): Join => ({
  name,
  put: (one, other) => `${signed(one)} ${words === '' ? upper(other) : `${words}${lower(other)}`}`,
})

/** What the weights are fitted on. */
export const fitJoins: Join[] = [
  between('and', ' and '),
  between('and', ' and '),
  between('comma-and', ', and '),
  between('and-also', ' and also '),
  between('also', ', also '),
  between('also-bare', ' also '),
  between('comma', ', '),
  sentences('sentence'),
  sentences('sentence'),
  sentences('also-sentence', 'Also, '),
  between('then', ' and then '),
  between('comma-then', ', then '),
  sentences('plus', 'Plus '),
  sentences('another', 'Another thing: '),
  sentences('while', "While I'm here, "),
  sentences('btw', 'By the way, '),
  { name: 'sentence-small', put: (one, other) => `${lower(one)}. ${lower(other)}` },
  { name: 'question', put: (one, other) => `${upper(one)}? ${upper(other)}?` },
  { name: 'none', put: (one, other) => `${lower(one)} ${lower(other)}` },
  { name: 'line', put: (one, other) => `${one}\n${other}` },
]

/** What is only measured: other words for the same. */
export const otherJoins: Join[] = [
  between('and', ' and '),
  between('and-also', ' and also '),
  between('also', ', also '),
  between('comma', ', '),
  sentences('sentence'),
  { name: 'question', put: (one, other) => `${upper(one)}? ${upper(other)}?` },
  between('then', ', and then '),
  sentences('after-that', 'After that, '),
  { name: 'while-at-it', put: (one, other) => `${one} and while you're at it ${lower(other)}` },
  { name: 'btw', put: (one, other) => `${one}, by the way ${lower(other)}` },
  sentences('one-more', 'One more thing, '),
  sentences('oh-and', 'Oh and '),
  between('as-well', ' as well as '),
  { name: 'first-second', put: (one, other) => `first, ${lower(one)}. second, ${lower(other)}` },
  { name: 'numbered', put: (one, other) => `1. ${one} 2. ${other}` },
  { name: 'two-things', put: (one, other) => `two things: ${lower(one)}, and ${lower(other)}` },
  { name: 'dash', put: (one, other) => `${one} - ${lower(other)}` },
  { name: 'ampersand', put: (one, other) => `${lower(one)} & ${lower(other)}` },
  { name: 'none', put: (one, other) => `${lower(one)} ${lower(other)}` },
  { name: 'hello', put: (one, other) => `Hi there, ${lower(signed(one))} ${upper(other)}. Thanks!` },
]
