import { stemEnglish } from '#words/index.ts'

/** What a word means here: one name for words of the same meaning, and on which side of it the word stands ("open", "closed"). */
export interface Meaning {
  concept: string
  sign: 1 | -1
}

/**
 * One meaning a line, as the texts of shops, banks, carriers and their customers use the words; behind `!` the opposite. Broad on
 * purpose: whether a statement contradicts its source is decided by numbers, negations, names and conditions, not by nuances of verbs.
 */
const lines = `
return send-back bring-back give-back take-back
refund reimburse money-back repay
deliver delivery ship shipping shipment dispatch
arrive arrival reach come land get-there show-up
parcel package item product article thing order
buy purchase
cancel cancellation terminate end-the-contract
allow permit accept welcome forbid prohibit refuse reject ban deny
possible able impossible unable
available unavailable
include cover contain insure eligible entitle count part exclude exempt uncovered uninsured ineligible fall
cost price charge fee pay bill payment amount-to ! free waive complimentary waived
open start begin opens ! close end finish closing expire lapse stop
rise increase raise go-up grow ! fall drop decrease lower reduce go-down
cheap cheaper ! expensive
early earlier ! late later delay delayed
need require must have-to mandatory compulsory necessary obligatory needed ! optional voluntary
limit cap restrict maximum ! unlimited
use wear worn used ! unused unworn
lock ! unlock
active activate valid work function ! inactive invalid
accompany with-an-adult ! unaccompanied alone
change modify edit amend switch alter update replace rebook move
swap exchange
choose select pick option
transfer send wire
withdraw withdrawal take-out
restore recover bring-back-data
delete erase remove gone
store keep hold retain
report notify tell inform declare
answer respond reply
check verify inspect examine investigate look-into
show provide present supply submit
help support assist
phone call telephone ring dial
email e-mail mail
apply application applicant
atm machine cashpoint
account
customer client user member passenger guest
child kid children kids
baby infant newborn
doctor physician
damage break breakage broken faulty defective defect
lose loss lost
steal stolen theft stolen
car vehicle automobile
bike bicycle
dog
luggage baggage bag suitcase
fly flight travel trip
depart departure leave departs
ticket fare
depend
luggage
reservation booking reserve book booked
breakfast
room
stay
weight weigh heavy
luggage
level tier
subscription subscribe
discount saving save
adjust adjustment
redirect reroute
connection line
outage down
recognise recognize ! unknown unrecognised unrecognized unfamiliar
maximum most
additional extra further another
period term
compensation compensate
bin trash
permanent permanently good
roll
data
cash
mobile
certificate
building
trial try tried
sign signature
export download
attach attachment file
mistake error
question
deductible excess
receive obtain
premium
country
abroad foreign
speed
original
adult
purchase
disclose
liable liability
allowance
quota
price
whole full
cheque check
company firm
website site page
log-in login sign-in
move relocate relocation moving
renew renewal extend extension prolong
renew extend
sum amount
train trainer coach coaching training
speed connection-speed
enable turn-on switch-on
disable turn-off switch-off deactivate
misspelled correct correction fix
holiday vacation
begin start
try attempt
final last
guard protect protection secure
doctor gp
clothing clothes garment apparel
shoe shoes footwear
picture photo image photograph photography photographi
bank-holiday public-holiday
lunch dinner
flat apartment
spouse husband wife partner
employer boss
worker workman
salary wage
gift giveaway
voucher coupon
spoil spoiled rotten
usage consumption consume
instalment installment
faculty department
enrol enroll enrolment enrollment matriculate
exam examination test
repeat retake resit
lecture class course lesson
dormitory dorm hall
grade mark
borrow loan lend checkout-item
library branch-library
hold reserve-item
fine penalty
overdue outstanding
suspend suspended block blocked freeze frozen
pause hold-on
garbage waste rubbish
tenant renter
landlord owner-of-the-flat
repair mend
burn fire
injure injury hurt
illness sick ill sickness disease
hospital clinic
drug medicine medication
prescription prescribe
pharmacist chemist
refrigerate cool chilled
vehicle van-car
drive driver
petrol fuel gas-tank
pick-up collect collection fetch
hand-over handover
passport-photo
photocopy copy duplicate
kilo kilogram
identity id identification
citizen resident inhabitant
couple pair
friend companion
recommend advise suggestion suggest
agree consent permission approve approval
request
complain complaint
solve solution resolve
quick fast rapid swift speedy ! slow slowly
large big huge ! small little tiny
heavy heavier ! light
strict stringent
wait waiting
early-bird
sufficient enough suffice ! insufficient
old-age senior
gather collect-points earn
spend expend
worth value
succeed success succeeded ! fail failure failed
underground subway metro
station stop
track trace
estimate estimation
annual annually yearly
quarterly
schedule timetable
appointment meeting
cleaner cleaning clean
laundry washing
tool equipment device
machine appliance
key keys
gate door
elevator lift
sign-on
warehouse
store shop
employee staff colleague agent
`

/** Words of grammar and courtesy: they carry nothing that a source must say. */
const glueWords = new Set(
  (
    'a an the this that these those it its they them their theirs there here i me my we us our ours you your yours he she his her him who whom whose which what where why how ' +
    'is are was were be been being am do does did doing done have has had having will would shall should can could may might ' +
    'of in on at to for from by with about into onto through per as than then so such and or but if when while whereas because since though although however also too just very quite really ' +
    'please sure yes no thanks thank well ok okay great good unfortunately happily fortunately luckily certainly indeed simply easily directly generally usually typically normally currently now ' +
    'make makes made take takes took taken go goes give gives given gave want wants like likes wish get gets got let say says see sees look looks find finds keep know ' +
    'case cases way ways thing things kind sort up out off over under again ever already still yet once only not never none nothing neither nor without unless except until before after within during between ' +
    "long soon bit lot much many more most less least few several some any all each every both either other others another own same one ones someone anyone everyone whether s t re ve ll d m ain't " +
    'mean means note remember keep mind below above beyond fewer cannot somebody nobody feel worry need needs everything anything something gets new whatever whenever wherever however therefore thus hence otherwise instead even news hi hello hey dear kind regards whole cent comes come'
  ).split(/\s+/),
)

/** Phrases that are one word to this check; applied to small letters. Longest first. */
const phrases: [RegExp, string][] = [
  [
    /\b(?:free of (?:any )?charge|at no (?:extra |additional |further )?(?:cost|charge)|without (?:any )?(?:extra |additional )?(?:cost|charge|fee)|for nothing|no (?:extra |additional )?(?:cost|charge))\b/g,
    'free',
  ],
  [
    /\b(?:send|sent|sending|ship|shipped|bring|brought|give|given|take|taken|mail|mailed) (?:it |them |items? )?back\b/g,
    'return',
  ],
  [
    /\b(?:get|gets|got|receive|have) (?:your |the |their )?money back\b|\bmoney back\b|\bpa(?:y|id) back\b|\bget back\b/g,
    'refund',
  ],
  [
    /\b(?:costs?|pay|pays) nothing(?: extra)?\b|\b(?:doesn't|does not|don't|do not|won't) cost (?:you )?(?:anything(?: extra)?|extra)\b|\bno extra\b/g,
    'free',
  ],
  [
    /\b(?:that|which) (?:you |was |were |is |are |has |have )*(?:didn't|did not|haven't|have not|not|never|wasn't|weren't)(?: been)? used?\b/g,
    'unused',
  ],
  [/\b(?:right|straight) away\b|\bat once\b|\binstantly\b|\bon the spot\b|\bwithout delay\b/g, 'immediately'],
  [
    /\bfeel free to\b|\b(?:there is|there's|there) nothing (?:else |more )?(?:that )?you (?:need|have) to do\b|\bno need to worry\b/g,
    '',
  ],
  [/\b(?:pass(?:ed|es|ing)? (?:it |them )?on|carr(?:y|ied) over)\b/g, 'transfer'],
  [/\bgiv(?:e|en|ing) ((?:\w+ ){1,3})to (?:somebody|someone|another person)(?: else)?\b/g, 'transfer $1'],
  [/\bpart[- ]time\b/g, 'parttime'],
  [/\bfull[- ]time\b/g, 'fulltime'],
  [/\btwice\b/g, 'two times'],
  [/\bapply (?=to (?!a |an |be ))|\bapplies (?=to|at|only|when|if|in|for)/g, 'include '],
  [/\bhand(?:s|ed|ing)? in\b/g, 'submit'],
  [/\b(?:go|goes|going|went) through\b/g, 'succeed'],
  [/\b(?:goes|go|gone|went) bad\b/g, 'spoiled'],
  [/\b(?:on (?:your|their|his|her|its) own|by (?:yourself|themselves))\b/g, 'alone'],
  [/\bno one\b/g, 'nobody'],
  [/\b(?:someone|anyone|anybody)\b/g, 'somebody'],
  [/\b(?:on )?(?:christmas eve|new year's eve|christmas day|new year's day),? (?=\w+ \d)/g, ''],
  [/\bfirst (?=\d|two|three|four|five|six|seven|ten|few)/g, ''],
  [/\bp\.? ?o\.? box(?:es)?\b|\bpost office box(?:es)?\b/g, 'pobox'],
  [/\b(?:around the clock|24 hours a day|day and night|24\/7)\b/g, 'roundclock'],
  [/\b(?:take|taking|taken|took) out\b|\btaking (?=out money)/g, 'withdraw'],
  [/\b(?:go|goes|went) up\b(?! to)/g, 'rise'],
  [/\b(?:go|goes|went) down\b/g, 'fall'],
  [/\bhas? to\b|\bhave to\b|\bhad to\b/g, 'must'],
  [/\bask(?:s|ed)? (?:you|them) to\b/g, 'must'],
  [/\blook(?:s|ing)? into\b/g, 'investigate'],
  [/\b(?:bring|brought|get|got) back\b/g, 'restore'],
  [/\bat (?:the )?weekends?\b|\bon weekends?\b/g, 'weekend'],
  [/\bwhenever you (?:like|want|wish|please)\b|\bany time\b|\banytime\b/g, 'at any time'],
  [/\bunited states(?: of america)?\b|\bu\.s\.a?\.?(?!\w)|\busa\b|\bthe us\b/g, 'usa'],
  [/\bunited kingdom\b|\bu\.k\.|\bthe uk\b|\bgreat britain\b/g, 'unitedkingdom'],
  [/\beuropean union\b|\bthe eu\b/g, 'euunion'],
  [/\bcentral european time\b/g, 'cet'],
  [/\beastern time\b/g, 'et'],
  [/\btext messages?\b/g, 'textmessage'],
  [/\bidentity cards?\b/g, 'identitycard'],
  [/\bsign[- ]on\b/g, 'signon'],
  [/\bcheck(?:s|ed|ing)?[- ]?in\b/g, 'checkin'],
  [/\bcheck(?:s|ed|ing)?[- ]?out\b/g, 'checkout'],
  [/\bopt(?:s|ed)? in\b/g, 'optin'],
  [/\be-mails?\b/g, 'email'],
  [/\bnon-/g, 'not '],
  [/\bnonrefundable\b/g, 'not refundable'],
  [/\bno[- ]shows?\b|\b(?:don't|do not|doesn't|does not) show up\b/g, 'noshow'],
  [/\b(?:look|looked|looking) at\b/g, 'check'],
]

export function joinPhrases(text: string): string {
  let joined = text
  for (const [pattern, by] of phrases) joined = joined.replace(pattern, by)
  return joined
}

const meanings = new Map<string, Meaning>()
for (const line of lines.trim().split('\n')) {
  const [same = '', opposite = ''] = line.split('!')
  const concept = same.trim().split(/\s+/)[0] as string
  for (const [side, sign] of [
    [same, 1],
    [opposite, -1],
  ] as const)
    for (const word of side.trim().split(/\s+/)) {
      const stem = stemEnglish(/.{4}ly$/.test(word) ? word.slice(0, -2) : word)
      if (word && !meanings.has(stem)) meanings.set(stem, { concept, sign })
    }
}

/** Not to be stemmed together though Porter does, or not told by their stem. */
const exact: Record<string, Meaning> = {
  must: { concept: 'need', sign: 1 },
  optional: { concept: 'need', sign: -1 },
  returned: { concept: 'return', sign: 1 },
  refundable: { concept: 'refund', sign: 1 },
  insurance: { concept: 'insurance', sign: 1 },
  lost: { concept: 'lose', sign: 1 },
  left: { concept: 'depart', sign: 1 },
  sent: { concept: 'transfer', sign: 1 },
  paid: { concept: 'cost', sign: 1 },
  business: { concept: 'busi', sign: 1 },
  younger: { concept: 'age', sign: 1 },
  older: { concept: 'age', sign: 1 },
  old: { concept: 'age', sign: 1 },
  added: { concept: 'add', sign: 1 },
  adds: { concept: 'add', sign: 1 },
  insurer: { concept: 'insurer', sign: 1 },
  morning: { concept: 'morn', sign: 1 },
  evening: { concept: 'even', sign: 1 },
  books: { concept: 'bookitem', sign: 1 },
  savings: { concept: 'savings', sign: 1 },
  medical: { concept: 'medical', sign: 1 },
  aged: { concept: 'age', sign: 1 },
}

/** Irregular forms, which no stemmer joins: what it is, and what it is a form of. */
const irregular = new Map<string, string>()
for (const [, form = '', base = ''] of (
  'chosen choose chose choose bought buy kept keep held hold sold sell found find brought bring built build broken break broke break driven drive drove drive eaten eat ate eat flown fly flew fly ' +
  'met meet ridden ride rode ride shown show written write wrote write withdrew withdraw withdrawn withdraw spent spend slept sleep stood stand taught teach thrown throw threw throw understood understand won win ' +
  'forgotten forget forgot forget hidden hide worn wear wore wear begun begin began begin came come become becom grown grow grew grow known know knew know ran run risen rise rose rise fell fall fallen fall ' +
  'spoken speak spoke speak swum swim drawn draw drew draw drunk drink drank drink frozen freeze froze freeze lent lend felt feel dealt deal meant mean heard hear led lead left leave lain lie laid lay ' +
  'fed feed fought fight hung hang heaviest heavy heavier heavy larger large largest large bigger big biggest big earlier early later late cheaper cheap cheapest cheap women woman men man feet foot teeth tooth wives wife lives life people person'
).matchAll(/(\w+) (\w+)/g))
  irregular.set(form, base)

/** Words that begin with "un" and deny nothing. */
const noPrefix =
  /^un(?:der|til|it|ion|ique|iver|less|cle|iform|usual|likely|fortunate|derstood|lock|load|dergo|animous|subscrib|pack|plug|wind|cover$|rest|documented)/

/** "Unopened", "unauthorised": the opposite of what stands behind the prefix. */
function withoutPrefix(word: string): Meaning | null {
  if (!/^un[a-z]{5,}/.test(word) || noPrefix.test(word)) return null
  const inner = meaningOf(word.slice(2))
  return inner && { concept: inner.concept, sign: inner.sign === 1 ? -1 : 1 }
}

const cache = new Map<string, Meaning | null>()
const cachedAtMost = 50_000

/** What a small-letter word means; null for words of grammar and courtesy. */
export function meaningOf(word: string): Meaning | null {
  const known = cache.get(word)
  if (known !== undefined) return known
  let meaning: Meaning | null
  if (exact[word]) meaning = exact[word]
  else {
    const stem = stemEnglish(irregular.get(word) ?? word)
    const listed = meanings.get(stem)
    const prefixed = listed ? null : withoutPrefix(word)
    if (listed) meaning = listed
    else if (prefixed) meaning = prefixed
    else meaning = glueWords.has(word) ? null : { concept: stem, sign: 1 }
    if (glueWords.has(word)) meaning = null
  }
  if (cache.size >= cachedAtMost) cache.clear()
  cache.set(word, meaning)
  return meaning
}

/** The concept that a stem stands for; the stem itself where it stands for no other. */
export const meaningOfStem = (stem: string): string => meanings.get(stem)?.concept ?? stem

/** The concept of a word that is used as a name ("the Start plan"): the word itself, whatever it means in small letters. */
export const nameOf = (word: string): string => stemEnglish(word)

/**
 * Things that are one or the other: where a source speaks of one, a statement that has another instead says something else. Concepts as
 * `meaningOf` names them.
 */
const alternatives: string[][] = [
  'monday tuesday wednesday thursday friday saturday sunday',
  'weekday weekend',
  'january february march april may june july august september october november december',
  'gold silver bronze platinum diamond basic standard express premium pro enterprise plus economy flexible classic',
  'phone email chat app fax branch counter desk portal textmessage letter',
  'passport identitycard licence visa receipt contract invoice certificate',
  'credit debit cash pin contactless cheque',
  'pool gym spa sauna restaurant garage',
  'police bank court',
  'student pensioner senior',
  'admin owner',
  'parttime fulltime',
  'breakfast lunch dinner',
  'single double',
  'landline mobile',
  'men women',
  'adult child',
  'north south east west',
  'cabin hold',
  'doctor lawyer insurer',
  'winter summer spring autumn',
  'morning afternoon evening night',
  'csv json xml pdf excel',
  'motorcycle truck bike e-bike',
  'cat dog bird',
  'airport hotel station',
  'ups fedex dhl usps',
].map((line) => line.split(' ').map((word) => nameOf(word)))

const kindOf = new Map<string, number>()
alternatives.forEach((words, kind) => {
  for (const word of words) if (!kindOf.has(word)) kindOf.set(word, kind)
})

/** The number of the set of alternatives that a concept belongs to. */
export const alternativesOf = (concept: string): number | undefined => kindOf.get(concept)
