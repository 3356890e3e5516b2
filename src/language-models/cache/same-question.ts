/**
 * Words that turn a question into another one while its vector hardly moves. Two texts are only the same question where these are the same in
 * both. By language; the lists need not be complete, for the vectors must be near as well.
 */
const turning = new Set(
  [
    // English
    "no not never none nothing without except unless can't cannot won't don't doesn't didn't isn't aren't wasn't couldn't shouldn't haven't",
    'who what when where why how which whose much many long often before after until since from to into out on off up down',
    'more less most least all any some only also still yet again first last next other than over under within cheaper faster',
    'buy sell send receive open close start stop cancel keep add remove increase decrease upgrade downgrade',
    // German
    'nicht kein keine keinen keinem keiner nie nichts ohne außer wer was wann wo warum wie welche welcher welches vor nach bis seit von zu aus an auf ab',
    'mehr weniger alle einige nur auch noch wieder erste letzte',
    // French
    "ne pas non jamais rien sans sauf n'ai n'est qui que quoi quand où pourquoi comment combien quel quelle avant après plus moins tous seulement",
    // Spanish
    'no nunca nada sin excepto quién qué cuándo dónde cómo cuánto cuál antes después más menos todos solo',
    // Italian, Dutch, Portuguese
    'non mai niente senza chi cosa quando dove perché come quanto prima dopo più meno niet geen nooit zonder wie wat wanneer waar waarom hoe voor na meer minder',
    'não nunca nada sem quem quando onde porque como antes depois mais menos',
  ].flatMap((line) => line.split(' ')),
)

/** Whether two texts that mean about the same agree in numbers, names and the words that turn a question round. */
export function sameQuestion(one: string, other: string): boolean {
  return facts(one) === facts(other)
}

function facts(text: string): string {
  const normal = text.normalize('NFKC')
  const numbers = normal.match(/\p{N}+(?:[.,:/-]\p{N}+)*/gu) ?? []
  // A word with a capital letter inside of a sentence, or with a digit or more capitals anywhere.
  const names = [...normal.matchAll(/(^|[.!?]\s+|\s|[^\p{L}\p{N}])([\p{L}\p{N}][\p{L}\p{N}'’&-]*)/gu)].flatMap(
    ([, before = '', word = '']) => {
      const startsSentence = before === '' || /[.!?]\s+$/.test(before)
      const isName = /\p{Lu}.*\p{Lu}|\p{N}/u.test(word) || (!startsSentence && /^\p{Lu}\p{L}/u.test(word))
      return isName ? [word.toLowerCase()] : []
    },
  )
  const turns = (
    normal
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}][\p{L}']*/gu) ?? []
  ).filter((word) => turning.has(word))
  return [numbers, names, turns].map((list) => list.toSorted().join(' ')).join('\n')
}
