/**
 * Other words for the same thing as customers of shops and services use them. Each line is one meaning; phrases of up to four words.
 * A query's word also finds the others of its line, at a discount. The words behind `:` are kinds or examples of the one before it: they
 * find it, and it does not find them. Content, not code: grow it from questions that found nothing. An assistant adds its own lines
 * (`BuildOptions.sameMeaning`).
 */
const lines = `
package, parcel, shipment: box, carton, envelope, bag, stuff, goods, thing i ordered
delivery, deliver, delivered, shipping, ship, shipped, arrive, arrival, postage: post, posting, mail it, get here, gets here, come, comes, show up, turn up, bring, receive, send to, dispatch, dropped off, drop off at, reach me
signature: sign for, signing, sign when
carrier, courier: ups, fedex, usps, mailman, driver, truck, delivery guy
in transit, on its way, on the way: traveling, travelling, left already, en route, already has my
track, tracking: where is my, wheres my, where are my, where is the, whereabouts, locate, follow, trace
status, state: progress, how far, update on, news about, any news
missing package, missing, not arrived: lost, never came, never arrived, stolen, disappeared, didnt arrive, hasnt arrived, not here, still nothing, nothing came, porch is empty, empty porch, nowhere, vanished, gone missing, didnt get, havent received, not received
missed delivery, not home, nobody home: wasnt home, was out, at work, doorstep, porch, neighbor, notice on door, nobodys home, no one home, nobody in, not in, doorbell, rings the bell, rang the bell, out all day
late, overdue, past due: delay, delayed, behind, past the promised, taking forever, longer than
faster, overnight, express: quicker, asap, rush, urgent, hurry, speed … up, too slow, next day, tomorrow, sooner, quick delivery
slower, later, delay delivery: hold, postpone, on vacation, away until, next week, wait with, week after, not yet, push back
business day, working day, weekday: weekend, saturday, sunday, holiday
order, purchase, buy: bought, get one, shop for, checkout, check out, basket order
order number: number of my order, order id, confirmation number, reference number
confirmation e-mail, confirmation: confirm, did it go, go through, went through, did it work, no email, mailbox
cancel: call … off, stop my order, stop order, stop it, changed my mind, change my mind, no longer want, dont want it, not want it, undo order, get out of, quit, end my, terminate, drop my, back out, called off, call off
change, update: switch, edit, correct, fix, modify, move to, amend
add an item, add: include, throw … in, throw … into, put … in, one more, also want, extra item, another one
quantity: twice, two of, double, three pairs, too many, duplicate, qty, ordered two
wrong item, wrong: mistake, by accident, accidentally, picked the wrong, chose the wrong, mixed up, not what i ordered, meant to
damaged, broken, defect, defective, faulty: ripped, torn, hole, fell apart, falling apart, came apart, peeling, cracked, snapped, coming off, missing button, broken zipper, died, loose thread, unglued, scratched, bad quality, crushed
rip, tear: gash, hole, nail, caught, snagged, ripped, torn, mend, sew, patch
repair, mend: fix it, sew, patch, restore
stain, stained: spot, dirty, mark, spill, spilled, smear, blotch, splash, splashed, drip, dripped, splattered, knocked over
return, send … back, take … back, returned: bring … back, give … back, ship … back, mail … back, hand … back, get rid, hand in, not keep, dont want to keep
return label, label: print, sticker
return window, deadline, period: too late, months ago, weeks ago, time limit, still return, how long have i got, time to decide, how many days do, days to return
receipt, invoice, proof of purchase: paperwork, bill, slip, accountant, tax document, documentation, expense report, proof that i bought, proof i bought
original packaging, packaging: shoe box, original box, tags, wrapper, chucked the box, threw away the box, threw the box, binned the box, tossed the box, without the box
refund, money back, reimburse: reimbursement, get my money, give me back, cash back, paid back, pay me back, pay back, credited, cash in, my money, not a cent, money returned
refund method, original card: back to my card, where does my money
exchange, swap: trade, different size, another size, bigger size, smaller size, other color
gift, present: birthday, for a friend, given to me, gave me, bought me, got me, grandma, someone gave, as a surprise
gift card, gift certificate: gift voucher, present card
store credit: shop credit, credit balance, credit on my account
cost, price, fee, charge: pay, expensive, dollar, dollars, rate, how much, bucks, pricey, robbery, damage, priced, set … back, run me, price tag, shell out, fork out, cough up, sting, money-wise, going rate, how steep, out of pocket
free, no charge: for nothing, waived, complimentary, without paying, no cost
charged, billed: took money, taken from, line on my bill, deducted, debit, withdrawn, bank statement, statement, bank shows
unknown charge, unexpected fee: mystery, never agreed, didnt agree, dont recognize, handling, strange charge, surcharge, extra charge, hidden
charged twice, double charge: two times, billed twice, twice, double, duplicate charge, same charge
credit card, debit card: visa, mastercard, amex, card
payment method, way to pay, accept: pay with, bitcoin, crypto, apple pay, google pay, klarna, cash, installments, take my, afterpay, venmo
declined, card declined: refused, rejected, not accepted, doesnt go through, wont go through, wont take my card, payment failed, bank says
pay, payment: settle, paying
tax, taxes: sales tax, vat, duty, customs
promo code, discount code, code: coupon, voucher, promotion code, promotional code
invalid, not valid: doesnt exist, doesnt work, not working, wont work, bounces, bouncing, not recognized, error, rejected, wont apply, dont exist
expired, expire, no longer valid: ran out, too old, out of date, lapse, still good, still valid, valid until
discount, sale, offer: deal, reduced, percent off, bargain, special, markdown, markdowns, save, promotion, clearance, money off, cheaper
annual sale, sale: big sale, winter sale, january, markdowns
price match, competitor: other store, other shop, elsewhere, another store, another shop, somewhere else, cheaper somewhere, amazon, beat the price, meet that, lower price
price dropped, cheaper, went down: paid more, now cheaper, today its, on sale now, price went, feel cheated, cheaper today, paid full price
newsletter, marketing: unsubscribe, opt out, stop email, spam, weekly mail, too many emails, mailing list, junk, subscribe
membership, member, level: tier, rank, loyalty, rewards, points, program, status
join, become: sign up, get to, reach, qualify, climb, move up, upgrade to, move to, till i become, bumped, bump up, promoted, next tier, next level, step up, jump to
level lasts, keep level: drop back, downgrade, lose my, lose level, stay gold, go down, knocked down, fall back, demoted, slip back, slide back, notch down, rung down, lose my status
benefit, advantage: perk, what do i get, included, worth it, pros
subscription, plan: subscribe, yearly, year fee, a year, renewal
extension, extend, more time: pay later, late payment, miss the payment, cant pay, postpone payment, few more days, grace period
due date, due: when do i pay, next bill, next payment, renew
dispute, overcharged: wrong amount, too much, double, contest, not correct, bill is wrong
service, extra service: add-on, addon, package protection, style box
added without asking, unrequested, not requested: didnt ask, none of us, never asked, never signed, without my permission, didnt order this, got put on, appeared
account, profile: login, my page, registration
create an account, register: sign up, registration, registering, registrate, make account, new account, open an account, join
close account, delete account: erase, remove me, wipe, delete my, get rid of my account, forget me
password: passcode, log in, sign in, login, logged in, locked out, shut out, cant get in
user name, username: login name, user id, what i called myself, sign in name, handle
two-factor, verification code, authenticator: 2fa, two step, 6 numbers, six digit, security code, second factor, texted code
identity, identify, verify, verification: who i am, prove, proof who, confirm it, really me, is it me, id check
pin, security question: secret question, maiden name, four digit
hacked, account safe, secure: someone logged, break in, stranger, stolen account, security, protect
suspicious, phishing, scam: fake, fraud, legit, really from, looks odd, real or fake, strange email, trick
privacy, personal data: my data, gdpr, information about me, know about me, what you store, sell my
name: surname, last name, married, divorce, maiden
phone, telephone: cell, mobile, ring, call
letter, mailing address: postal address, street address
e-mail, email: inbox
address: moved, move house, moving, new place, new house, relocate, new apartment, zip
person, human, agent: representative, someone real, real person, somebody, advisor, operator, live chat, colleague
contact, reach: call, phone, talk to, speak to, ring you, get hold of, telephone number, number to call, line
opening hours, hours: open, close, what time, closing time, until when, business hours
complaint, feedback: complain, rude, unhappy, boss, manager, terrible service, unacceptable, praise, suggestion
store: shop in, branch, location, in person, outlet, boutique, mall, showroom
pick up, collect: in store, try on, fitting room, reserve
in stock, available, stock: on the rack, still there, still have, got any, left
sold out, out of stock: unavailable, greyed out, back in stock, restock, notify me, again available, comes back, come back, when will you have
website, site, page: web, online shop, homepage
slow, loading: takes forever, hangs, laggy, loads, freeze, takes a minute, timeout, crash, lag
search, find: zero hits, no results, looking for, nothing found, typed
cart, basket: bag, add to cart, trolley, stays empty, stays at zero
browser, cookies: chrome, safari, firefox, cache, app, download, iphone, android, tablet
accessibility: blind, screen reader, wheelchair, disability, deaf
gift wrapping, wrap: wrapped, wrapping paper, bow, ribbon, greeting card, fancy box, boxed up, nicely packed, tissue paper
monogram, initials: embroider, embroidery, personalise, personalize, engrave, letters on, stitched
tailoring, alteration: hem, alter, shorten, cut them, take in, tailor, too long
size, fit: sizing, measurement, measure, what size, runs small, runs large, true to size, waist, chest, inch, letter
wrong size, too small, too big: too tight, too large, doesnt fit, not fit, too loose, too short, pinches, snug
length, leg length, inseam: drag on, drags, floor, short legs, tall, petite, foot
wide, width: narrow, broad feet, toe room, wide feet
sleeve: arms, arm length, cuff
collar: neck, button down
color, colour: shade, hue, looks different, tone, picture, photo
fade, bleed, dye: lose color, rub off, indigo, discolor, stains my
shrink, shrinkage: get smaller, gets smaller, size down, tighter after, smaller after
wash, washing, care: clean, laundry, washing machine, washer, launder, detergent, rinse, machine wash
dry, dryer: tumble, air dry, hang
iron, ironing: steam, wrinkle, crease, press
pilling: fuzz, bobbles, lint balls
sneaker: trainer, kicks, running shoe, runner
shoe, footwear: loafer, heel, sandal, pair
boot: ankle boot, hiking boot, chelsea
lace: shoelace, string
breaking in, comfortable, soften: stiff, blister, rub, hurt, feel comfortable, worn in
waterproof, water resistant: rain, wet, slush, snow, puddle, soaked, stay dry, downpour, leak
gum, paint: bubblegum, chewing gum, stepped in, sticky, lacquer
wine: merlot, red wine, cabernet, rose, champagne, burgundy
grass: lawn, green stain, meadow, soccer field
oil, grease: butter, sauce, dressing, salad
suede, nubuck: velvety, napped
leather: hide, lamb hide, cowhide, genuine leather, lambskin
material, fabric: made of, cloth, textile, composition, cotton, synthetic, plastic, genuine, real
lining, lined: inside layer
warm, warmth, insulated: how cold, winter, freezing, degrees, temperature
jacket: parka, blazer, windbreaker, anorak, bomber
coat: overcoat, trench, pea coat, peacoat
hood: over my head, detachable hood
detach, remove, zip off: unzip, take … off, come off, removable
zipper, zip: fly, slider
button: snap, buttonhole
sweater: jumper, pullover, knit, knitwear, cardigan
wool, cashmere: merino, itchy, scratchy
moth: eaten holes, tiny holes
trousers, pants: slacks, chinos
jeans, denim: levis
dress: gown, skirt, evening dress, cocktail
shirt: button-up, button up, blouse, oxford
t-shirt: tee, top, tank
warranty, guarantee: out of luck, broke after, lasted only, covered, stand behind, gave out, gives out, how long should … last
sustainability, environment: eco, recycle, green, bin, throw away, planet, carbon, organic, landfill, old clothes, hand-me-downs
job, career, apply: hiring, vacancy, work for, employment, internship, resume
about the company, company: founded, who are you, history, owner, where are you based
brand, label: make, manufacturer, designer
canada, canadian: toronto, vancouver, montreal, ontario, quebec, calgary, ottawa
country, where we ship, abroad: international, overseas, foreign, worldwide, europe, berlin, germany, london, uk, mexico, paris, australia, hawaii, alaska, po box, military, ireland, dublin, france, spain, italy, india, china, japan, brazil, dubai, switzerland, austria, netherlands, sweden, norway, poland, new zealand, korea, israel
puerto rico: san juan, ponce, guam, virgin islands
hawaii: honolulu, maui, oahu, kauai, waikiki
alaska: anchorage, fairbanks, juneau
coffee, tea: latte, espresso, cappuccino, cocoa
ink: biro, ballpoint, felt tip, marker, pen, drew on, scribbled
wax: candle, candles
makeup: lipstick, foundation, mascara, eyeliner
vegan: animal, animals, cruelty free, plant based
park, parking: garage, leave the car, car park
christmas, holiday: xmas, under the tree, december, santa, hanukkah
early access: before everyone, first pick, ahead of, earlier than others, preview, head start, first dibs, in early, before others, sooner than others
event, evening: party, invitation, invite
adviser, stylist: personal contact, dedicated, direct line, someone i can ring
`

/** The word or phrases of one meaning, and those that only lead to it. */
export interface MeaningLine {
  same: string[]
  leading: string[]
}

/** Reads a line: `wine: merlot, red wine`. */
export function readMeaning(line: string): MeaningLine {
  const [same = '', leading = ''] = line.split(':')
  const words = (part: string): string[] =>
    part
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '')
  return { same: words(same), leading: words(leading) }
}

export const everydayEnglish: readonly string[] = lines.trim().split('\n')
