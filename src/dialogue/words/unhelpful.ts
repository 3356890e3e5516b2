import { clausesOf, type Whole, whole } from './fold.ts'

/** "That doesn't answer my question": what people say of an answer that did not help them, by language (ISO 639-1). Whole clauses. */
const lists: Readonly<Record<string, readonly [strong: string, weak: string]>> = {
  de: [
    `das beantwortet meine frage nicht, das beantwortet die frage nicht, das war nicht meine frage, das ist nicht meine frage, das habe ich nicht gefragt, das hab ich nicht gefragt,
    das habe ich nicht gemeint, das meinte ich nicht, so meinte ich das nicht, so war das nicht gemeint, das hilft mir nicht, das hilft nicht, das hilft mir nicht weiter, hilft mir nicht weiter,
    hilft nicht, nicht hilfreich, das ist nicht hilfreich, das war nicht hilfreich, das war nicht sehr hilfreich, das war nicht so hilfreich, ich habe etwas anderes gefragt, ich meinte etwas anderes,
    sie haben mich falsch verstanden, du hast mich falsch verstanden, das passt nicht zu meiner frage, das ist keine antwort, das ist keine antwort auf meine frage, falsche antwort`,
    'falsch, das ist falsch, das stimmt nicht, stimmt nicht, das ist es nicht, das war es nicht, das ist nicht richtig',
  ],
  fr: [
    `ça ne répond pas à ma question, ça répond pas à ma question, cela ne répond pas à ma question, vous ne répondez pas à ma question, tu ne réponds pas à ma question, ce n'est pas ma question,
    ce n'est pas ce que j'ai demandé, c'est pas ce que j'ai demandé, ce n'est pas ce que je voulais dire, c'est pas ce que je voulais dire, ce n'est pas ce que je demande, ça ne m'aide pas, ça m'aide pas,
    cela ne m'aide pas, pas utile, pas très utile, ce n'est pas utile, ce n'était pas utile, c'est pas utile, ce n'est pas très utile, vous m'avez mal compris, tu m'as mal compris, mauvaise réponse`,
    "faux, c'est faux, ce n'est pas ça, c'est pas ça, ce n'est pas correct, ce n'est pas vrai, c'est pas vrai",
  ],
  es: [
    `eso no responde a mi pregunta, eso no responde mi pregunta, no responde a mi pregunta, no respondes a mi pregunta, no contesta mi pregunta, eso no contesta mi pregunta, eso no es lo que pregunté,
    no es lo que pregunté, eso no es lo que quería decir, no es lo que quería decir, no me refería a eso, no pregunté eso, eso no me ayuda, no me ayuda, no me sirve, eso no me sirve, no es útil, no fue útil,
    no es de ayuda, no fue de ayuda, poco útil, me ha entendido mal, me has entendido mal, no me ha entendido, no me has entendido, respuesta equivocada`,
    'incorrecto, falso, eso es incorrecto, eso está mal, está mal, eso no es, no es eso, eso no es correcto, eso no es cierto',
  ],
  it: [
    `non risponde alla mia domanda, questo non risponde alla mia domanda, non hai risposto alla mia domanda, non ha risposto alla mia domanda, non è quello che ho chiesto, non è ciò che ho chiesto,
    non ho chiesto questo, non intendevo questo, non è quello che intendevo, non mi aiuta, questo non mi aiuta, non mi è utile, non è utile, non è stato utile, non mi serve, poco utile, mi ha frainteso, mi hai frainteso,
    non ha capito, non hai capito, risposta sbagliata`,
    'sbagliato, è sbagliato, non è vero, non è corretto, non è questo, non è quello',
  ],
  pt: [
    `isso não responde à minha pergunta, isso não responde a minha pergunta, não responde à minha pergunta, não respondeu à minha pergunta, não respondeu minha pergunta, não foi isso que perguntei,
    não foi o que perguntei, não é o que perguntei, não perguntei isso, não era isso que eu queria dizer, não foi isso que eu quis dizer, isso não ajuda, isso não me ajuda, não ajuda, não ajudou, não foi útil, não é útil,
    isso não foi útil, pouco útil, você não entendeu, não me entendeu, entendeu errado, resposta errada`,
    'errado, está errado, isso está errado, não é isso, não é verdade, não está certo, isso não está certo',
  ],
  nl: [
    `dat beantwoordt mijn vraag niet, dat is geen antwoord op mijn vraag, dat is geen antwoord, dat was mijn vraag niet, dat was niet mijn vraag, dat vroeg ik niet, dat heb ik niet gevraagd, dat bedoelde ik niet,
    dat bedoel ik niet, zo bedoelde ik het niet, daar heb ik niets aan, daar heb ik niks aan, dat helpt niet, dat helpt me niet, dat helpt mij niet, niet behulpzaam, niet nuttig, dat was niet nuttig, dat was niet behulpzaam,
    u begrijpt me verkeerd, je begrijpt me verkeerd, ik vroeg iets anders, ik bedoelde iets anders, verkeerd antwoord`,
    'fout, verkeerd, dat is fout, dat klopt niet, klopt niet, dat is het niet, dat is niet juist',
  ],
}

/** Around it, and nothing by itself. */
const beside: Readonly<Record<string, string>> = {
  de: 'nein, ne, nee, hm, sorry, aber, leider, tut mir leid, danke, wirklich, überhaupt, gar, naja, na ja',
  fr: 'non, nan, hm, désolé, désolée, mais, merci, vraiment, du tout, malheureusement, pardon',
  es: 'no, hm, perdón, lo siento, pero, gracias, realmente, para nada, lamentablemente',
  it: 'no, hm, scusa, scusi, ma, grazie, davvero, purtroppo, mi dispiace',
  pt: 'não, hm, desculpa, desculpe, mas, obrigado, obrigada, realmente, infelizmente',
  nl: 'nee, hm, sorry, maar, bedankt, echt, helaas, helemaal',
}

const isNot =
  '(?:(?:is|was|are|were|ai|does|do|did|has|have)(?: not|n t|nt)|(?:s|re|ve) not|not|never|hardly|doesn t|didn t|don t)'
const it =
  '(?:that|thats|this|it|its|you|u|ur|your (?:answer|reply|response)|the (?:answer|reply|response)|which|what you (?:said|wrote|told me))'
const somewhat =
  '(?:really|so|very|that|too|at all|exactly|quite|even|actually|particularly|terribly|all that|much|what so ever|still|just|even close to|close to)'
const asked =
  'what i (?:(?:was|m|am|have|had|ve) )?(?:asked|ask|asking|meant|mean|wanted|want|said|looking|needed|need)(?: (?:for|about|to know|you))?'
const strongEnglish = [
  // "That doesn't answer my question", "you didn't help me at all".
  `(?:${it} )?(?:${isNot} )(?:${somewhat} )*(?:answer|answered|answering|help|helped|helping|address|addressed|get|got|understand|understood)(?: me| my| the| it| that| this| anything| question| questions| problem| issue| ${asked}| ${somewhat}| either| here)*`,
  // "That was not so helpful", "this isn't what I asked".
  `(?:${it} )?(?:(?:is|was|are) )?(?:still |just |really )?${isNot} (?:${somewhat} )*(?:helpful|useful|any help|of (?:any |much )?(?:help|use)|(?:an |the |my |a )?answer(?: (?:to|for) (?:my question|that|it|${asked}))?|(?:my|the) question|an answer i can use|relevant|${asked})(?: ${somewhat}| either| though)*`,
  `(?:${it} )?(?:(?:s|is|was|are|were|re) )?(?:${somewhat} |all |completely |totally )*(?:unhelpful|(?:of )?no (?:help|use)|irrelevant|off topic|useless answer|wrong answer|the wrong answer|a wrong answer|beside the point)(?: ${somewhat})*`,
  `(?:i )?(?:did not|didn t|didnt|never) (?:ask|asked|mean|meant)(?: you)?(?: for| about)? (?:that|this|it)`,
  'i (?:asked|meant|wanted|was asking|said)(?: for| about)? (?:something|somewhat) (?:else|different)',
  'you (?:misunderstood|misread|got (?:me|it|that) wrong)(?: me| my question| the question| that| it)?',
  `you (?:don t|dont|do not|didn t|didnt|did not) (?:understand|understood|get|read)(?: me| it| my question| the question| ${asked}| what i (?:mean|meant|asked))?`,
  'you (?:re|are) not (?:answering|listening|helping)(?: me| my question| the question| to me)?',
  '(?:that|this|it) (?:s|is|was) (?:something|a|about something) (?:completely |totally |quite )?(?:else|different|other)(?: question| thing)?',
  '(?:please )?answer (?:my|the) question',
].join('|')
const weakEnglish = `(?:${it} )?(?:(?:s|is|was|are|re) )?(?:all |completely |totally |just |simply )*(?:wrong|incorrect|false|not true|not (?:it|right|correct|accurate)|not quite (?:it|right))|(?:that|this|it) (?:isn t|isnt|wasn t|wasnt) (?:it|right|correct|true|accurate)`
const aroundEnglish =
  /^(?:(?:no|nope|nah|hm+|um+|uh|oh|well|sorry|actually|but|and|ok|okay|thanks|thank you|sadly|unfortunately|honestly|hey|still|yeah|i m afraid|i am afraid|i think|i guess|wait|hold on|ugh|man|so|really) )+/

const english = { strong: new RegExp(`^(?:${strongEnglish})$`), weak: new RegExp(`^(?:${weakEnglish})$`) }

const tables: ReadonlyMap<string, { strong: Whole; weak: Whole }> = new Map(
  Object.entries(lists).map(([language, [strong, weak]]) => [
    language,
    { strong: whole(strong, beside[language] ?? ''), weak: whole(weak, beside[language] ?? '') },
  ]),
)

/** A clause that only leads there. */
const lead =
  /^(?:no|nope|nah|hm+|um+|sorry|ok|okay|thanks|thank you|but|well|ugh|please|nein|non|nee|nao|danke|merci|gracias|grazie|obrigad[oa]|bedankt)$/

/**
 * Whether a whole message says that the reply before did not help. `strong`: of any reply; `weak`: words such as "wrong", which say so only of an
 * answer.
 */
export function readUnhelpful(text: string, language: string): 'strong' | 'weak' | null {
  const { table, clauses } = readingOf(text, language)
  if (clauses.length === 0) return null
  if (clauses.every((clause) => table.strong.test(clause))) return 'strong'
  return clauses.every((clause) => table.strong.test(clause) || table.weak.test(clause)) ? 'weak' : null
}

/** Whether a message begins by saying so, whatever else it says: "that's not right, your page says 90 days". */
export function opensUnhelpful(text: string, language: string): boolean {
  const { table, clauses } = readingOf(text, language)
  const [start] = clauses
  return start !== undefined && (table.strong.test(start) || table.weak.test(start))
}

function readingOf(text: string, language: string) {
  const table = tables.get(language) ?? english
  const clauses = clausesOf(text)
    .map((clause) => (table === english ? clause.replace(aroundEnglish, '') : clause))
    .filter((clause) => clause !== '' && !lead.test(clause))
  return { table, clauses }
}
