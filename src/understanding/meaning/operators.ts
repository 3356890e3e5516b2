import type { ConstraintOperator } from '#domain/understanding.ts'
import { PhraseTable } from './phrases.ts'

/** What stands behind an operator. */
export type Takes =
  /** Money, a number, a quantity, a duration. */
  | 'amount'
  /** A time, or a clause that stands for one ("before I leave"). */
  | 'time'
  /** Whatever names a property. */
  | 'property'
  /** Any noun phrase, too. */
  | 'thing'

export interface Operator {
  operator: ConstraintOperator
  takes: Takes
  /** What is bounded, where the words of the operator say so. */
  attribute?: string
}

const bound = (operator: ConstraintOperator, attribute?: string): Operator => ({
  operator,
  takes: 'amount',
  ...(attribute !== undefined && { attribute }),
})

/** Longest first; what is bounded is in the operator, or in the value. */
export const operators = new PhraseTable<Operator>([
  ['under|below|beneath|undr|belo', bound('at-most')],
  ['up to|untill|till', bound('at-most')],
  ['upto|atmost', bound('at-most')],
  ['at most|max|maximum', bound('at-most')],
  ['no|not|nothing|never more|mor than|then', bound('at-most')],
  ['no|not|nothing over|above|past|exceeding|beyond', bound('at-most')],
  ['not|dont to? exceed', bound('at-most')],
  ['no|not|nothing higher|greater|bigger|larger|heavier than|then', bound('at-most')],
  ['no|not|nothing longer than|then', { operator: 'at-most', takes: 'amount', attribute: 'duration' }],
  ['max|maximum|maximal of?', bound('at-most')],
  ['limit|cap of|is|at', bound('at-most')],
  ['budget is|of|was? max|maximum|only|just|like|around|about?', bound('at-most', 'price')],
  ['can|could only? pay|spend|afford', bound('at-most', 'price')],
  ['pay|spend|afford|spending|paying up to', bound('at-most', 'price')],
  ['pay|spend|afford|go|spending|paying no|not|any? more than|then', bound('at-most', 'price')],
  ['pay|spend|afford|go|spending|paying no|not|any? over|above', bound('at-most', 'price')],
  ['less|fewer|smaller|lighter|shorter|lower|les than|then', bound('less-than')],
  ['cheaper|cheeper than|then', bound('less-than', 'price')],
  ['at|att|a least|lest', bound('at-least')],
  ['atleast|atlest|atleat', bound('at-least')],
  ['minimum|min|minimal of?', bound('at-least')],
  ['no|not less|fewer|cheaper|smaller|lower than|then', bound('at-least')],
  ['no|not under|below', bound('at-least')],
  ['more|greater|higher|bigger|larger|longer|mor than|then', bound('more-than')],
  ['over|above|beyond', bound('more-than')],
  ['between|betwen|beetween|from|btw', bound('between')],
  ['about|around|roughly|approximately|approx|circa', bound('about')],
  ['somewhere around|about', bound('about')],
  ['in the range|region of', bound('about')],
  ['within|inside of? the? next?', { operator: 'by', takes: 'time' }],
  ['in under', { operator: 'by', takes: 'time' }],
  ['in less than', { operator: 'by', takes: 'time' }],
  ['before|befor|b4|bfore|beofre', { operator: 'before', takes: 'time' }],
  ['prior to', { operator: 'before', takes: 'time' }],
  ['no|not later|l8r than|then', { operator: 'by', takes: 'time' }],
  ['by|until|till|til|untill', { operator: 'by', takes: 'time' }],
  ['by|until|till the? end of', { operator: 'by', takes: 'time' }],
  ['at the latest|lates by?', { operator: 'by', takes: 'time' }],
  ['after|aftr|since', { operator: 'after', takes: 'time' }],
  ['no|not before', { operator: 'after', takes: 'time' }],
  ['no|not earlier|sooner than|then', { operator: 'after', takes: 'time' }],
  ['only|just on|at', { operator: 'is', takes: 'time' }],
  ['only|strictly|exclusively in? the|a?', { operator: 'is', takes: 'property' }],
  ['must|should be in? the|a? made? of?', { operator: 'is', takes: 'property' }],
  ['needs|need|has|have|got to be in? the|a? made? of?', { operator: 'is', takes: 'property' }],
  ['in a|an|the? size', { operator: 'is', takes: 'property', attribute: 'size' }],
  ['in the? colour|color', { operator: 'is', takes: 'thing', attribute: 'colour' }],
  ['made|make of|from', { operator: 'is', takes: 'thing', attribute: 'material' }],
  ['made|make out of', { operator: 'is', takes: 'thing', attribute: 'material' }],
  ['not made|make? of|from|in? a|any|too?', { operator: 'is-not', takes: 'property' }],
  ['no|non|nothing in|made? of? any?', { operator: 'is-not', takes: 'property' }],
  ['cant|cannot|mustnt|shouldnt be in|made|a? of?', { operator: 'is-not', takes: 'property' }],
  ['anything|any|everything|all but|except|besides the?', { operator: 'is-not', takes: 'thing' }],
  ['anything|any|everything|all other than', { operator: 'is-not', takes: 'thing' }],
  ['anything|any|everything|all apart from', { operator: 'is-not', takes: 'thing' }],
  ['except|excluding for?', { operator: 'is-not', takes: 'thing' }],
  ['other|apart than|from', { operator: 'is-not', takes: 'thing' }],
  ['without|wthout|witout|wihtout|withot|minus|sans any?', { operator: 'without', takes: 'thing' }],
  ['that|which dont|doesnt have|need|contain any?', { operator: 'without', takes: 'thing' }],
  ['that|which do|does not have|need|contain any?', { operator: 'without', takes: 'thing' }],
  ['free of|from', { operator: 'without', takes: 'thing' }],
  ['with any|some?', { operator: 'with', takes: 'thing' }],
  ['that|which has|have any|some?', { operator: 'with', takes: 'thing' }],
  ['must|should have|include|contain|support', { operator: 'with', takes: 'thing' }],
  ['needs|need|has|have to have|include|contain|support', { operator: 'with', takes: 'thing' }],
])
export const superlatives = new PhraseTable<{ attribute: string; operator: 'least' | 'most' }>([
  ['as soon|fast|quick|quickly|early as possible|poss|posible', { attribute: 'time', operator: 'least' }],
  ['as soon|fast|quick|quickly|early as you|u|i|we possibly? can', { attribute: 'time', operator: 'least' }],
  ['asap|immediately|straightaway|pronto', { attribute: 'time', operator: 'least' }],
  ['right|straight away', { attribute: 'time', operator: 'least' }],
  ['at your|the earliest convenience?', { attribute: 'time', operator: 'least' }],
  ['the? earliest|soonest|fastest|quickest', { attribute: 'time', operator: 'least' }],
  ['as late as possible', { attribute: 'time', operator: 'most' }],
  ['the? cheapest', { attribute: 'price', operator: 'least' }],
  ['the? least expensive', { attribute: 'price', operator: 'least' }],
  ['as cheap|cheaply|little as possible', { attribute: 'price', operator: 'least' }],
  ['lowest price|cost', { attribute: 'price', operator: 'least' }],
  ['the? smallest|lightest', { attribute: 'size', operator: 'least' }],
  ['the? biggest|largest', { attribute: 'size', operator: 'most' }],
])
/** Behind its value: "50 euros max", "two or more". */
export const suffixes = new PhraseTable<ConstraintOperator>([
  ['or|and less|lower|cheaper|under|below|fewer', 'at-most'],
  ['max|maximum|tops|top', 'at-most'],
  ['at most', 'at-most'],
  ['or|and more|higher|above|over|up|upwards|bigger|larger', 'at-least'],
  ['min|minimum', 'at-least'],
  ['at least', 'at-least'],
])
