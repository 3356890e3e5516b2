/**
 * Words and phrases that carry mood in customers' messages, written for this project. Polarity from -3 (bitter) to 3 (delighted). What
 * merely names the business at hand ("return", "broken", "refund") weighs little: a broken zip is no mood, being fed up is.
 */
const polarityByWeight: Record<string, string> = {
  '3': 'love loved loving excellent amazing awesome fantastic wonderful brilliant perfect outstanding superb delighted thrilled magnificent flawless incredible marvelous exceptional stellar terrific fabulous best ❤ 😍 🥰 🎉 🤩',
  '2': 'great happy glad pleased good lovely nice beautiful impressed impressive recommend satisfied grateful appreciate appreciated thankful enjoy enjoyed enjoyable superior reliable friendly helpful smooth sturdy gorgeous cheers hooray yay congratulations charming elegant stunning refreshing delightful 😀 😊 😁 👍 🙂 🙏 😄 💕',
  '1': 'thanks thank thx ty ok okay fine easy easily quick quickly fast works worked well comfortable better welcome kind pretty cool clean solid clear fresh fun interesting sweet simple smart affordable durable useful nicely patient polite safe cheap decent 😉',
  '-1': 'late delay delayed slow problem problems issue issues wrong missing mistake error errors difficult hard expensive confusing confused unclear stuck fail fails failed unable damaged defective broken stained torn ripped faulty lost refuse refused charged overcharged unexpected sorry unfortunately complicated inconvenient lacking boring dull noisy flimsy cheaply weak hassle doubt dirty 🙁 😕',
  '-2': 'bad disappointed disappointing disappointment unhappy annoyed annoying frustrated frustrating upset poor poorly terribly sad fed tired useless unacceptable rude ignored ignore nonsense mess complain complaint complaints sloppy stupid dumb wasted waste dishonest misleading unprofessional unreliable worse lousy dissatisfied regret junk crap lame mediocre tedious awkward fails clumsy shoddy ugly silly pointless painful dreadful 😞 😔 😢 😭 👎 😒 🙄',
  '-3': 'terrible horrible awful worst hate hated disgusting disgraceful pathetic ridiculous outrageous furious livid appalling scam scammers scammed fraud thieves thief liar liars lies robbery garbage trash disaster nightmare atrocious abysmal joke incompetent idiots idiot disgusted infuriating shameful insulting wtf 😡 🤬 😠',
}

const angerByWeight: Record<string, string> = {
  '3': 'furious livid scam scammers scammed thieves thief liar liars fraud idiot idiots moron morons stupid incompetent pathetic disgusting disgusted disgraceful bullshit shit fuck fucking fucked damn damned crap hell bastard bastards asshole bitch wtf ffs outrageous infuriating 😡 🤬 😠 screw sucks sue lawyer',
  '2': 'ridiculous unacceptable angry mad hate worst terrible horrible awful joke useless nonsense fed appalling shameful insulting insult garbage trash rude demand absurd outraged enraged robbery robbed annoyed frustrated lies lied lying dishonest',
  '1': 'annoying frustrating disappointed upset unhappy complain complaint ignored again still tired waste wasted seriously enough nobody never worse bad sick',
}

const urgencyByWeight: Record<string, string> = {
  '3': 'asap urgent urgently immediately emergency instantly',
  '2': 'hurry rush deadline now quickly tonight straightaway desperate desperately fast right-away',
  '1': 'today tomorrow soon soonest needed',
}

/** Phrases of several words: weights for polarity, anger and urgency. */
export const phrases: [phrase: string, polarity: number, anger: number, urgency: number][] = [
  ['fed up', -2.5, 2.5, 0],
  ['had enough', -2.5, 2.5, 0],
  ['sick of', -2.5, 2.5, 0],
  ['tired of', -2, 2, 0],
  ['rip off', -2.5, 2, 0],
  ['ripped off', -2.5, 2, 0],
  ['waste of', -2.5, 1.5, 0],
  ['never again', -2.5, 1.5, 0],
  ['never shop', -2.5, 2, 0],
  ['never order', -2, 1.5, 0],
  ['not happy', -2.5, 1.5, 0],
  ['not acceptable', -2.5, 2, 0],
  ['not good enough', -2.5, 1.5, 0],
  ['what the hell', -2, 3, 0],
  ['what the heck', -1.5, 2, 0],
  ['how dare', -2.5, 3, 0],
  ['are you kidding', -2, 2.5, 0],
  ['are you serious', -1.5, 2, 0],
  ['you people', -1.5, 2.5, 0],
  ['no one', -0.5, 0.5, 0],
  ['third time', -1, 1.5, 0.5],
  ['how many times', -1.5, 2, 0],
  ['still waiting', -1.5, 1, 1],
  ['still not', -1, 1, 0.5],
  ['still have not', -1, 1, 0.5],
  ["still haven't", -1, 1, 0.5],
  ["still hasn't", -1, 1, 0.5],
  ['shut up', -2, 3, 0],
  ['legal action', -2, 3, 0],
  ['report you', -2, 3, 0],
  ['small claims', -2, 2.5, 0],
  ['piece of', -0.5, 0.5, 0],
  ['let down', -2, 0.5, 0],
  ['right now', 0, 0.5, 2.5],
  ['right away', 0, 0, 2.5],
  ['as soon as possible', 0, 0, 3],
  ['as quickly as possible', 0, 0, 3],
  ['this minute', 0, 0.5, 2.5],
  ['at once', 0, 0.5, 2],
  ["can't wait", 1, 0, 0.5],
  ['cannot wait', 0, 0, 1.5],
  ['time sensitive', 0, 0, 2.5],
  ['by tomorrow', 0, 0, 2],
  ['by tonight', 0, 0, 2],
  ['by today', 0, 0, 2],
  ['by friday', 0, 0, 1.5],
  ['by monday', 0, 0, 1.5],
  ['by the weekend', 0, 0, 1.5],
  ['need it by', 0, 0, 2],
  ['need it for', 0, 0, 1],
  ['need this by', 0, 0, 2],
  ['no rush', 0.5, 0, -3],
  ['no hurry', 0.5, 0, -3],
  ['thank you', 1.5, -0.5, 0],
  ['well done', 2.5, -0.5, 0],
  ['good job', 2.5, -0.5, 0],
  ['great job', 3, -0.5, 0],
  ['no problem', 1, 0, 0],
  ['no worries', 1, 0, 0],
  ['not bad', 1, 0, 0],
]

/** Multiply what follows. */
export const intensifiers: ReadonlyMap<string, number> = new Map([
  ...'very really so extremely absolutely totally completely incredibly utterly truly super fucking damn beyond highly'
    .split(' ')
    .map((word): [string, number] => [word, 1.5]),
  ...'slightly bit somewhat little fairly rather kinda'.split(' ').map((word): [string, number] => [word, 0.6]),
])

/** Turn what follows within three words. */
export const negators: ReadonlySet<string> = new Set(
  "not no never don't dont doesn't doesnt didn't didnt isn't isnt wasn't wasnt aren't arent won't wont can't cant cannot couldn't wouldn't shouldn't hasn't haven't hadn't without nothing hardly barely neither nor ain't n't couldnt wouldnt shouldnt hasnt havent hadnt aint rarely seldom scarcely lack lacks lacking".split(
    ' ',
  ),
)

function table(byWeight: Record<string, string>): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(byWeight).flatMap(([weight, words]) =>
      words.split(' ').map((word): [string, number] => [word, Number(weight)]),
    ),
  )
}

export const polarityWords = table(polarityByWeight)
export const angerWords = table(angerByWeight)
export const urgencyWords = table(urgencyByWeight)

export const isNegator = (word: string) => negators.has(word) || word.endsWith("n't")
