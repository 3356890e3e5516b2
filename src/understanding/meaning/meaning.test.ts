import { describe, expect, it } from 'vitest'
import type { Condition, Constraint, Meaning, Negation, Preference } from '#domain/understanding.ts'
import { EntityExtractor } from '../entities/extractor.ts'
import { readingContext, smallAssistant } from '../small-assistant.fixture.ts'
import { tokenise } from '../tokens.ts'
import { MeaningReader } from './index.ts'

const extractor = new EntityExtractor(smallAssistant.entities, [], () => true)

/** The frame of a message that is one wish. */
function meaningOf(text: string): Meaning {
  const tokens = tokenise(text)
  const entities = extractor.extract(text, tokens, readingContext)
  return new MeaningReader(text, tokens, entities).read({ start: 0, end: text.length })
}

const act = ({ act: read }: Meaning): string =>
  read.kind === 'question'
    ? `question ${read.form} ${read.about}`
    : read.kind === 'request'
      ? `request ${read.form}`
      : read.kind

const constraint = ({ attribute, operator, value, strength }: Constraint): string =>
  `${attribute} ${operator} ${typeof value === 'string' ? value : JSON.stringify(value)}${strength === 'must' ? '' : ' preferred'}`

const negation = ({ kind, scope, instead }: Negation): string =>
  `${kind}: ${scope?.text ?? '–'}${instead === null ? '' : ` → ${instead.text}`}`

const condition = ({ connective, condition: when, consequence, alternative }: Condition): string =>
  `${connective} ${when.text} ⇒ ${consequence?.text ?? '–'}${alternative === null ? '' : ` / ${alternative.text}`}`

const preference = ({ preferred, over }: Preference): string =>
  `${preferred?.text ?? '–'}${over === null ? '' : ` > ${over.text}`}`

describe('the speech act', () => {
  it.each([
    // Rules, as opposed to the writer's own case.
    ['can i cancel after it shipped', 'question yes-no rules'],
    ['Can I return worn shoes?', 'question yes-no rules'],
    ['is it possible to return something without a receipt', 'question yes-no rules'],
    ['do you guys ship to canada', 'question yes-no rules'],
    ['do u accept paypal', 'question yes-no rules'],
    ['am I allowed to swap sizes after 30 days?', 'question yes-no rules'],
    ['how long do refunds take', 'question wh rules'],
    ['whats your return policy', 'question wh rules'],
    ['what happens if i miss the delivery', 'question wh rules'],
    ['how do i return an item', 'question wh rules'],
    ['how much is shipping to alaska', 'question wh rules'],
    ['do i have to pay for returns?', 'question yes-no rules'],
    ['Would you be able to tell me how long I have to send things back?', 'question wh rules'],
    ['will you deliver on sundays', 'question yes-no rules'],
    // One's own case.
    ['can I return this?', 'question yes-no case'],
    ['has my order shipped yet', 'question yes-no case'],
    ['where is my stuff', 'question wh case'],
    ['wheres my package', 'question wh case'],
    ['is it coming today', 'question yes-no case'],
    ['when will MF-104233 get here', 'question wh case'],
    ['did you get my email', 'question yes-no case'],
    ['can you tell me where my parcel is', 'question wh case'],
    ['could you please let me know if it has left the warehouse', 'question yes-no case'],
    ['do you know when it arrives', 'question wh case'],
    ['i was wondering whether my refund went through', 'question yes-no case'],
    ["I'd like to know why I was charged twice", 'question wh case'],
    ['tell me when it gets here', 'question wh case'],
    ['any news on my order?', 'question yes-no case'],
    ['My jacket is coming tomorrow, right?', 'question yes-no case'],
    ['hi, who do I talk to about this', 'question wh case'],
    // Requests.
    ['return this', 'request command'],
    ['cancel it', 'request command'],
    ['please send me a new label', 'request command'],
    ['Just stop the order.', 'request command'],
    ["don't ship it", 'request command'],
    ['ok so change the address to my office', 'request command'],
    ['giftwrap the boots', 'request command'],
    ['can you return this for me', 'request indirect'],
    ['could u pls cancel my order', 'request indirect'],
    ['would you mind checking again', 'request indirect'],
    ["why don't you just refund me", 'request indirect'],
    ['i was wondering if you could change my address', 'request indirect'],
    ['is there any way you could hold the parcel', 'request indirect'],
    ['can someone call me back', 'request indirect'],
    ['i want my money back', 'request wanting'],
    ["I'd like to return the boots", 'request wanting'],
    ['need a refund', 'request wanting'],
    ['i need to speak with a manager', 'request wanting'],
    ['can I get a refund', 'request wanting'],
    ['can i speak to a human please', 'request wanting'],
    ['looking to exchange my jacket', 'request wanting'],
    ['im trying to log in', 'request wanting'],
    ['the boots are too small, can you send a bigger pair', 'request indirect'],
    // Neither.
    ['my parcel never arrived', 'complaint'],
    ['this is ridiculous', 'complaint'],
    ['the zip is broken', 'complaint'],
    ['you charged me twice!!', 'complaint'],
    ["my code doesn't work", 'complaint'],
    ['still waiting for my parcel', 'complaint'],
    ['my order number is MF-104233', 'statement'],
    ['it arrived this morning', 'statement'],
    ['the blue one', 'statement'],
  ])('of "%s" is %s', (text, expected) => {
    expect(act(meaningOf(text))).toBe(expected)
  })
})

describe('constraints', () => {
  it.each<[string, string[]]>([
    ['boots under 50 euros', ['price at-most {"amount":50,"currency":"EUR"}']],
    ['anything below $80?', ['price at-most {"amount":80,"currency":"USD"}']],
    ['show me jackets up to 100 dollars', ['price at-most {"amount":100,"currency":"USD"}']],
    ['no more than 60 bucks please', ['price at-most {"amount":60,"currency":"USD"}']],
    ['something cheaper than £30', ['price less-than {"amount":30,"currency":"GBP"}']],
    ['i cant spend more than 40 dollars', ['price at-most {"amount":40,"currency":"USD"}']],
    ['my budget is 75 euro', ['price at-most {"amount":75,"currency":"EUR"}']],
    ['between 20 and 40 dollars', ['price between {"from":20,"to":40,"currency":"USD"}']],
    ['from $20 to $40', ['price between {"from":20,"to":40,"currency":"USD"}']],
    ['40 dollars max', ['price at-most {"amount":40,"currency":"USD"}']],
    ['a jacket for $50 or less', ['price at-most {"amount":50,"currency":"USD"}']],
    ['around 30 dollars', ['price about {"amount":30,"currency":"USD"}']],
    ['over $100', ['price more-than {"amount":100,"currency":"USD"}']],
    ['shoes less than fifty dollars', ['price less-than {"amount":50,"currency":"USD"}']],
    ['the cheapest boots', ['price least null']],
    ['i need at least two pairs', ['quantity at-least {"amount":2,"unit":"pairs"}']],
    ['at least 3', ['quantity at-least 3']],
    ['no more than 2 items', ['quantity at-most {"amount":2,"unit":"items"}']],
    ['two or more', ['quantity at-least 2']],
    ['less than 5 kg', ['weight less-than {"amount":5,"unit":"kg"}']],
    ['i need it before friday', ['time before 2026-11-27']],
    ['send it by next monday', ['time by 2026-11-23']],
    ['please deliver after 5pm', ['time after 2026-11-21T17:00:00-05:00']],
    ['not later than tomorrow', ['time by 2026-11-22']],
    ['hold it until december 1', ['time by 2026-12-01']],
    ['it has to be here before i leave', ['time before i leave']],
    ['refund me as soon as possible', ['time least null']],
    ['asap pls', ['time least null']],
    ['within two hours', ['time by 2026-11-21T12:00:00-05:00']],
    ['a belt, not leather', ['material is-not leather']],
    ['non leather shoes', ['material is-not leather']],
    ['no wool please', ['material is-not wool']],
    ['anything but black', ['colour is-not black']],
    ['something that is not red', ['colour is-not red']],
    ['a jacket without zips', ['feature without zips']],
    ['hoodie with a hood', ['feature with hood']],
    ['only in blue', ['colour is blue']],
    ['it must be black', ['colour is black']],
    ['blue only', ['colour is blue']],
    ['in size 42', ['size is 42']],
    [
      'boots in size 9 under $90, not suede',
      ['size is 9', 'price at-most {"amount":90,"currency":"USD"}', 'material is-not suede'],
    ],
    ['preferably under 50 euros', ['price at-most {"amount":50,"currency":"EUR"} preferred']],
    ['before friday if possible', ['time before 2026-11-27 preferred']],
    // None of these bounds anything.
    ['i was charged more than 50 dollars', []],
    ['it was supposed to arrive before friday', []],
    ['it is not leather', []],
    ['over the weekend', []],
    ['i only bought one', []],
    ['not sure', []],
    ['i ordered about three weeks ago', []],
    ['where is it', []],
    ['can i pay with my card', []],
    ["what's up with my order", []],
    ['delay it by a week', []],
    ['i forgot to change it before i ordered', []],
    ['the day before yesterday', []],
    ['im out of town til next friday', []],
    ['it is just not my size', []],
    ['no receipt but the tags are on', []],
    ["why would i pay $95 when it's $80 across the street", []],
  ])('of "%s" are %j', (text, expected) => {
    expect(meaningOf(text).constraints.map(constraint)).toEqual(expected)
  })
})

describe('preferences', () => {
  it.each<[string, string[]]>([
    ['preferably the blue one', ['the blue one']],
    ["I'd rather have the red one than the blue one", ['the red one > the blue one']],
    ['id prefer store credit over a refund', ['store credit > a refund']],
    ['ideally tomorrow', ['tomorrow']],
    ['deliver it in the morning if possible', ['deliver it in the morning']],
    ["i'd prefer to pick it up", ['to pick it up']],
    ['a refund would be best', ['a refund']],
    ['hopefully before christmas', ['before christmas']],
    ['cancel my order', []],
    ['can you do it if you can', ['can you do it']],
  ])('of "%s" are %j', (text, expected) => {
    expect(meaningOf(text).preferences.map(preference)).toEqual(expected)
  })
})

describe('negations', () => {
  it.each<[string, string[]]>([
    ["don't cancel it", ['prohibition: cancel it']],
    ['please do not send it to the old address', ['prohibition: send it to the old address']],
    ['make sure you dont charge me again', ['prohibition: charge me again']],
    ['never call me', ['prohibition: call me']],
    ["don't cancel my order, just change the address", ['prohibition: cancel my order']],
    ['i no longer want the boots', ['withdrawn: the boots']],
    ['never mind the refund, exchange it', ['withdrawn: the refund']],
    ['nevermind', ['withdrawn: –']],
    ['forget about the return', ['withdrawn: the return']],
    ['i changed my mind about returning them', ['withdrawn: returning them']],
    ['no need to call me back', ['withdrawn: call me back']],
    ["i don't want to return it anymore", ['withdrawn: return it anymore']],
    ["I don't want store credit", ['unwanted: store credit']],
    ['i am not interested in a voucher', ['unwanted: a voucher']],
    ['not the blue one but the red one', ['contrast: the blue one → the red one']],
    ['the red one, not the blue one', ['contrast: the blue one → the red one']],
    ['i want the shirt instead of the jacket', ['contrast: the jacket → the shirt']],
    ['a refund rather than a voucher', ['contrast: a voucher → a refund']],
    ["it didn't arrive", ['report: arrive']],
    ['they have not refunded me', ['report: refunded me']],
    ["I don't see it in my account", ['report: see it in my account']],
    ['my package never came', ['report: came']],
    ["why don't you cancel it", ['report: cancel it']],
    ['cancel it', []],
    ['not sure', []],
    ["the search on the website don't work", ['report: work']],
    ["can i return it if i just don't like the shade", ['report: like the shade']],
    ['one boot has a scratch across the toe', []],
    ['not my style but nice', ['report: my style']],
    ['ok forget it', ['withdrawn: –']],
  ])('of "%s" are %j', (text, expected) => {
    expect(meaningOf(text).negations.map(negation)).toEqual(expected)
  })
})

describe('conditions', () => {
  it.each<[string, string[]]>([
    ['if it has not shipped, cancel it', ['if it has not shipped ⇒ cancel it']],
    ['if it hasnt shipped cancel it', ['if it hasnt shipped ⇒ cancel it']],
    ["cancel it if it hasn't shipped yet", ["if it hasn't shipped yet ⇒ cancel it"]],
    ['If the boots are in stock then send me a pair', ['if the boots are in stock ⇒ send me a pair']],
    [
      'if it has not shipped, cancel it, otherwise i will return it',
      ['if it has not shipped ⇒ cancel it / i will return it'],
    ],
    ['If you can refund it, great. If not, send a new one', ['if you can refund it ⇒ great / send a new one']],
    ['refund me unless you have it in blue', ['unless you have it in blue ⇒ refund me']],
    ['unless it arrives tomorrow i want my money back', ['unless it arrives tomorrow ⇒ i want my money back']],
    ['leave it with the neighbour in case nobody is home', ['in case nobody is home ⇒ leave it with the neighbour']],
    ['send it as long as shipping is free', ['as long as shipping is free ⇒ send it']],
    ['once it arrives please send me a return label', ['once it arrives ⇒ send me a return label']],
    ['only cancel it if you refund the shipping too', ['if you refund the shipping too ⇒ only cancel it']],
    ['if they dont fit can i send them back', ['if they dont fit ⇒ can i send them back']],
    ['hi, if my order is late, can I get a discount?', ['if my order is late ⇒ can I get a discount']],
    // No conditions.
    ['can you check if it has shipped', []],
    ['let me know if you need anything', []],
    ['i was wondering if you could help', []],
    ['if possible before friday', []],
    ['what if i am not home', []],
    ['as soon as possible', []],
    ['please cancel it if you can', []],
    ['it looks as if nobody cares', []],
    ['do you know if it fits', []],
    ['nobody asked me if i wanted that', []],
    ["i'd appreciate it if you could cancel it", []],
    ['if so, do it', []],
    ['If I spend $75 is the delivery free?', ['if I spend $75 ⇒ is the delivery free']],
  ])('of "%s" are %j', (text, expected) => {
    expect(meaningOf(text).conditions.map(condition)).toEqual(expected)
  })
})

describe('what is only supposed', () => {
  it.each<[string, string | null]>([
    ['what if I am not home', 'what if'],
    ['would it be possible to change the size', 'would it be possible'],
    ['what happens if i cancel', 'what happens if'],
    ['suppose the boots do not fit', 'suppose'],
    ["i'm thinking about cancelling", "i'm thinking about"],
    ['if i wanted to return it, how would that work', 'if i wanted'],
    ['cancel my order', null],
  ])('in "%s" is said by %s', (text, expected) => {
    expect(meaningOf(text).hypothetical?.text ?? null).toBe(expected)
  })
})

describe('the goal', () => {
  it.each<[string, string | null, string | null]>([
    ['cancel my order', 'cancel', 'my order'],
    ['can you send back the boots for me', 'send back', 'the boots'],
    ["i'd like to return the jacket because it is too small", 'return', 'the jacket'],
    ['i want a refund', null, 'a refund'],
    ['if it has not shipped, cancel it', 'cancel', 'it'],
    ['could you please change the delivery address', 'change', 'the delivery address'],
    ['where is my order', null, null],
    ['hello', null, null],
  ])('of "%s" is to %s %s', (text, action, object) => {
    const { goal } = meaningOf(text)
    expect([goal.action?.text ?? null, goal.object?.text ?? null]).toEqual([action, object])
  })
})
