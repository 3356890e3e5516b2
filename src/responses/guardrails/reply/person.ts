/** "Are you human?" and replies that claim to be: the customer always knows that it is not a person. In the seven languages of the built-in wordings. */

const human =
  '(?:human(?: being)?|real (?:human|person|people|man|woman|agent)|actual (?:human|person)|living (?:person|being)|person|man|woman|mensch|echte[rn]? (?:mensch|person)|humain|vraie personne|être humain|personne réelle|humano|humana|persona(?: real| de verdad)?|ser humano|umano|persona (?:reale|vera)|essere umano|pessoa(?: real)?|echt mens|mens)'
const machine =
  '(?:bot|robot|chat ?bot|machine|computer|program|ai|a\\.i\\.|artificial|ki|maschine|computerprogramm|robot|machine|ia|máquina|robô|macchina|programma|automat\\w*|virtual|language model)'

const claims = [
  // "I'm a real person", "yes, I am human", "as a human being I ..."
  new RegExp(
    `\\b(?:i am|i'm|i’m|we are|we're|you(?:'re| are) (?:talking|speaking|chatting) (?:to|with)|this is) (?:indeed |really |actually |of course |definitely |also |just |only |still )?(?:a |an |all )?(?:very )?(?:${human})s?\\b(?! (?:who|you|can|in charge|will|at|on|responsible|of))`,
    'iu',
  ),
  new RegExp(
    `\\b(?:i am|i'm|i’m|we are|we're) (?:certainly |definitely |really )?(?:not|no|n't) (?:a |an |some )?(?:${machine})\\b(?! (?:able|allowed))`,
    'iu',
  ),
  /\bas a (?:fellow )?human(?: being)?\b/iu,
  /\b(?:ich bin|hier (?:ist|schreibt)|sie (?:sprechen|schreiben) (?:hier )?mit) (?:wirklich |natürlich |ja )?(?:ein(?:em|e|er)? )?(?:echte[rnms]? |wirkliche[rnms]? |richtige[rnms]? )?(?:mensch(?:en)?|person)\b/iu,
  /\bich bin (?:doch |wirklich )?kein(?:e)? (?:bot|roboter|maschine|computer|ki|programm|automat)\b/iu,
  /\bje suis (?:bien |vraiment )?(?:un |une )?(?:humain|humaine|vraie? personne|être humain|personne réelle)\b/iu,
  /\bje ne suis (?:pas|nullement) (?:un |une )?(?:robot|machine|bot|ia|programme)\b/iu,
  /\b(?:soy|somos) (?:de verdad )?(?:un |una )?(?:humano|humana|persona(?: real| de verdad)|ser humano)\b/iu,
  /\bno soy (?:un |una )?(?:robot|máquina|bot|ia|programa)\b/iu,
  /\b(?:sono) (?:davvero )?(?:un |una |un')?(?:umano|umana|persona (?:reale|vera)|essere umano)\b/iu,
  /\bnon sono (?:un |una |un')?(?:robot|macchina|bot|ia|programma)\b/iu,
  /\bsou (?:mesmo )?(?:um |uma )?(?:humano|humana|pessoa(?: real)?|ser humano)\b/iu,
  /\bnão sou (?:um |uma )?(?:robô|máquina|bot|ia|programa)\b/iu,
  /\bik ben (?:echt )?(?:een )?(?:mens|echt persoon|echte? mens)\b/iu,
  /\bik ben geen (?:bot|robot|machine|computer|programma)\b/iu,
]
/** What only a person has: said of itself, it is a claim, too, if a weaker one. */
const lives =
  /\b(?:my (?:wife|husband|kids|children|lunch break|shift (?:ends|starts)|commute|body)|when i was (?:a child|young|little)|i (?:ate|slept|was born|grew up|have children)|meine (?:frau|kinder|mittagspause)|ma femme|mon mari|mi (?:esposa|marido)|i had (?:lunch|coffee))\b/iu

/** [0, 1]: how surely the text says that a person wrote it. */
export function claimsToBePerson(text: string): number {
  if (claims.some((pattern) => hits(pattern, text))) return 0.95
  return lives.test(text) ? 0.6 : 0
}

/** Not under a "not", and not asked or supposed. */
function hits(pattern: RegExp, text: string): boolean {
  const match = pattern.exec(text)
  if (match === null) return false
  const before = text.slice(Math.max(0, match.index - 24), match.index)
  const after = text.slice(match.index + match[0].length, match.index + match[0].length + 30)
  return (
    !/\b(?:not|never|if|whether|ob|wenn|si|se|nicht|ask(?:ed)?|than)\s+(?:\w+\s+)?$/iu.test(before) &&
    !/^[^.!]*\?/.test(after)
  )
}

/** What may follow the question and leave it one. */
const rest = ',? (?:or|here|there|at all|right now|by the way|please) ?[^.?!]{0,25}'
const questions = [
  new RegExp(
    `^(?:(?:hi|hello|hey|ok|so|wait|sorry)[,!. ]+)?(?:are you|am i (?:talking|speaking|chatting|writing) (?:to|with)|is this|are u|r u) (?:really |actually |even )?(?:a |an |some )?(?:${human}|${machine})(?:${rest})?[?!. ]*$`,
    'iu',
  ),
  /^(?:hallo[,! ]+)?(?:bist du|sind sie|ist das|spreche ich (?:hier )?mit|schreibe ich (?:hier )?mit) (?:ein(?:e|er|em|en)? )?(?:echte[rnms]? )?(?:mensch(?:en)?|person|bot|roboter|maschine|ki|computer)(?:,? (?:or|here|there|oder|hier|ou|ici|o|aquí|qui|aqui|of|hier) ?[^.?!]{0,25})?[?!. ]*$/iu,
  /^(?:bonjour[,! ]+)?(?:êtes-vous|es-tu|tu es|vous êtes|est-ce que (?:vous êtes|tu es)|je parle (?:à|avec)) (?:un |une )?(?:humain|robot|vraie personne|personne|machine|bot|ia)(?:,? (?:or|here|there|oder|hier|ou|ici|o|aquí|qui|aqui|of|hier) ?[^.?!]{0,25})?[?!. ]*$/iu,
  /^¿?(?:hola[,! ]+)?(?:eres|es usted|estoy hablando con|hablo con) (?:un |una )?(?:humano|robot|persona|máquina|bot|ia)(?:,? (?:or|here|there|oder|hier|ou|ici|o|aquí|qui|aqui|of|hier) ?[^.?!]{0,25})?[?!. ]*$/iu,
  /^(?:ciao[,! ]+)?(?:sei|lei è|parlo con) (?:un |una |un')?(?:umano|robot|persona|macchina|bot|ia)(?:,? (?:or|here|there|oder|hier|ou|ici|o|aquí|qui|aqui|of|hier) ?[^.?!]{0,25})?[?!. ]*$/iu,
  /^(?:olá[,! ]+)?(?:você é|és|estou falando com|falo com|estou a falar com) (?:um |uma )?(?:humano|robô|pessoa|máquina|bot|ia)(?:,? (?:or|here|there|oder|hier|ou|ici|o|aquí|qui|aqui|of|hier) ?[^.?!]{0,25})?[?!. ]*$/iu,
  /^(?:hallo[,! ]+)?(?:ben je|bent u|praat ik met|spreek ik met) (?:een )?(?:echt )?(?:mens|robot|persoon|machine|bot)(?:,? (?:or|here|there|oder|hier|ou|ici|o|aquí|qui|aqui|of|hier) ?[^.?!]{0,25})?[?!. ]*$/iu,
]

/** Whether a message asks nothing but whether a person is there. */
export const asksIfPerson = (text: string): boolean =>
  text.length <= 120 && questions.some((pattern) => pattern.test(text.trim()))
