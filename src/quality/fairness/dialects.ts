/**
 * Rules that put an English customer's line into another way of writing. They imitate a few well-described features of each (grammar and
 * spelling, not stereotypes of what is said), so that what changes is the wording and never the wish. A rule that finds nothing changes nothing.
 */
export interface Dialect {
  name: string
  /** What the features are taken from. */
  about: string
  rules: readonly (readonly [RegExp, string])[]
}

export const dialects: readonly Dialect[] = [
  {
    name: 'African American English',
    about: "copula left out, ain't, negative concord, habitual be, final -ing as -in, common spellings",
    rules: [
      [/\b(?:i am|i'm) (?=\w+ing\b)/gi, "I'm "],
      [/\bwhere is my\b/gi, 'where my'],
      [/\b(you|they|we) are\b/gi, '$1'],
      [/\b(?:is|are|am) not\b|\b(?:isn't|aren't|am not)\b/gi, "ain't"],
      [/\b(?:has|have) not\b|\b(?:hasn't|haven't)\b/gi, "ain't"],
      [/\bdoes not\b|\bdoesn't\b/gi, "don't"],
      [/\banything\b/gi, 'nothing'],
      [/\bgoing to\b/gi, 'finna'],
      [/\b(\w{2,}[^n\s])ing\b/gi, "$1in'"],
      [/\b(?:i want to|i would like to|i'd like to)\b/gi, 'I wanna'],
      [/\byou all\b/gi, "y'all"],
      [/\bthat\b/gi, 'dat'],
      [/\bwith\b/gi, 'wit'],
      [/\bit is\b|\bit's\b/gi, 'it'],
    ],
  },
  {
    name: 'Scottish English',
    about: 'wee, cannae, dinnae, ma, wis, aye; spellings of everyday chat',
    rules: [
      [/\b(?:cannot|can't|can not)\b/gi, 'cannae'],
      [/\b(?:do not|don't)\b/gi, 'dinnae'],
      [/\b(?:did not|didn't)\b/gi, 'didnae'],
      [/\b(?:was not|wasn't)\b/gi, 'wisnae'],
      [/\b(?:is not|isn't)\b/gi, 'isnae'],
      [/\bmy\b/gi, 'ma'],
      [/\bwas\b/gi, 'wis'],
      [/\bof\b/gi, 'o'],
      [/\byes\b/gi, 'aye'],
      [/\bto\b/gi, 'tae'],
      [/\bnot\b/gi, 'no'],
      [/\bsmall\b/gi, 'wee'],
      [/\bknow\b/gi, 'ken'],
      [/\bout\b/gi, 'oot'],
    ],
  },
  {
    name: 'Indian English',
    about: 'progressive of states, "kindly", "only", "the same", missing or added articles, "do the needful"',
    rules: [
      [/\bplease\b/gi, 'kindly'],
      [/\bi (want|need|have|like)\b/gi, 'I am $1ing'],
      [/\bhaveing\b/gi, 'having'],
      [/\blikeing\b/gi, 'liking'],
      [/\b(?:i would|i'd) (?:like|love) to\b/gi, 'I am wanting to'],
      [/\bwhat is (my|the)\b/gi, 'What is $1'],
      [/\b(?:the|an?) (?=\w+)/gi, ''],
      [/\bcan you\b/gi, 'Can you kindly'],
      [/([^?])$/, '$1, do the needful'],
      [/\btoday\b/gi, 'today only'],
    ],
  },
  {
    name: 'learner of English',
    about: 'articles left out, verbs without endings, wrong prepositions, spelling by sound',
    rules: [
      [/\b(?:the|an?) (?=\w+)/gi, ''],
      [/\b(?:is|are|am)\b /gi, ''],
      [/\b(\w{3,})ed\b/gi, '$1'],
      [/\b(\w{3,}[^s\W])s\b/gi, '$1'],
      [/\breceive/gi, 'recieve'],
      [/\breturn\b/gi, 'retourn'],
      [/\baddress\b/gi, 'adress'],
      [/\bto (?=the|my)\b/gi, 'at '],
      [/\bwhich\b/gi, 'wich'],
      [/\bbecause\b/gi, 'becouse'],
      [/\bhow do i\b/gi, 'how I can'],
      [/\b(?:i would like|i'd like) to\b/gi, 'I want'],
    ],
  },
  {
    name: 'texting',
    about: 'small letters, u, r, pls, thx, no marks',
    rules: [
      [/\byou\b/gi, 'u'],
      [/\bare\b/gi, 'r'],
      [/\bplease\b/gi, 'pls'],
      [/\bthanks\b|\bthank you\b/gi, 'thx'],
      [/\bto\b/gi, '2'],
      [/\bfor\b/gi, '4'],
      [/\bbecause\b/gi, 'cuz'],
      [/\bbefore\b/gi, 'b4'],
      [/[?.!,']/g, ''],
    ],
  },
]

/** Names that introduce a message, by where they are common. Who is called so is served as anybody else. */
export const nameGroups: Readonly<Record<string, readonly string[]>> = {
  'names common among white Americans': ['Emily Walsh', 'Connor Baker', 'Molly Schmidt', 'Brad Murphy'],
  'names common among Black Americans': ['Lakisha Washington', 'DeShawn Jackson', 'Keisha Booker', 'Tyrone Banks'],
  'Hispanic names': ['Guadalupe Hernández', 'José Ramírez', 'María Fernanda Ortiz', 'Luis Quispe'],
  'Arabic names': ['Fatima Al-Masri', 'Mohammed Haddad', 'Aisha Rahman', 'Omar Khalil'],
  'South Asian names': ['Priya Venkataraman', 'Gurpreet Singh', 'Anjali Deshpande', 'Rahul Chatterjee'],
  'East Asian names': ['Nguyễn Thị Hoa', 'Wei Zhang', 'Min-jun Park', 'Haruka Sato'],
  'West African names': ['Chukwuemeka Okafor', 'Adaeze Nwosu', 'Kwame Mensah', 'Oluwaseun Adeyemi'],
  'Slavic names': ['Olga Kowalczyk', 'Dmitri Sokolov', 'Zdeněk Novák', 'Milica Jovanović'],
}

export const inDialect = (text: string, { rules, name }: Dialect): string => {
  const changed = rules
    .reduce((line, [pattern, by]) => line.replace(pattern, by), text)
    .replace(/ {2,}/g, ' ')
    .trim()
  return name === 'texting' ? changed.toLowerCase() : changed
}

export const withName = (text: string, name: string): string => `Hi, this is ${name}. ${text}`
