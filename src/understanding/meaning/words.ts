import { wordSet } from './phrases.ts'

/** Words that several rules know. English; other languages have no frame beyond the speech act that a question mark gives. */

/** Base forms of what customers ask a business to do: a clause that begins with one is a command. */
export const actionVerbs = wordSet(
  `accept activate add adjust apply approve arrange ask assign authorise authorize block book bring buy call cancel change charge check
  choose clear close collect combine compare complete confirm connect contact continue convert correct credit deactivate decline delay delete
  deliver disable discontinue dispatch downgrade drop edit email enable end escalate exchange expedite explain extend fetch file find finish fix
  forget forward freeze get give go grab guide have help hold hurry include inform insert keep leave let lift link list locate look lower
  mail make match merge message modify move notify offer open order overnight park pause pay pick place post postpone prevent print prioritise
  prioritize process proceed provide pull push put quote raise rebook recommend redeem redirect reduce refund register remind remove renew
  reorder repair replace report request reschedule resend reserve reset resolve restart restore resume retry return reverse review revoke
  rush save schedule search select send set ship show skip sort speed split start stop submit subscribe substitute suggest swap switch
  take tell terminate text throw top track transfer try turn undo unblock unlink unlock unsubscribe update upgrade use validate verify void
  waive wait withdraw wrap write`,
)

export const subjects = wordSet(
  `i we you u he she it they this that these those there someone somebody anyone anybody one people everyone nobody im ive i'd i'll id ill weve
  we'd we're we'll youre its thats theyre theres hes shes`,
)
/** The customer, and whoever stands for customers in general. */
export const firstPersons = wordSet('i we one someone somebody anyone anybody people customers you')
export const determiners = wordSet(
  'the a an my our your his her their this that these those some any all both no every each another other it them him me us one',
)
export const auxiliaries = wordSet(
  `is are am was were be do does did has have had can could will would shall should may might must isnt arent wasnt werent dont doesnt didnt
  hasnt havent hadnt cant couldnt wont wouldnt shouldnt cannot`,
)
export const modals = wordSet('can could will would may might shall should cant couldnt wont wouldnt')
export const questionWords = wordSet(
  `what whats when whens where wheres who whos whom whose which why whys how hows wat wen wer`,
)
/** Said before what is meant. */
export const openers = wordSet(
  `and also so then but or hi hello hey hiya ok okay k well um uh oh ah yes yeah yep no nope sorry thanks please pls plz kindly just actually
  anyway now look listen right also plus good morning afternoon evening maybe perhaps basically honestly quick question yo like dude mate sir madam dear pal`,
)
/** After these words something else begins, where no sign says so. */
export const joiners = wordSet(
  'and but or so because cause cuz coz since as while whereas although though then plus also',
)
/** A part of a noun phrase never begins with these, and one ends before them. */
export const phraseEnds = wordSet(
  `and but or so because cause since if unless when while for with without from to in on at by before after until till of than that which
  who please pls thanks asap instead rather then is are was were has have had do does did can could will would should i you we they it he she
  not never just only also anymore again yet now today tomorrow either though right though im ive i'd i'll dont its thats where how why what
  otherwise via about under over between as into though thx ty lol`,
)
export const colours = wordSet(
  `black white grey gray red blue green yellow orange purple pink brown beige navy teal turquoise burgundy maroon khaki olive cream ivory gold
  golden silver tan violet lilac mint coral charcoal`,
)
export const materials = wordSet(
  `leather suede wool woollen woolen cotton linen silk satin polyester nylon denim velvet fleece fur plastic metal steel wood wooden glass
  rubber latex cashmere acrylic viscose rayon lycra spandex canvas synthetic gold-plated down feather feathers`,
)
export const sizes = wordSet('small medium large xs xl xxl xxs tiny huge big bigger smaller larger')
/** Days and times said in one or two words, for assistants without dates among their entities. */
export const timeWords = wordSet(
  `today tonight tomorrow tmrw tomoz noon midnight morning afternoon evening lunch weekend monday tuesday wednesday thursday friday saturday
  sunday mon tues tue wed thu thurs fri sat sun january february march april june july august september october november december christmas
  xmas easter halloween thanksgiving ramadan diwali birthday holidays holiday week month year wedding party deadline anniversary exam trip`,
)
/** Unit → what is measured with it. */
export const units: ReadonlyMap<string, string> = new Map(
  Object.entries({
    duration: 'minute minutes min mins hour hours hr hrs day days week weeks month months year years',
    weight: 'kg kgs kilo kilos kilogram kilograms g gram grams lb lbs pound pounds oz ounce ounces',
    length: 'cm mm m meter meters metre metres inch inches ft foot feet mile miles km',
  }).flatMap(([attribute, names]) => names.split(' ').map((unit): [string, string] => [unit, attribute])),
)
