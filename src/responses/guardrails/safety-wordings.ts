import type { Variant, Wordings } from '../compile.ts'
import { readTemplate } from '../template.ts'

const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'] as const
type Language = (typeof languages)[number]

/** What is said where a guardrail acts and the author has not worded it. When each is said: docs/guardrails.md. */
const texts: Record<string, Record<Language, string>> = {
  'safety.injection': {
    en: "I can't change how I work or share my instructions. What can I do for you?",
    de: 'Ich kann meine Arbeitsweise nicht ändern und meine Anweisungen nicht weitergeben. Was kann ich für Sie tun?',
    fr: 'Je ne peux ni changer ma façon de travailler ni partager mes instructions. Que puis-je faire pour vous ?',
    es: 'No puedo cambiar mi forma de trabajar ni compartir mis instrucciones. ¿Qué puedo hacer por usted?',
    it: 'Non posso cambiare il mio modo di lavorare né condividere le mie istruzioni. Cosa posso fare per lei?',
    pt: 'Não posso mudar a forma como trabalho nem partilhar as minhas instruções. O que posso fazer por si?',
    nl: 'Ik kan mijn werkwijze niet veranderen en mijn instructies niet delen. Wat kan ik voor u doen?',
  },
  'safety.unsafe': {
    en: "I can't help with that. If there is something else, I'm glad to help.",
    de: 'Dabei kann ich nicht helfen. Wenn es um etwas anderes geht, bin ich gern für Sie da.',
    fr: 'Je ne peux pas vous aider pour cela. Pour toute autre chose, je suis là.',
    es: 'No puedo ayudar con eso. Si hay otra cosa, con gusto le ayudo.',
    it: 'Non posso aiutarla in questo. Se c’è altro, sono a disposizione.',
    pt: 'Não posso ajudar com isso. Se houver outra coisa, estou ao dispor.',
    nl: 'Daar kan ik niet mee helpen. Als er iets anders is, help ik u graag.',
  },
  'safety.self-harm': {
    en: "I'm really sorry that you're going through this, and I'm glad you told someone. I'm only an assistant, but there are people who can listen right now: please call a crisis line, or your local emergency number if you are in danger. If you like, I can bring a person into this chat.",
    de: 'Es tut mir sehr leid, dass es Ihnen so geht, und es ist gut, dass Sie es sagen. Ich bin nur ein Assistent, aber es gibt Menschen, die jetzt zuhören: Bitte rufen Sie die Telefonseelsorge an, oder den Notruf, wenn Sie in Gefahr sind. Wenn Sie möchten, hole ich einen Menschen in diesen Chat.',
    fr: "Je suis vraiment désolé que vous traversiez cela, et c'est bien de l'avoir dit. Je ne suis qu'un assistant, mais des personnes peuvent vous écouter maintenant : appelez une ligne d'écoute, ou les urgences si vous êtes en danger. Si vous le souhaitez, je fais venir une personne dans cette conversation.",
    es: 'Siento mucho que esté pasando por esto, y me alegra que lo haya dicho. Solo soy un asistente, pero hay personas que pueden escucharle ahora mismo: llame a una línea de ayuda, o a emergencias si está en peligro. Si quiere, puedo traer a una persona a este chat.',
    it: 'Mi dispiace davvero che stia passando questo, e ha fatto bene a dirlo. Sono solo un assistente, ma ci sono persone che possono ascoltarla adesso: chiami una linea di aiuto, o il numero di emergenza se è in pericolo. Se vuole, posso far entrare una persona in questa chat.',
    pt: 'Lamento muito que esteja a passar por isto, e ainda bem que o disse. Sou apenas um assistente, mas há pessoas que o podem ouvir agora: ligue para uma linha de apoio, ou para a emergência se estiver em perigo. Se quiser, trago uma pessoa para esta conversa.',
    nl: 'Wat naar dat u dit doormaakt, en goed dat u het zegt. Ik ben maar een assistent, maar er zijn mensen die nu kunnen luisteren: bel een hulplijn, of het alarmnummer als u in gevaar bent. Als u wilt, haal ik een mens bij dit gesprek.',
  },
  'safety.others-data': {
    en: "I can only talk about your own data, not about other people's. Is there something about your own account or orders?",
    de: 'Ich kann nur über Ihre eigenen Daten sprechen, nicht über die anderer. Gibt es etwas zu Ihren eigenen Angelegenheiten?',
    fr: "Je ne peux parler que de vos propres données, pas de celles d'autres personnes. Puis-je vous aider pour ce qui vous concerne ?",
    es: 'Solo puedo hablar de sus propios datos, no de los de otras personas. ¿Puedo ayudarle con algo suyo?',
    it: 'Posso parlare solo dei suoi dati, non di quelli di altre persone. Posso aiutarla con qualcosa di suo?',
    pt: 'Só posso falar dos seus próprios dados, não dos de outras pessoas. Posso ajudar com algo seu?',
    nl: 'Ik kan alleen over uw eigen gegevens praten, niet over die van anderen. Kan ik u met iets van uzelf helpen?',
  },
  'safety.off-topic': {
    en: "That's not what I'm here for. What can I do for you?",
    de: 'Dafür bin ich nicht da. Was kann ich für Sie tun?',
    fr: 'Je ne suis pas là pour cela. Que puis-je faire pour vous ?',
    es: 'No estoy aquí para eso. ¿Qué puedo hacer por usted?',
    it: 'Non sono qui per questo. Cosa posso fare per lei?',
    pt: 'Não estou aqui para isso. O que posso fazer por si?',
    nl: 'Daar ben ik niet voor. Wat kan ik voor u doen?',
  },
  'safety.secrets': {
    en: "Please don't write passwords or card numbers here; I don't need them. What can I do for you?",
    de: 'Bitte schreiben Sie hier keine Passwörter oder Kartennummern; ich brauche sie nicht. Was kann ich für Sie tun?',
    fr: "N'écrivez pas de mots de passe ni de numéros de carte ici ; je n'en ai pas besoin. Que puis-je faire pour vous ?",
    es: 'No escriba aquí contraseñas ni números de tarjeta; no los necesito. ¿Qué puedo hacer por usted?',
    it: 'Non scriva qui password o numeri di carta; non mi servono. Cosa posso fare per lei?',
    pt: 'Não escreva aqui senhas nem números de cartão; não preciso deles. O que posso fazer por si?',
    nl: 'Schrijf hier geen wachtwoorden of kaartnummers; die heb ik niet nodig. Wat kan ik voor u doen?',
  },
  'safety.no-person': {
    en: "I'm an automated assistant, not a person. If you'd rather talk to a person, just say so.",
    de: 'Ich bin ein automatischer Assistent, kein Mensch. Wenn Sie lieber mit einem Menschen sprechen, sagen Sie es einfach.',
    fr: 'Je suis un assistant automatique, pas une personne. Si vous préférez parler à une personne, dites-le simplement.',
    es: 'Soy un asistente automático, no una persona. Si prefiere hablar con una persona, dígamelo.',
    it: 'Sono un assistente automatico, non una persona. Se preferisce parlare con una persona, lo dica pure.',
    pt: 'Sou um assistente automático, não uma pessoa. Se preferir falar com uma pessoa, diga.',
    nl: 'Ik ben een automatische assistent, geen mens. Wilt u liever een mens spreken, zeg het dan gewoon.',
  },
  'safety.promises': {
    en: "I can't promise that. A person can tell you for certain: shall I get one?",
    de: 'Das kann ich nicht versprechen. Ein Mensch kann es Ihnen sicher sagen: Soll ich jemanden holen?',
    fr: 'Je ne peux pas le promettre. Une personne pourra vous le confirmer : dois-je en appeler une ?',
    es: 'No puedo prometerlo. Una persona se lo puede decir con seguridad: ¿la aviso?',
    it: 'Non posso prometterlo. Una persona può dirglielo con certezza: la chiamo?',
    pt: 'Não posso prometer isso. Uma pessoa pode dizer-lhe ao certo: chamo alguém?',
    nl: 'Dat kan ik niet beloven. Een mens kan het u zeker zeggen: zal ik iemand halen?',
  },
  'safety.advice': {
    en: "I can't give medical, legal or financial advice. Please ask someone who is qualified for it.",
    de: 'Medizinischen, rechtlichen oder finanziellen Rat kann ich nicht geben. Bitte fragen Sie jemanden, der dafür ausgebildet ist.',
    fr: 'Je ne peux pas donner de conseil médical, juridique ou financier. Adressez-vous à une personne qualifiée.',
    es: 'No puedo dar consejos médicos, legales ni financieros. Consulte a una persona cualificada.',
    it: 'Non posso dare consigli medici, legali o finanziari. Si rivolga a una persona qualificata.',
    pt: 'Não posso dar conselhos médicos, jurídicos ou financeiros. Fale com alguém qualificado.',
    nl: 'Medisch, juridisch of financieel advies kan ik niet geven. Vraag het iemand die daarvoor is opgeleid.',
  },
  'safety.competitors': {
    en: "I can't say anything about other companies. I'm glad to tell you what we offer.",
    de: 'Über andere Unternehmen kann ich nichts sagen. Gern erzähle ich Ihnen, was wir anbieten.',
    fr: "Je ne peux rien dire d'autres entreprises. Je vous dirai volontiers ce que nous proposons.",
    es: 'No puedo decir nada sobre otras empresas. Con gusto le cuento lo que ofrecemos.',
    it: 'Non posso dire nulla su altre aziende. Le racconto volentieri cosa offriamo noi.',
    pt: 'Não posso dizer nada sobre outras empresas. Terei gosto em dizer o que oferecemos.',
    nl: 'Over andere bedrijven kan ik niets zeggen. Ik vertel u graag wat wij bieden.',
  },
}

const personButton: Record<Language, string> = {
  en: 'Talk to a person',
  de: 'Mit einem Menschen sprechen',
  fr: 'Parler à une personne',
  es: 'Hablar con una persona',
  it: 'Parlare con una persona',
  pt: 'Falar com uma pessoa',
  nl: 'Met een mens praten',
}
/** What the button sends (`payloads.handOff` of the dialogue, which this folder does not know). */
const handOff = 'hand-off'
const withPerson: ReadonlySet<string> = new Set([
  'safety.self-harm',
  'safety.no-person',
  'safety.promises',
  'safety.advice',
])

/** Names of the responses that guardrails say. */
export const safetyResponses: readonly string[] = Object.keys(texts)

/** Wordings with those of the guardrails for what the author has not worded. English also stands for languages that have none. */
export function withSafetyWordings(wordings: Wordings): Wordings {
  const added = Object.entries(texts).flatMap(([name, worded]): [string, Variant[]][] =>
    Object.hasOwn(wordings, name)
      ? []
      : [
          [
            name,
            [
              ...languages.map((language) => variant(name, worded, language, language)),
              variant(name, worded, 'en', null),
            ],
          ],
        ],
  )
  return { ...Object.fromEntries(added), ...wordings }
}

const variant = (
  name: string,
  worded: Record<Language, string>,
  language: Language,
  locale: string | null,
): Variant => ({
  segments: readTemplate(worded[language]).segments,
  source: worded[language],
  when: null,
  locale,
  channel: null,
  tone: null,
  // Words that matter here: no personality makes a joke of them.
  asWritten: true,
  quickReplies: withPerson.has(name)
    ? [{ label: readTemplate(personButton[language]).segments, payload: readTemplate(handOff).segments }]
    : [],
})
