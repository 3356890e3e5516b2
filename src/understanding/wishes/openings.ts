import { phraseSet, wordSet } from '../meaning/index.ts'

/** Say that another wish comes, wherever they stand; no part of it. */
export const oneMore = phraseSet(
  'by the way',
  'btw',
  'one more|other|last thing|question|request is?',
  'another thing|question|request is?',
  'the? other|second|next|last thing|question is',
  'as well as',
  "while im|i'm here|on|writing it?",
  'while i am here|on|writing it?',
  'while i have|got you here?',
  "while youre|you're|ur at|on it|that?",
  'while you are at it|that',
  'on top of that|it|this',
  'in addition to? that|this?',
  'apart|aside from that|this',
  'on another|a different? note|matter|topic',
)
/** At the beginning of a part these count what comes, and are no part of it. */
export const counting = phraseSet(
  'first of? all?',
  'firstly',
  'first off',
  'second|secondly',
  'third|thirdly',
  'after that|this',
  'next up?',
  'finally',
  'last',
)

/** What a request begins with where no sign stands before it: "cancel my order where is my parcel". */
export const beginnings = phraseSet(
  'can|could|would|will|may|do|does|did|are|is|should you|u|i|we|my|the|there|it|your',
  'where|wheres is|are|can|do|did|my|the|was',
  'how do|can|much|long|many|does|is|are|come|would|to',
  'what|whats is|are|was|time|does|do|happened|about|the|my|your',
  'when will|does|do|is|can|are|was|should|did',
  'why was|is|did|do|does|are|am|cant|isnt|has|have',
  'i|we want|need|wanna|would|wish',
  "i'd|id|we'd like|love|want",
  'please|pls|plz',
  'tell|show|give|help|send|let me|us',
)
/** Before a beginning these say that it is no beginning: "to know where is", "the day when is". */
export const leadingOn = wordSet(
  `that if because cause cuz so and or but know like wondering wonder to me us ask asking see when what tell check which whether how as than where who
  of for in on at with from until before after since while not just only even is are was were do does did can could would will the a an my your our no
  much many long far often soon say said please pls plz about sure i we you u they it hi hello hey also then yes ok okay well though unless once why confirm explain idea understand`,
)
