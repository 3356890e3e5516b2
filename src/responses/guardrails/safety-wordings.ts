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
  'safety.emergency': {
    en: "This may be an emergency. Please call your emergency number right now: 112 in Europe, 911 in the US and Canada, and do what they tell you. I'm only an assistant and can't help with this myself, but I can bring a person into this chat if you like.",
    de: 'Das kann ein Notfall sein. Bitte rufen Sie sofort den Notruf an: 112 in Europa, 911 in den USA und Kanada, und tun Sie, was man Ihnen dort sagt. Ich bin nur ein Assistent und kann hier nicht selbst helfen; wenn Sie möchten, hole ich einen Menschen in diesen Chat.',
    fr: "C'est peut-être une urgence. Appelez tout de suite les secours : le 112 en Europe, le 911 aux États-Unis et au Canada, et suivez leurs consignes. Je ne suis qu'un assistant et ne peux pas aider moi-même, mais je peux faire venir une personne dans cette conversation.",
    es: 'Esto puede ser una emergencia. Llame ahora mismo a emergencias: al 112 en Europa, al 911 en Estados Unidos, Canadá y México, y siga lo que le digan. Solo soy un asistente y no puedo ayudar con esto, pero si quiere puedo traer a una persona a este chat.',
    it: "Può essere un'emergenza. Chiami subito il numero di emergenza: il 112 in Europa, il 911 negli Stati Uniti e in Canada, e faccia ciò che le dicono. Sono solo un assistente e non posso aiutare in questo, ma se vuole posso far entrare una persona in questa chat.",
    pt: 'Isto pode ser uma emergência. Ligue já para o número de emergência: 112 na Europa, 192 no Brasil, 911 nos Estados Unidos e no Canadá, e siga o que lhe disserem. Sou apenas um assistente e não posso ajudar nisto, mas se quiser trago uma pessoa para esta conversa.',
    nl: 'Dit kan een noodgeval zijn. Bel nu meteen het alarmnummer: 112 in Europa, 911 in de VS en Canada, en doe wat ze u zeggen. Ik ben maar een assistent en kan hier zelf niet bij helpen, maar als u wilt, haal ik een mens bij dit gesprek.',
  },
  'safety.worried': {
    en: "It's good that you look out for them. If they may be in danger right now, please call the emergency number and stay with them if you can; crisis lines also listen to people who worry about somebody. If you like, I can bring a person into this chat.",
    de: 'Gut, dass Sie sich kümmern. Wenn gerade Gefahr besteht, rufen Sie bitte den Notruf an und bleiben Sie wenn möglich dabei; die Telefonseelsorge ist auch für Menschen da, die sich um jemanden sorgen. Wenn Sie möchten, hole ich einen Menschen in diesen Chat.',
    fr: "C'est bien de veiller sur cette personne. Si elle est en danger maintenant, appelez les secours et restez avec elle si vous le pouvez ; les lignes d'écoute conseillent aussi les proches. Si vous le souhaitez, je fais venir une personne dans cette conversation.",
    es: 'Está bien que se preocupe por esa persona. Si puede estar en peligro ahora, llame a emergencias y quédese a su lado si puede; las líneas de ayuda también escuchan a quienes se preocupan por alguien. Si quiere, puedo traer a una persona a este chat.',
    it: 'Fa bene a preoccuparsi per questa persona. Se è in pericolo adesso, chiami il numero di emergenza e le resti vicino se può; le linee di aiuto ascoltano anche chi si preoccupa per qualcuno. Se vuole, posso far entrare una persona in questa chat.',
    pt: 'Ainda bem que se preocupa com essa pessoa. Se ela estiver em perigo agora, ligue para a emergência e fique com ela se puder; as linhas de apoio também ouvem quem se preocupa com alguém. Se quiser, trago uma pessoa para esta conversa.',
    nl: 'Goed dat u zich om die persoon bekommert. Is er nu gevaar, bel dan het alarmnummer en blijf erbij als dat kan; hulplijnen luisteren ook naar wie zich zorgen maakt. Als u wilt, haal ik een mens bij dit gesprek.',
  },
  'safety.victim': {
    en: "I'm sorry that this is happening to you; nobody should have to live with that. If you are in danger right now, please call the emergency number. A person here can look at what you need, also at how your details are kept private: shall I bring one into this chat?",
    de: 'Es tut mir leid, dass Ihnen das geschieht; damit sollte niemand leben müssen. Wenn Sie gerade in Gefahr sind, rufen Sie bitte den Notruf an. Ein Mensch kann sich hier ansehen, was Sie brauchen, auch wie Ihre Daten geschützt bleiben: Soll ich jemanden in diesen Chat holen?',
    fr: 'Je suis désolé de ce qui vous arrive ; personne ne devrait vivre cela. Si vous êtes en danger maintenant, appelez les secours. Une personne peut voir ici ce dont vous avez besoin, aussi pour que vos données restent privées : dois-je en faire venir une ?',
    es: 'Siento mucho lo que le está pasando; nadie debería vivir así. Si está en peligro ahora, llame a emergencias. Una persona puede ver aquí lo que necesita, también cómo proteger sus datos: ¿la traigo a este chat?',
    it: 'Mi dispiace per quello che le sta succedendo; nessuno dovrebbe viverlo. Se è in pericolo adesso, chiami il numero di emergenza. Una persona può vedere qui di cosa ha bisogno, anche come proteggere i suoi dati: la faccio entrare in questa chat?',
    pt: 'Lamento o que lhe está a acontecer; ninguém devia viver assim. Se está em perigo agora, ligue para a emergência. Uma pessoa pode ver aqui do que precisa, também como proteger os seus dados: trago alguém para esta conversa?',
    nl: 'Wat erg dat u dit overkomt; niemand zou daarmee moeten leven. Bent u nu in gevaar, bel dan het alarmnummer. Een mens kan hier kijken wat u nodig hebt, ook hoe uw gegevens privé blijven: zal ik iemand bij dit gesprek halen?',
  },
  'safety.still-here': {
    en: "I'm still here, and I take what you write seriously. Please talk to someone now: a crisis line, or your local emergency number if you are in danger. Shall I bring a person into this chat?",
    de: 'Ich bin noch da und nehme ernst, was Sie schreiben. Bitte sprechen Sie jetzt mit jemandem: mit der Telefonseelsorge, oder mit dem Notruf, wenn Sie in Gefahr sind. Soll ich einen Menschen in diesen Chat holen?',
    fr: "Je suis toujours là et je prends au sérieux ce que vous écrivez. Parlez à quelqu'un maintenant : une ligne d'écoute, ou les urgences si vous êtes en danger. Dois-je faire venir une personne dans cette conversation ?",
    es: 'Sigo aquí y me tomo en serio lo que escribe. Hable con alguien ahora: una línea de ayuda, o emergencias si está en peligro. ¿Traigo a una persona a este chat?',
    it: 'Sono ancora qui e prendo sul serio quello che scrive. Parli con qualcuno adesso: una linea di aiuto, o il numero di emergenza se è in pericolo. Faccio entrare una persona in questa chat?',
    pt: 'Continuo aqui e levo a sério o que escreve. Fale com alguém agora: uma linha de apoio, ou a emergência se estiver em perigo. Trago uma pessoa para esta conversa?',
    nl: 'Ik ben er nog en neem serieus wat u schrijft. Praat nu met iemand: een hulplijn, of het alarmnummer als u in gevaar bent. Zal ik een mens bij dit gesprek halen?',
  },
  'safety.condolence': {
    en: "I'm very sorry for your loss.",
    de: 'Mein herzliches Beileid.',
    fr: 'Je vous présente toutes mes condoléances.',
    es: 'Lamento mucho su pérdida.',
    it: 'Le faccio le mie condoglianze.',
    pt: 'Os meus sentimentos pela sua perda.',
    nl: 'Gecondoleerd met uw verlies.',
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
    en: "Please don't write card numbers, passwords or ID numbers here; I don't need them.",
    de: 'Bitte schreiben Sie hier keine Kartennummern, Passwörter oder Ausweisnummern; ich brauche sie nicht.',
    fr: "N'écrivez ici ni numéros de carte, ni mots de passe, ni numéros d'identité ; je n'en ai pas besoin.",
    es: 'No escriba aquí números de tarjeta, contraseñas ni números de identidad; no los necesito.',
    it: 'Non scriva qui numeri di carta, password o numeri di documenti; non mi servono.',
    pt: 'Não escreva aqui números de cartão, senhas nem números de identificação; não preciso deles.',
    nl: 'Schrijf hier geen kaartnummers, wachtwoorden of identiteitsnummers; die heb ik niet nodig.',
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
  'safety.emergency',
  'safety.self-harm',
  'safety.still-here',
  'safety.worried',
  'safety.victim',
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
