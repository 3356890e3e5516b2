import type { Emotion } from '#domain/understanding.ts'

/**
 * What customers write, with what a person hears in it; none of these lines is trained on. `side` of the polarity, the emotions that a
 * person would accept, and how urgent it is.
 */
export interface MoodCase {
  text: string
  side: 'negative' | 'level' | 'positive'
  emotions: Emotion[]
  urgent?: boolean
}

export const moodCases: MoodCase[] = [
  // Told as it is
  { text: 'Hi, can you tell me where order 88123 is?', side: 'level', emotions: ['neutral', 'confusion'] },
  { text: 'i would like to exchange these jeans for a size 32', side: 'level', emotions: ['neutral'] },
  { text: 'what are the delivery costs to Canada', side: 'level', emotions: ['neutral'] },
  { text: 'the kettle came without its lid', side: 'level', emotions: ['neutral'] },
  { text: 'please update my phone number', side: 'level', emotions: ['neutral'] },
  { text: 'do you have this in black?', side: 'level', emotions: ['neutral', 'confusion'] },
  { text: 'yes please', side: 'level', emotions: ['neutral', 'joy', 'gratitude'] },
  { text: 'the first one', side: 'level', emotions: ['neutral'] },
  { text: 'I need to cancel my order', side: 'level', emotions: ['neutral'] },
  { text: 'size M, colour grey', side: 'level', emotions: ['neutral'] },
  { text: 'could I get an invoice for my last purchase', side: 'level', emotions: ['neutral'] },
  { text: 'my voucher code is not accepted', side: 'level', emotions: ['neutral', 'frustration'] },
  { text: 'how many days do I have to return something', side: 'level', emotions: ['neutral', 'confusion'] },
  { text: 'no rush at all, just curious when it ships', side: 'level', emotions: ['neutral', 'joy'] },
  // Thanks and joy
  { text: 'thanks a million, you are a star', side: 'positive', emotions: ['gratitude', 'joy'] },
  { text: 'wow that was quick, thank you!!', side: 'positive', emotions: ['gratitude', 'joy'] },
  { text: 'I absolutely adore this dress', side: 'positive', emotions: ['joy'] },
  { text: 'great service as always', side: 'positive', emotions: ['joy', 'gratitude'] },
  { text: 'it arrived today and it looks amazing 😍', side: 'positive', emotions: ['joy'] },
  { text: 'really pleased with the quality', side: 'positive', emotions: ['joy', 'gratitude'] },
  { text: 'thank goodness, I was so worried', side: 'positive', emotions: ['joy', 'gratitude', 'worry'] },
  { text: 'you guys rock', side: 'positive', emotions: ['joy', 'gratitude'] },
  { text: 'excellent, that is all I needed', side: 'positive', emotions: ['joy', 'gratitude'] },
  { text: 'I appreciate your help', side: 'positive', emotions: ['gratitude'] },
  { text: 'never had a better experience with an online shop', side: 'positive', emotions: ['joy', 'gratitude'] },
  { text: 'not bad, not bad at all', side: 'positive', emotions: ['joy', 'neutral'] },
  { text: "I couldn't be happier", side: 'positive', emotions: ['joy'] },
  { text: 'sooooo good', side: 'positive', emotions: ['joy'] },
  // Frustration and anger
  { text: 'this is the fourth time I write to you about this', side: 'negative', emotions: ['frustration', 'anger'] },
  { text: 'your chat is so annoying', side: 'negative', emotions: ['frustration', 'anger'] },
  { text: 'I keep getting the same useless answer', side: 'negative', emotions: ['frustration', 'anger'] },
  { text: 'nothing works on this site', side: 'negative', emotions: ['frustration', 'disappointment'] },
  {
    text: 'you have wasted two hours of my time',
    side: 'negative',
    emotions: ['frustration', 'anger', 'disappointment'],
  },
  { text: 'are you even reading my messages???', side: 'negative', emotions: ['frustration', 'anger', 'confusion'] },
  { text: 'this is outrageous, I want my money back', side: 'negative', emotions: ['anger', 'frustration'] },
  { text: 'you are all crooks', side: 'negative', emotions: ['anger'] },
  { text: 'I HATE THIS COMPANY', side: 'negative', emotions: ['anger'] },
  { text: 'what a pathetic excuse for customer service', side: 'negative', emotions: ['anger'] },
  { text: 'I will never buy from you again', side: 'negative', emotions: ['anger', 'disappointment', 'frustration'] },
  { text: 'stop lying to me', side: 'negative', emotions: ['anger', 'frustration'] },
  { text: 'you idiots sent the wrong thing again', side: 'negative', emotions: ['anger', 'frustration'] },
  { text: '🤬🤬🤬', side: 'negative', emotions: ['anger'] },
  // Disappointment, sadness, worry, confusion
  { text: 'I am very disappointed with the quality', side: 'negative', emotions: ['disappointment'] },
  { text: 'it was not what I hoped for', side: 'negative', emotions: ['disappointment', 'neutral'] },
  { text: 'sadly it fell apart after one wash', side: 'negative', emotions: ['disappointment', 'sadness'] },
  { text: 'not happy with this purchase', side: 'negative', emotions: ['disappointment', 'frustration'] },
  { text: 'the material is terrible', side: 'negative', emotions: ['disappointment', 'anger', 'frustration'] },
  { text: 'it was a present for my grandmother who just died', side: 'negative', emotions: ['sadness'] },
  { text: 'I am so sad it is sold out', side: 'negative', emotions: ['sadness', 'disappointment'] },
  { text: "I'm worried that somebody stole my parcel", side: 'negative', emotions: ['worry'] },
  { text: 'I am scared that my data was leaked', side: 'negative', emotions: ['worry'] },
  { text: "I'm confused, which address do I send it to?", side: 'level', emotions: ['confusion'] },
  { text: 'I do not understand this bill', side: 'level', emotions: ['confusion', 'frustration'] },
  // Urgency
  { text: 'I need it urgently, my exam is tomorrow', side: 'level', emotions: ['neutral', 'worry'], urgent: true },
  {
    text: 'please stop the shipment right now',
    side: 'level',
    emotions: ['neutral', 'worry', 'frustration'],
    urgent: true,
  },
  {
    text: 'someone is using my account to order things, block it immediately',
    side: 'negative',
    emotions: ['worry', 'neutral', 'anger'],
    urgent: true,
  },
  {
    text: 'our flight leaves tonight and the suitcase is still not here',
    side: 'negative',
    emotions: ['worry', 'frustration', 'neutral', 'disappointment'],
    urgent: true,
  },
  { text: 'can you answer asap, I have to leave in ten minutes', side: 'level', emotions: ['neutral'], urgent: true },
  // Mixed: what comes after the "but" is what is meant
  {
    text: 'the coat is beautiful but the service was awful',
    side: 'negative',
    emotions: ['disappointment', 'anger', 'frustration'],
  },
  { text: 'delivery was slow but I love the shoes', side: 'positive', emotions: ['joy'] },
]

/** Praise that means the opposite. Words alone do not show it: these are known to be read wrongly, and are here to say so. */
export const sarcasticCases = [
  'oh great, another automatic reply',
  'well done, you lost my parcel again',
  'thanks for nothing',
  'brilliant, so I waited three weeks for an empty box',
  'wow, what a helpful bot you are',
]
