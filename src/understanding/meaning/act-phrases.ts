import { PhraseTable, phraseSet, wordSet } from './phrases.ts'

/** How clauses begin, and what complains: the tables of the speech act. */

export type Opening =
  /** It asks somebody to do what follows. */
  | 'indirect'
  | 'wanting'
  | 'wh'
  | 'yes-no'
  /** Whether something is possible or allowed for whoever asks. */
  | 'permission'
  /** How the business does things. */
  | 'practice'

const you = 'you|u|ya|someone|somebody|anyone|y'
/** How a clause may begin, longest first. What asks to be told something ("tell me where …") is a question in other clothes. */
export const beginnings = new PhraseTable<Opening>([
  [
    `can|could|will|would|may|cant|couldnt|wont|wouldnt ${you} guys|all|please|pls|kindly|possibly|maybe|just|also?`,
    'indirect',
  ],
  ['is|are there any? way|chance you|u|that|someone?', 'indirect'],
  ['any chance|way you|u|of', 'indirect'],
  ['any chance|way of? getting', 'indirect'],
  ['would|do you|u mind', 'indirect'],
  ['mind', 'indirect'],
  ['is|would it be? possible for you|u|someone to', 'indirect'],
  ['would it be possible|ok|okay to', 'permission'],
  ['why dont|not you|u|we just?', 'indirect'],
  ['how about you|u', 'indirect'],
  ['i|we was|were|am? hoping|wondering you|u', 'indirect'],
  ["i'd|id|i|we would? appreciate|love|like it? if you|u", 'indirect'],
  ["i'd|id|i|we would? be? most|very|so|really? grateful|glad|happy|obliged|thankful if you|u", 'indirect'],
  ['it|that? would be great|nice|good|helpful|awesome if you|u', 'indirect'],
  ['i|we was|were|im really|just|still|also? want|wanna|need|wanted|wish|demand|require|gotta to?', 'wanting'],
  ['i|we really|just|still|also|only? want|wanna|need|wanted|wish|demand|require|gotta|expect|request to?', 'wanting'],
  ['need|want|wanna|wanting|needing|requesting to?', 'wanting'],
  ["i'd|id|we'd|i|we would|will? really? just? like|love|prefer|rather|appreciate to?", 'wanting'],
  ['i|we have|got to', 'wanting'],
  ['i|we must', 'wanting'],
  ['i|we am|are just|still|only? looking|trying|hoping|wanting|requesting to|for', 'wanting'],
  ["im|we're just|still|only? looking|trying|hoping|wanting|requesting|after to|for?", 'wanting'],
  ['looking|trying|hoping to|for', 'wanting'],
  [
    'can|could|may i|we please|pls|just|also? get|have|speak|talk|ask|request|order|pay|see|make|place|add|book|chat',
    'wanting',
  ],
  ['can|could|may i|we please|pls|just', 'wanting'],
  [
    'can|could|may|might|should|shall|must|cant|couldnt i|we|one|someone|somebody|anyone|people|customers',
    'permission',
  ],
  [
    'am|are|is|was i|we|one|it|there still? allowed|able|eligible|entitled|permitted|possible|ok|okay|fine to?',
    'permission',
  ],
  ['do i|we|customers|people have|need|get|qualify|pay to?', 'permission'],
  ['is there any? way|option|possibility|chance to|for|of|i|we?', 'permission'],
  ['any way|chance to|i|we', 'permission'],
  ['do|does|will|would you|u|ya|yall guys|all|people|still|ever|also?', 'practice'],
  ['do|does|will|would the|your shop|store|company|policy|website|app', 'practice'],
  ['what|whats is? your|the policy', 'practice'],
  [
    'what|whats is? your|the return|returns|refund|shipping|cancellation|exchange policy|fee|window|limit|deadline|process',
    'practice',
  ],
  ['what happens|happen if|when', 'practice'],
  ['how long do|does|can|will|would|is', 'practice'],
  ['how many|much days|time do|does i|we|it have|take|cost', 'practice'],
  ['how much is|does|do|are|would', 'practice'],
  ['how do|can|would|could i|we|one|you', 'practice'],
  ['how does', 'practice'],
])
/** Before a question in other clothes. */
export const asksToBeTold = phraseSet(
  `can|could|will|would ${you} please|pls|kindly|just? tell|show|explain|advise|confirm|clarify|inform me|us|to?`,
  `can|could|will|would ${you} please|pls|kindly|just? let me|us know`,
  `can|could|will|would ${you} please|pls|kindly|just? check|see|find|look|verify out|up?`,
  `would|are|will ${you} be? able to tell|show|explain|confirm|check me|us?`,
  'i|we was|were|am? hoping|wondering you|u might|could|can|would tell|show|explain|confirm|check me|us?',
  `do|would|did you|u happen|guys? to? know`,
  'do|would|wouldnt you|u have any? idea|clue',
  'any idea|clue|news|update|info on|about?',
  'please|pls|plz|just? tell|show|inform|advise me|us',
  'please|pls|plz|just? let me|us know',
  'please|pls|plz|just? check|see|find|confirm|explain|clarify out?',
  'i|we just|really|still? want|need|wanted|would|wanna like? to? know|understand|ask|check|find|see|hear out?',
  "i'd|id|we'd like|love to know|understand|ask|check|find|see|hear out?",
  'i|we was|am|were just? wondering|curious|asking|unsure|checking',
  'im|was just? wondering|curious|asking|unsure|checking',
  'i|we wonder|wondered',
  'i|we am|was|do not sure|know|understand|remember',
  'i|we dont|cant really? know|understand|tell|remember|see|find out?',
  'not|no sure|idea|clue',
  'wondering|curious',
)
export const hypothetical = phraseSet(
  'what if',
  'what would happen if',
  'what happens|happen if|when',
  'would it be possible',
  'would it|that be ok|okay|fine|alright',
  'suppose|supposing|imagine|hypothetically',
  'let|lets us|me? say|assume|suppose',
  'say i|we|it|my',
  'if i|we|it|they|you were|was to',
  'if i|we|you would|wanted|decided|chose|did|could|had',
  'in theory',
  'theoretically',
  'i|we might|may want|need|have to?',
  'i|we am|are|was|were thinking of|about',
  "im|we're thinking of|about",
  'i|we am|are|was|were considering',
  "im|we're considering",
)
export const complaints = phraseSet(
  'never|not arrived|came|come|received|delivered|shown|turned|got|shows|worked|works',
  'hasnt|hasn|havent|didnt|still|isnt|wasnt|not arrived|come|came|received|delivered|shown|turned|work|working|works|here|been|got|get|fit',
  'has|have|did|does|do|is|am|was|are not been? arrived|come|came|received|delivered|shown|turned|work|working|works|here|got|get|fit',
  'doesnt|dont|cant|wont|does work|fit|open|load|go|let|close|turn|accept|not',
  'still|been waiting|nothing|no|havent|hasnt|not',
  'you|they|u never',
  'nobody|no has|is|one|answers|answered|helps|replied|responds',
  'charged|billed me|us? twice|double|again|extra|wrong|too',
  'too|so|way late|slow|expensive|small|big|tight|long|bad|much',
)
export const complaintWords = wordSet(
  `broken damaged faulty defective torn ripped cracked stained leaking scratched dirty wrong missing lost late delayed overcharged ridiculous
  unacceptable terrible awful horrible worst useless rubbish garbage crap pathetic disgusting disappointed disappointing annoyed annoying
  frustrated frustrating angry furious upset unhappy scam fraud stolen rude ignored joke shambles nightmare appalling disgrace incompetent
  outrageous fuming ruined wtf sucks hate lied liars misleading poor bad failed fails crashed crashes incorrect`,
)
