/**
 * What a word is, as far as a short table can say: classes that stand for their words, so that a value with a weekday never seen in
 * training is read like those that were.
 */
const table = {
  number:
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million',
  tens: 'twenty thirty forty fifty sixty seventy eighty ninety',
  ordinal:
    'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth',
  weekday:
    'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun mondays tuesdays wednesdays thursdays fridays saturdays sundays',
  month:
    'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec',
  dayPart: 'morning afternoon evening night noon midday midnight lunchtime dinnertime tonight dawn dusk',
  day: 'today tomorrow yesterday tonight now weekend christmas easter halloween thanksgiving',
  timeUnit:
    'second seconds sec secs minute minutes min mins hour hours hr hrs day days week weeks weekend month months year years decade decades',
  clock: "o'clock oclock am pm a.m p.m a.m. p.m. half quarter past sharp",
  relative: 'next last this coming past previous following upcoming later earlier ago',
  currency:
    'dollar dollars usd euro euros eur pound pounds gbp quid buck bucks cent cents yen rupee rupees franc francs peso pesos yuan $ € £ ¥ ₹',
  person: 'people person persons guest guests adult adults kid kids child children party us friends family pax',
  relation:
    'mom mother mum dad father wife husband brother sister son daughter aunt uncle cousin boss friend grandma grandpa colleague girlfriend boyfriend partner',
  title: 'mr mrs ms miss dr doctor sir madam madame professor prof captain',
  direction: 'from to into onto towards via through between',
  place: 'in at near around by on inside outside off',
  beforeName: 'name called named by for with is under titled',
  determiner: 'the a an my your our his her their this that these those some any all',
  pronoun: 'i me you he him she it we us they them who what which',
  verb: 'is are was be do does did have has had can could will would should may want need like please let get give make put play set show find tell send add book call order turn remind',
  colour:
    'black white red green blue yellow orange purple pink brown grey gray gold golden silver navy beige cream tan violet turquoise teal maroon indigo cyan magenta olive burgundy khaki lilac charcoal ivory',
  size: 'small medium large xs s m l xl xxl extra tiny big huge little half',
  street: 'street st road rd avenue ave lane ln drive dr boulevard blvd court ct square plaza way',
  and: 'and or & , plus with',
  end: '. ? !',
} as const

const classes = new Map<string, number[]>()
Object.values(table).forEach((words, index) => {
  for (const word of words.split(' ')) classes.set(word, [...(classes.get(word) ?? []), index])
})
const none: readonly number[] = []

/** The classes of a word, as numbers from 0. */
export const classesOf = (word: string): readonly number[] => classes.get(word) ?? none
export const classCount = Object.keys(table).length
