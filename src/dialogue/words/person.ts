import { clausesOf } from './fold.ts'

/** Words by which a person is called, of one language. Folded when read; several forms of a word stand side by side. */
interface PersonWords {
  /** Nobody else can be meant. */
  person: string
  /** Anybody: they call a person only beside words of talking. */
  anybody: string
  talking: string
  /** Bring one. */
  bringing: string
  not: string
  machine: string
}

const lists: Readonly<Record<string, PersonWords>> = {
  de: {
    person: `mensch, menschen, mitarbeiter, mitarbeiterin, mitarbeitern, kundenberater, berater, beraterin, kundendienst, kundenservice, ansprechpartner, vorgesetzten, echte person,
      echten person, kollegen, kollegin`,
    anybody: 'person, jemand, jemandem, jemanden, wem, wen',
    talking:
      'sprechen, spreche, sprech, reden, rede, verbinden, verbinde, verbindet, chatten, telefonieren, weiterleiten, durchstellen',
    bringing:
      'will, möchte, hätte, brauche, brauch, holen, hol, holt, geben, gib, gebt, rufen, ruf, ruft, her mit, bitte, lieber',
    not: 'kein, keine, keinen, keinem, keiner, nicht, nie, ohne',
    machine: 'bot, chatbot, roboter, maschine, computer, automaten, ki',
  },
  es: {
    person:
      'humano, humana, ser humano, agente, asesor, asesora, operador, operadora, representante, persona real, persona de verdad, encargado, encargada, supervisor',
    anybody: 'persona, alguien',
    talking:
      'hablar, hablo, hable, conversar, comunicarme, comuníqueme, comuníquenme, comunícame, contactar, chatear, páseme, pásame, pásenme, conéctame, conécteme, atienda',
    bringing:
      'quiero, quisiera, querría, necesito, deme, dame, llame, llama, busque, busca, traiga, prefiero, por favor',
    not: 'no, ningún, ninguna, sin, nunca',
    machine: 'bot, chatbot, robot, máquina, computadora, ordenador',
  },
  fr: {
    person:
      'humain, être humain, conseiller, conseillère, agent, opérateur, opératrice, responsable, vraie personne, employé, collègue',
    anybody: 'personne, quelqu un',
    talking:
      'parler, parle, discuter, passez moi, passe moi, mettez moi, mettre en relation, contacter, joindre, échanger',
    bringing:
      "veux, voudrais, besoin, aimerais, appelez, appelle, donnez, donne, cherchez, préfère, s'il vous plaît, svp",
    not: 'pas, sans, jamais, aucun, plus',
    machine: 'bot, chatbot, robot, machine, ordinateur',
  },
  it: {
    person:
      'umano, essere umano, operatore, operatrice, persona vera, persona reale, addetto, addetta, responsabile, consulente',
    anybody: 'persona, qualcuno',
    talking: 'parlare, parlo, passami, mi passi, passatemi, contattare, collegami, mi colleghi, chattare',
    bringing: 'voglio, vorrei, bisogno, chiama, chiami, chiamate, dammi, mi dia, preferisco, per favore',
    not: 'non, nessun, nessuno, senza, mai',
    machine: 'bot, chatbot, robot, macchina, computer',
  },
  pt: {
    person:
      'humano, humana, ser humano, atendente, agente, operador, operadora, pessoa real, pessoa de verdade, supervisor, responsável',
    anybody: 'pessoa, alguém',
    talking:
      'falar, falo, conversar, transfira me, me transfira, transferir, me passe, passe me, contactar, me conecte',
    bringing: 'quero, queria, gostaria, preciso, chame, chama, prefiro, por favor',
    not: 'não, nao, nenhum, nenhuma, sem, nunca, nem',
    machine: 'bot, chatbot, robô, robot, máquina, computador',
  },
  nl: {
    person: 'mens, medewerker, medewerkster, echt persoon, echte persoon, collega, klantenservice, leidinggevende',
    anybody: 'iemand, persoon',
    talking: 'spreken, spreek, praten, praat, doorverbinden, verbind, verbinden, chatten, bellen',
    bringing: 'wil, wou, graag, nodig, haal, geef, roep, liever, alstublieft, alsjeblieft',
    not: 'niet, geen, nooit, zonder',
    machine: 'bot, chatbot, robot, machine, computer',
  },
}

type Read = Record<keyof PersonWords, RegExp>

const either = (list: string): RegExp => {
  const phrases = list.split(',').map((phrase) => clausesOf(phrase.trim()).join(' ').trim())
  return new RegExp(`(?:^| )(?:${phrases.filter((phrase) => phrase !== '').join('|')})(?= |$)`)
}

const tables: ReadonlyMap<string, Read> = new Map(
  Object.entries(lists).map(([language, words]) => [
    language,
    Object.fromEntries(Object.entries(words).map(([name, list]) => [name, either(list)])) as Read,
  ]),
)

/** Longer clauses are about something in which a person occurs. */
const mostWords = 12
/** "Un humano, por favor": nothing but the person and a word or two. */
const fewWords = 3

/**
 * The language (ISO 639-1) in which a person is asked for ("je veux parler à quelqu'un"), whatever language the assistant has; null where none
 * is. English is left to what the assistant learnt.
 */
export function personWantedIn(text: string): string | null {
  const clauses = clausesOf(text).filter((clause) => clause !== '')
  for (const [language, words] of tables) if (clauses.some((clause) => isWanted(clause, words))) return language
  return null
}

function isWanted(clause: string, { person, anybody, talking, bringing, not, machine }: Read): boolean {
  const length = clause.split(' ').length
  if (length > mostWords) return false
  if (not.test(clause)) return machine.test(clause) && talking.test(clause)
  if (talking.test(clause)) return person.test(clause) || anybody.test(clause)
  return person.test(clause) && bringing.test(clause) && (length <= fewWords + 1 || !asksFor.test(clause))
}

/** What a person brings in "holen Sie einen Menschen" is the person; a clause with a number in it is about an order. */
const asksFor = /\d/

// ── English, where the words only decide what the classifier cannot: whether a person is refused ──

const englishPerson =
  '(?:human|humans|person|people|someone|somebody|anyone|anybody|agent|agents|rep|representative|operator|advisor|adviser|colleague|supervisor|manager|live chat|staff)'
const englishMachine = '(?:bots?|chatbots?|robots?|machines?|computers?|ai|program|automated \\w+|virtual \\w+)'
/** May stand between the refusal and what is refused. */
const leading =
  '(?:need|want|wanna|like|wish|require|ask|asked|asking|have|got|to|you|for|me|us|my|this|it|him|her|talk|talking|speak|speaking|chat|chatting|deal|dealing|with|transfer|transferring|transferred|connect|connecting|connected|be|being|put|through|pass|passing|forward|hand|over|on|send|sending|get|getting|call|calling|bring|escalate|in|by|a|an|any|another|the|your|some|real|live|actual|other|right|away|now|just|please|ever|even|really|stupid|dumb|damn)'
const refusal =
  '(?:(?:don t|dont|do not|does not|doesn t|won t|wont|wouldn t|would not|will not|not|never|no)|no need|rather not|instead of|without|stop|tired of|sick of)'
const refused = (what: string) => new RegExp(`(?:^| )${refusal}(?: ${leading}){0,9} ${what}(?= |$)`)
const refusedPerson = refused(englishPerson)
const refusedMachine = refused(englishMachine)
/** "Why don't you get me a human", "if you don't connect me to a person": the person is wanted. */
const turned = /(?:^| )(?:why|if|unless|until|can t|cannot|can not|can you not|couldn t|or)(?= |$)/
/** "I don't have anybody", "there is no person", "I did not get an agent": tells how things are. */
const reported =
  /(?:^| )(?:there (?:is|s|was)|i (?:don t|dont|do not) have|no (?:one|body)|(?:is|are|was|were|did|have|has) (?:not|no)|(?:you|they) (?:don t|dont|do not) have)(?= |$)/

/** "I don't need a human", "don't transfer me to an agent". */
export const refusesPerson = (text: string): boolean =>
  clausesOf(text).some((clause) => refusedPerson.test(clause) && !turned.test(clause) && !reported.test(clause))

/** "I don't want to talk to a bot": a person is wanted. */
export const refusesMachine = (text: string): boolean =>
  clausesOf(text).some((clause) => refusedMachine.test(clause) && dealing.test(clause) && !otherwise.test(clause))

/** "I am not a robot" refuses none. */
const dealing =
  /(?:^| )(?:talk|talking|speak|speaking|chat|chatting|deal|dealing|connect|connecting|connected|transfer|put|pass|want|need|wanna)(?= |$)/
const otherwise = /(?:^| )(?:why|if|unless|order|buy|bought)(?= |$)/

const named = new RegExp(`(?:^| )${englishPerson}(?= |$)`)

/** Whether a short answer to the offer of a person names one: "a colleague, please". */
export const namesPerson = (text: string): boolean => {
  const clauses = clausesOf(text)
  const isNamed = (clause: string) =>
    named.test(clause) || [...tables.values()].some(({ person }) => person.test(clause))
  return clauses.some(isNamed) && !refusesPerson(text)
}
