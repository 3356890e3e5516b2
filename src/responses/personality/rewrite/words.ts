/**
 * What rules put in place of what. Only exchanges that hold wherever the words stand: "purchase" is not there, since it is a thing as
 * often as an act. Each side is matched with a small or a capital first letter, and keeps it.
 */
export type Exchange = readonly [from: string, to: string]

/** At the beginning of a sentence, followed by a punctuation mark or a space as written. */
export const towardsFormal: readonly Exchange[] = [
  ['Hi there', 'Hello'],
  ['Hi', 'Hello'],
  ['Hey', 'Hello'],
  ['OK,', 'Very well,'],
  ['Okay,', 'Very well,'],
  ['All right,', 'Very well,'],
  ['Sure,', 'Certainly,'],
  ['Sure.', 'Certainly.'],
  ['Sure!', 'Certainly!'],
  ['No problem,', 'Certainly,'],
  ['Got it,', 'Understood,'],
  ['Got it.', 'Understood.'],
  ['Hmm, ', ''],
  ['Bye!', 'Goodbye!'],
  ['Bye.', 'Goodbye.'],
  ['Thanks,', 'Thank you,'],
  ['Thanks!', 'Thank you!'],
  ['Thanks.', 'Thank you.'],
  ['Thanks for', 'Thank you for'],
]
export const towardsCasual: readonly Exchange[] = [
  ['Hello', 'Hi'],
  ['Good day', 'Hi'],
  ['Very well,', 'OK,'],
  ['All right,', 'OK,'],
  ['Certainly,', 'Sure,'],
  ['Certainly.', 'Sure.'],
  ['Of course,', 'Sure,'],
  ['Of course.', 'Sure.'],
  ['Understood,', 'Got it,'],
  ['Understood.', 'Got it.'],
  ['Goodbye', 'Bye'],
  ['Thank you,', 'Thanks,'],
  ['Thank you.', 'Thanks.'],
  ['Thank you!', 'Thanks!'],
  ['Thank you for', 'Thanks for'],
]

/** Anywhere in a sentence: long words for short ones. */
export const towardsPlain: readonly Exchange[] = [
  ['in order to', 'to'],
  ['prior to', 'before'],
  ['at the moment', 'now'],
  ['at this time', 'now'],
  ['currently', 'now'],
  ['approximately', 'about'],
  ['regarding', 'about'],
  ['additional', 'extra'],
  ['assistance', 'help'],
  ['assist you', 'help you'],
  ['can assist', 'can help'],
  ['obtain', 'get'],
  ['inform you', 'tell you'],
  ['inform us', 'tell us'],
  ['require', 'need'],
  ['requires', 'needs'],
  ['is required', 'is needed'],
  ['are required', 'are needed'],
  ['sufficient', 'enough'],
  ['commence', 'start'],
  ['utilise', 'use'],
  ['utilize', 'use'],
  ['subsequently', 'later'],
  ['a great deal of', 'a lot of'],
  ['I could not locate', 'I could not find'],
  ['locate', 'find'],
  ['select the', 'choose the'],
  ['select your', 'choose your'],
  ['select one', 'choose one'],
  ['select an', 'choose an'],
  ['select a', 'choose a'],
  ['proceed', 'go on'],
]

/** Likewise: what the trade says for what everybody says. */
export const towardsEveryday: readonly Exchange[] = [
  ['initiate', 'start'],
  ['initiated', 'started'],
  ['terminate', 'end'],
  ['terminated', 'ended'],
  ['reimbursement', 'refund'],
  ['authenticate', 'sign in'],
  ['log in', 'sign in'],
  ['verify', 'check'],
  ['validate', 'check'],
  ['itinerary', 'trip'],
  ['consignment', 'parcel'],
  ['remit', 'pay'],
]

/** Sentences that only please: with little warmth or few words they go, as long as others stay. */
export const pleasantries: readonly RegExp[] = [
  /^(?:Take your time|No hurry|No rush|No worries|My pleasure|Happy to help|Glad to help|I hope your day is going well|Have a (?:nice|great|lovely) day|Good to have you back|All good here)[^.!?]*[.!?]$/i,
  /^(?:Great|Wonderful|Perfect|Lovely|Excellent|Awesome|Fantastic|Super|Of course|Sure|Certainly)[.!]$/i,
]
/** Parts of sentences likewise: `, nice to hear from you`. */
export const asides: readonly RegExp[] = [
  /, (?:nice|good|great|lovely) to (?:hear from|see|have) you(?: again| back)?(?=[.!?])/gi,
  /, thanks for asking(?=[.!?])/gi,
  /, that's kind of you(?=[.!?])/gi,
]

/** Excitement at the beginning of a sentence. */
export const excitement =
  /(?<=^|[.!?] |\n)(?:(?:Great|Wonderful|Perfect|Awesome|Fantastic|Excellent|Yay|Hooray)[,!] |(?:Good|Great|Wonderful) news(?::|!) )(?=\S)/g

/** In front of the reply to a customer in that mood, each said once and true whatever follows. "I" may become "we". */
export const empathyLines: Readonly<Record<string, readonly string[]>> = {
  angry: [
    "I'm sorry for the trouble.",
    'I understand that this is frustrating.',
    "I'm sorry that this has been such trouble.",
  ],
  frustrated: ['I understand that this is frustrating.', "I'm sorry for the trouble."],
  sad: ['I understand that this is disappointing.', "I'm sorry for the trouble."],
  worried: ['I understand your concern.'],
}

/** Behind the reply that ends a task: a statement, since a question would wait for an answer that no flow expects. */
export const closingLines = ["If you need anything else, I'm here.", 'If there is more I can do, tell me.'] as const

/** Behind "Done …" with much warmth. */
export const warmLines = ['Happy to help.', 'Glad I could help.'] as const
