/**
 * Signs that somebody needs care before anything else, or that a message with dark words is no attack: medical emergencies, despair, victims, worried
 * friends, mourning. The classifier learns wording; these say who does what to whom, which a bag of words cannot tell.
 */
export interface CareReading {
  /** [0, 1] each. Somebody may die now. */
  emergency: number
  /** The customer may harm themselves; beside what the classifier says. */
  despair: number
  /** Somebody else may harm themselves. */
  worried: number
  /** Somebody harms, follows or threatens the customer. */
  victim: number
  /** Somebody died whom the customer loved. */
  mourns: boolean
  /** Wishes death on somebody else: rude, no despair. */
  curses: boolean
  /** Has words of dying, harm, hopelessness or being gone; without any of them a guess at despair is one at nothing. */
  isDark: boolean
  /** [0, 1]: tells somebody to kill themselves. */
  goads: number
  /** "I don't want to cut myself on this buckle": fears an accident. */
  fearsAccident: boolean
  /** "End it all, the trial and the newsletter". */
  endsAThing: boolean
  /** It happened to the customer ("my account was hacked", "an e-mail meant for somebody else"): not their own doing. */
  happenedToThem: boolean
}

const signSure = 0.9
const mostRead = 2000

const child = String.raw`(?:baby|child|kid|toddler|infant|newborn|son|daughter|boy|girl|niece|nephew|grandson|granddaughter|grandchild|little one|twins?|year[- ]old)`
const partner = String.raw`(?:husband|wife|partner|boyfriend|girlfriend|fianc[eé]e?|spouse|ex(?:-?\w+)?|bf|gf|hubby)`
const relation = String.raw`(?:${child}|${partner}|mother|mom|mum|mommy|mummy|father|dad|daddy|parents?|grand(?:ma|pa|mother|father)|nan|sister|brother|aunt|uncle|cousin|friend|bestie|roommate|flatmate|neighbou?r|colleague|coworker)`
const pet = String.raw`(?:dog|cat|puppy|kitten|pet|horse|rabbit|hamster|parrot)`
const who = String.raw`(?:(?:my|our|the|a|her|his)(?: \w+)? (?:${relation}|${pet})|\bi|he|she|they|we|someone|somebody)`
const pills = String.raw`(?:pills?|tablets?|meds|medications?|medicines?|painkillers?|sleeping (?:pills?|tablets?)|paracetamol|tylenol|ibuprofen|aspirin|xanax|antidepressants?|opioids?)`
const toxic = `(?:${pills}|batter(?:y|ies)|button(?: cells?)?s?|magnets?|beads?|coins?|bleach|detergent|laundry pods?|cleaner|poison|chemicals?|drain opener|antifreeze|silica(?: gel)?|desiccants?|packets?|needles?|pins?|snaps?|rivets?|zipper pull|rhinestones?|sequins?|perfume|shoe (?:polish|spray)|waterproofing|essential oil)`

const emergencies: readonly RegExp[] = [
  new RegExp(
    String.raw`${who}(?:'s| is| are|'m|m| am| was)? (?:\w+ )?(?:choking|not breathing|unconscious|unresponsive|suffocating|turning blue|bleeding (?:out|badly|heavily|a lot|to death)|having an? (?:heart attack|seizure|stroke|asthma attack))(?! (?:on|at|with|from) (?:\w+ ){0,3}(?:prices?|costs?|fees?|laughter|words?|emotions?|tears|spam)\b)`,
  ),
  new RegExp(
    String.raw`${who}(?:'s| has|'ve| have| just| must have| may have| might have|  ?accidentally)* (?:swallowed|ingested|inhaled|drank|drunk|eaten|ate)\b[^.?!]{0,30}\b${toxic}\b`,
  ),
  new RegExp(
    String.raw`${who}(?:'s| has|'ve| have| just)* (?:took|taken|swallowed|had|downed)\b[^.?!]{0,12}(?:too many|too much|a (?:bunch|lot|handful|whole \w+|bottle|box|pack|ton) of|all (?:of )?(?:my|the|his|her|those)|an? overdose|\d\d+|bunch of|lots of)\b[^.?!]{0,25}\b(?:${pills}|overdose)`,
  ),
  new RegExp(
    String.raw`(?:my|our)(?: \w+)? ${child}(?:'s| has| just)* (?:took|taken|got into|found and ate)\b[^.?!]{0,25}\b${pills}`,
  ),
  new RegExp(
    String.raw`\b${child}\b[^.?!]{0,60}\bswallow(?:ed|ing)? (?:it|one|them|some|something|part|a piece|the \w+)\b`,
  ),
  new RegExp(
    String.raw`\b(?:my|our)(?: \w+)? ${relation}(?:'s| has| just)* (?:collapsed|fainted|passed out|stopped breathing|(?:had|got) a seizure)\b`,
  ),
  /\b(?:i|he|she|they|we|who)(?:'ve| have| has|'s| just)* (?:overdosed|od'?d)\b|\b(?:overdosing|stopped breathing|anaphylactic|heart attack right now)\b/,
  /\b(?:need|call|send|get)(?: me| us)? (?:an )?ambulance\b/,
  /\bi (?:can'?t|cannot) breathe?\b(?! (?:in|with|inside|through|because of the (?:fabric|fit)))/,
  /\b(?:house|kitchen|apartment|flat|building) is on fire\b/,
  // German, Spanish, French, Italian, Portuguese, Dutch.
  /\b(?:mein|meine|unser|unsere) (?:baby|kind|sohn|tochter|mann|frau|mutter|vater)\b[^.?!]{0,40}\b(?:erstickt|atmet nicht|bewusstlos|verschluckt|tabletten (?:geschluckt|genommen)|batterie|vergiftet)/,
  /\b(?:zu viele|alle|ganze packung) (?:schlaf)?tabletten (?:genommen|geschluckt)|\bich bekomme keine luft\b|\bruf\w* (?:den |einen )?(?:notarzt|krankenwagen)/,
  /\bmi (?:bebe|hij[oa]|nin[oa]|espos[oa]|madre|padre)\b[^.?!]{0,40}\b(?:se ahoga|se esta ahogando|no respira|inconsciente|se trago|ha tragado|pastillas)/,
  /\b(?:tome|he tomado) (?:demasiadas|muchas|un monton de) pastillas\b|\bno puedo respirar\b/,
  /\bmon (?:bebe|enfant|fils|mari)\b[^.?!]{0,40}\b(?:s'etouffe|ne respire|inconscient|a avale)|\bma (?:fille|femme|mere)\b[^.?!]{0,40}\b(?:s'etouffe|ne respire|inconsciente|a avale)/,
  /\bj'ai (?:pris|avale) (?:trop de|plein de|tous (?:mes|les)) (?:cachets|medicaments|comprimes|somniferes)/,
  /\b(?:mio figlio|mia figlia|il mio bambino|la mia bambina)\b[^.?!]{0,40}\b(?:soffoca|sta soffocando|non respira|ha ingoiato|ha inghiottito|svenut)|\bho preso troppe pastiglie/,
  /\b(?:meu|minha) (?:bebe|filh[oa]|marido|mulher)\b[^.?!]{0,40}\b(?:engasg|nao respira|engoliu|desmai)|\btomei (?:demasiados|muitos) comprimidos/,
  /\bmijn (?:baby|kind|zoon|dochter|man|vrouw)\b[^.?!]{0,40}\b(?:stikt|ademt niet|bewusteloos|ingeslikt|doorgeslikt)|\bte veel (?:slaap)?pillen (?:genomen|geslikt)/,
]

const self = `(?:myself|my self|meself)`
const despairs: readonly RegExp[] = [
  /(?:^|\b(?:to|will|ll|gonna|wanna|might|imma|just|should|gon)\s)kms\b(?!\s*(?:away|from|per|an hour|of|long))/,
  new RegExp(
    String.raw`(?<!(?:don'?t|not|never|without|afraid|scared|almost|nearly|can) (?:want |going |gonna |wanna |to |of )*)\b(?:gonna|going to|will|'?ll|wanna|want to|might|may|should|could just|about to|ready to|plan to|planning to|think(?:ing)? of|think(?:ing)? about|thought of|thought about|feel like) (?:\w+ )?(?:shoot|shooting|hang|hanging|kill|killing|stab|stabbing|drown|drowning|harm|harming|hurt|hurting|cut|cutting|poison|unalive|off|offing|end|ending) ${self}\b(?! (?:on|with|in|off) (?:the|this|that|these|your|it|a zip\w*))`,
  ),
  /\b(?:i'?m|i am|been|started|keep|i) (?:\w+ )?(?:cutting|hurting|burning|starving|harming)(?: myself)? again\b/,
  /\bnothing (?:really |even )?matters (?:to me )?(?:anymore|any more|any longer|now)\b/,
  /\b(?:my )?life (?:is|feels|seems|has become)(?: so| just| completely| totally)? (?:meaningless|pointless|worthless|not worth|unbearable|over for me)\b|\blife has no (?:meaning|point|sense)\b/,
  /\b(?:want|wanna|going|ready|decided|need|gonna)(?: to)? (?:just )?(?:end (?:it|it all|everything|this life)(?: all)?(?: now| tonight| today| for good| already)?[.!\s]*$|end my (?:own )?life|take my (?:own )?life)/,
  /\b(?:wish i (?:was|were) (?:dead|never born)|better off dead|world (?:would be|is) better (?:off )?without me|goodbye cruel world|(?:sleep|go to sleep) and never wake|tired of (?:living|being alive|life itself)|no (?:reason|point) (?:to|in) (?:live|living|go on|going on|being alive)|don'?t want to (?:exist|be alive|live)\b|sewer ?slide|unalive|commit(?:ting)? suicide|i(?:'?m| am| was| feel| felt)(?: \w+)? suicidal)\b/,
  new RegExp(
    String.raw`\b(?:have|had|'ve|having|already|be|by) (?:\w+ )?(?:killed|hanged|hung|shot|drowned|poisoned|offed) ${self}\b`,
  ),
  /\bi(?:'?d| would| do| will|'?ll)? (?:\w+ )?(?:want|wanna|wish|rather|prefer|like|ready|going|hope|decided)(?: to)?(?: just)? die\b(?!\w| (?:for|to|my|the|this|that|it|them|a|of (?:laughter|laughing|shame|embarrassment|boredom))\b)/,
  /\bi (?:\w+ )?(?:should|ought to|deserve to|want to|wanna) (?:be dead|be gone for good|not be alive)\b|\bno reason for (?:me|my) (?:to live|life)\b/,
  /\b(?:can'?t|cannot|can not) live (?:with (?:this|it|myself|the pain|that)|like this)(?: pain| guilt| shame)? (?:any ?more|any longer)\b/,
  /\b(?:bridge|roof|rooftop|ledge|tracks|cliff|balcony|window)\b[^?]{0,30}\b(?:i|and|i'm|im|i'll|i am)(?: \w+)? (?:about to|going to|will|want to|wanna|gonna|ready to)? ?(?:jump|let go)\b/,
  /\bcutting (?:up )?my (?:arms?|wrists?|thighs?|skin|veins)\b|\b(?:can'?t|cannot|can not) go on living\b/,
  /\bnicht mehr leben\b|\b(?:quiero|puedo) (?:ya )?(?:seguir )?(?:vivir|viviendo) mas\b|\bno quiero (?:seguir )?(?:vivir|viviendo)\b|\bveux plus vivre\b|\bvoglio piu vivere\b|\bquero mais viver\b|\bniet meer leven\b/,
  /\b(?:plus|pas) envie de vivre\b|\ben finir avec (?:la|ma) vie\b|\b(?:acabar|terminar) con mi vida\b|\bfarla finita\b|\benvie de mourir\b|\bganas de (?:vivir|morir)\b|\bvoglia di (?:vivere|morire)\b|\bvontade de (?:viver|morrer)\b|\bgeen zin (?:meer )?(?:om te|in het) leven\b/,
  /^\W*(?:i|we) (?:just )?(?:can'?t|cannot|cant) go on(?: (?:anymore|any more|any longer|like this|with life|living))?\W*$/,
]

/** After despair was heard: what says that it goes on. */
const goesOn =
  /\b(?:i (?:really )?mean it|(?:can'?t|cannot|cant) (?:go on|do (?:this|it)|take (?:it|this)|stop|cope)|please help|help me|i'?m (?:serious|not joking|scared|afraid|alone|so tired|crying|sorry|desperate|a burden)|don'?t know (?:what to do|anymore|how)|no ?(?:body|one) (?:cares|understands|listens|can help|would care|loves)|what'?s the point|it hurts|too much|hopeless|so alone|lonely|give up|goodbye forever|it'?s (?:over|too late)|i have (?:pills|a knife|a gun|a rope)|do it (?:now|tonight)|hilfe|helfen sie mir|ich meine es ernst|kann nicht mehr|ayuda|ayudame|no puedo mas|aidez-moi|je n'en peux plus|aiuto|aiutami|non ce la faccio|ajuda|help mij)\b|^\W*(?:help|no one|why|i can'?t|tonight|now)\W*$/

const others = String.raw`(?:(?:my|our|a|her|his)(?: \w+)? ${relation}|she|he|they|someone|somebody)`
const worries: readonly RegExp[] = [
  new RegExp(
    String.raw`\b${others}\b[^.?!]{0,50}\b(?:hurt|harm|kill|cut|cutting|hurting|harming|killing|end(?:ing)? it for|starv\w+) (?:herself|himself|themsel(?:f|ves))\b(?! (?:on|in|at|by|with) (?:the|this|that|your|its?|one|a zip\w*)\b)`,
  ),
  new RegExp(
    String.raw`\b${others}\b[^.?!]{0,30}\b(?:is|'s|seems|feels|sounds|might be|may be|are) (?:\w+ )?suicidal\b|\b${others}\b[^.?!]{0,40}\b(?:wants? to die|wants? to (?:end|take) (?:her|his|their) life|commit suicide|doesn'?t want to live)`,
  ),
  /\b(?:meine?|der|die) (?:freundin|freund|schwester|bruder|tochter|sohn|mutter|vater|frau|mann|kollegin)\b[^.?!]{0,40}\b(?:sich (?:etwas an|umbringen|verletz|das leben nehmen)|nicht mehr leben|suizid|selbstmord)/,
]

const harmers = String.raw`(?:(?:my|our|the|a|her|his|some|this|that|your)(?: \w+)? (?:${relation}|man|woman|guy|stranger|boss|driver|courier|stalker|customer|employee|agent|person)|someone|somebody|he|she|they|people)`
const victims: readonly RegExp[] = [
  new RegExp(
    String.raw`\b${harmers}(?:'s| is| are| was| keeps?| has been| have been| kept)? (?:always |constantly |still |often )?(?:stalking|following|threatening|abusing|hitting|beating(?: up)?|hurting|harassing|blackmailing|choking|raping|tracking|spying on|controlling|watching) me\b`,
  ),
  new RegExp(
    String.raw`\b${harmers} (?:always |often |sometimes |just |has |have |had )*(?:hits?|beats?(?: up)?|beat up|beaten|abuses?|abused|raped|rapes?|assaulted|attacked|threatens?|threatened|choked|chokes|hurts?|stalks?|stalked|molested|punched|punches|slapped|slaps|kicked|kicks|spies on) me\b(?! with (?:a |the )?(?:fee|price|charge|bill|cost|email)s?)`,
  ),
  new RegExp(
    String.raw`\b${harmers}\b[^.?!]{0,60}\b(?:and|who|then|now) (?:\w+ )?(?:threatens|threatened|stalks|stalked|hits|beats|abuses|abused|raped|assaulted|harasses|follows) me\b`,
  ),
  /\b(?:scared|afraid|terrified) of (?:him|her)\b|\bmy (?:stalker|abuser|rapist)\b/,
  /\bi(?:'m| am|m| was|'ve been| have been| got|'d been)? (?:still )?(?:being )?(?:abused|beaten(?: up)?|raped|assaulted|stalked|molested|blackmailed|trafficked|threatened|physically \w+|sexually \w+)\b(?! by (?:your|the) (?:emails?|ads?|newsletters?|calls))/,
  /\b(?:domestic (?:violence|abuse)|abusive (?:relationship|home|husband|wife|partner|ex|boyfriend|father|marriage)|(?:not|don'?t feel|do not feel) safe at home|(?:scared|afraid|terrified) of my (?:husband|wife|partner|boyfriend|girlfriend|ex|father|dad|mother))\b/,
  /\b(?:my|mein|meine) (?:mann|freund|frau|ex|vater)\b[^.?!]{0,20}\b(?:schlagt|bedroht|verfolgt|misshandelt) mich\b|\bich werde (?:gestalkt|bedroht|misshandelt|geschlagen|verfolgt)\b/,
  /\bmi (?:marido|novio|ex|pareja|padre) me (?:pega|golpea|maltrata|amenaza|acosa|sigue)\b|\bmon (?:mari|ex|copain|pere) me (?:frappe|bat|menace|suit|harcele)\b/,
]

const mourning: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:my|our)(?: \w+){0,2} (?:${relation}|${pet})(?:'s| has| have| just| recently| suddenly| sadly| unexpectedly)* (?:died|passed(?: away)?|dead|is dead|was killed|is gone forever)\b`,
  ),
  new RegExp(
    String.raw`\b(?:my|our)(?: \w+){0,2} (?:${relation}|${pet}) (?:is|are) (?:dead|dying|deceased)\b|\b(?:lost|buried|burying) (?:my|our)(?: \w+)? (?:${relation}|${pet})\b(?!'s)|\b(?:funeral|death) of my\b|\bfor (?:my|our|the)(?: \w+)? (?:${relation}|${pet}|)(?:'s)? ?funeral\b`,
  ),
  /(?:^|[.,;!?-] ?|\b(?:since|after|because|and|when) )(?:grand(?:ma|pa|mother|father)|granny|mom|mum|dad|mommy|daddy|nana?)(?: \w+)?(?: has| just| recently| suddenly)* (?:died|passed(?: away)?)\b/,
  /\b(?:mein|meine|unser|unsere) (?:\w+ )?(?:mutter|vater|mann|frau|oma|opa|hund|katze|bruder|schwester|freundin?|sohn|tochter) (?:ist|sind) (?:\w+ )?(?:gestorben|verstorben|tot)\b/,
  /\bmi (?:\w+ )?(?:madre|padre|marido|esposa|abuel[oa]|perro|gato|herman[oa]) (?:ha muerto|murio|fallecio|ha fallecido)\b|\bm(?:on|a) (?:\w+ )?(?:mere|pere|mari|femme|chien|chat|frere|soeur) est (?:mort|morte|decedee?)\b/,
]

const curse =
  /(?:^|[.!?,]\s*|\byou (?:should|can|all )?\s*|\bjust |\bplease )(?:go (?:and )?(?:die|kill yourself|hang yourself)|drop dead|die(?: already| in a fire| you\b|\W*$)|kill yourself|kys)\b|\bhope (?:you|he|she|they)(?: all)? dies?\b/

const goading = /\b(?:kill|hang|shoot|drown|cut) (?:yourself|yourselves|urself)\b|(?:^|\s)kys\b/
const fearsAccident =
  /\b(?:don'?t want to|do not want to|not to|without|afraid (?:to|of|i)|scared (?:to|of)|avoid|never)\b.{0,12}\b(?:hurt|cut|burn|injur|poke|scratch)\w* myself (?:with|on|in|at|by) /

const endsAThing =
  /\bend(?:ing)? (?:it|it all|them|this|everything|all)\b.{0,40}\b(?:subscriptions?|trial|newsletters?|memberships?|orders?|chat|call|contract|plan|accounts?|conversation|rental|auto-?renewal)\b|\b(?:subscriptions?|trial|newsletters?|membership|contract|plan|auto-?renewal)\b.{0,40}\bend (?:it|this|that|them)\b/

const befell: readonly RegExp[] = [
  /\b(?:my|our)(?: \w+)? (?:account|card|email|e-mail|profile|phone|password|identity|data|parcel|package|order|gift card|bag|wallet)s?(?: \w+)?(?:'s| is| was| were| has been| have been| got| must have been)? (?:\w+ )?(?:hacked|stolen|compromised|broken into|cloned|phished|taken over|leaked)\b/,
  /\b(?:someone|somebody|a hacker|a thief|they|a stranger|thieves|a scammer|he|she)(?: else)?(?: has| have|'s| just)* (?:hacked|stole|stolen|broke|broken|used|got|gotten|logged|took over|phished|opened)(?: \w+)? (?:into )?(?:my|our)\b/,
  new RegExp(
    String.raw`\b${harmers}(?:'s| is| has| keeps| kept| always| constantly)* (?:steals?|stole|stealing|takes?|taking|took|opens?|opening|hacked|hacking|uses?|using) (?:my|our) (?:\w+ )?(?:parcels?|packages?|mail|boxes|deliver(?:y|ies)|accounts?|cards?|e-?mails?|identity)\b`,
  ),
  /\bi(?:'ve| have)?(?: just)? (?:was|been|got|am|were) (?:hacked|scammed|phished|robbed|defrauded)\b/,
  /\b(?:meant|intended|addressed|supposed to be|belong(?:s|ing)?|sent)(?: \w+)? (?:for|to) (?:another|someone|somebody|a different|the wrong|other)\b|\b(?:someone else|another (?:person|customer)|a stranger|my neighbou?r)(?:'s)? (?:\w+ )?(?:order|parcel|package|mail|email|box|item)s? (?:was|came|arrived|got|ended)\b|\b(?:got|received|have|opened)(?: an?| the)? (?:another|someone else'?s|somebody else'?s|a stranger'?s)\b/,
]

/**
 * What despair is said with, in one way or another. It stops nobody by itself: a guess of the classifier or of an intent counts for little without
 * it, since "no, I'd rather look myself" has the shape of such sentences and none of their matter.
 */
const dark: readonly RegExp[] = [
  /\b(?:kill|killed|killing|kms|kys|die|dies|died|dying|dead|death|deadly|suicid\w*|unaliv\w*|sewer ?slide|harm\w*|hurt\w*|cut|cuts|cutting|burn|burning|hang|hanging|hanged|jump|jumping|shoot|shooting|stab\w*|drown\w*|poison\w*|overdos\w*|pills?|tablets|rope|noose|knife|blade|razor|gun|bridge|wrists?|bleed\w*|blood|starv\w*|self-?harm\w*)\b/,
  /\b(?:live|living|life|lives|alive|exist|existing|existence|born|breathe|wake up|waking up|sleep forever|disappear\w*|vanish\w*|be gone|were gone|was gone|end it|ending it|end (?:my|this|everything|things)|over for me|be over|all over|to end|last goodbye|farewell|last message)\b/,
  /\b(?:hopeless\w*|no hope|meaning\w*|pointless|worthless|useless person|no (?:point|reason|way out|future|use|sense)|the point|what for|way out|despair\w*|desperate|depress\w*|anxi\w*|panic\w*|trauma\w*|lonely|all alone|so alone|burden|better off|miss me|nobody (?:cares|would)|no ?one (?:cares|would)|give up|giving up|given up|empty|numb|dark|darkness|grey|pain|painful|suffer\w*|torment\w*|agony|unbearable|bear|cope|coping|go on|carry on|keep going|be here|take (?:it|this) (?:any|no)|strength|tired of|exhausted|crying|cry|scared|afraid|safe with|hate (?:myself|me|my)|(?:can'?t|cannot) (?:do (?:this|it|life)|stop|go on)|nothing (?:matters|left|helps|makes|to)|lost everything|lost everyone|therap\w*|crisis|hotline)\b/,
  /\b(?:umbring\w*|sterben|sterbe|stirbt|tod|tot|toten?|leben\w*|lebe|lebens\w*|selbstmord\w*|suizid\w*|ritze\w*|verletz\w*|antun|sinn|sinnlos|ausweg|hoffnung\w*|kraft|kann nicht mehr|nicht mehr (?:da|hier|weiter)|schluss machen|verschwinden|verzweif\w*|einsam|schmerz\w*|allein)\b/,
  /\b(?:morir\w*|muer\w*|muri\w*|matar\w*|mate|suicid\w*|viv\w+|vida|dano|lastimar\w*|sentido|esperanza|no puedo mas|mourir|meurs|mort|morte|tuer|vivre|vie|vis|suicide\w*|mal|sens|espoir|n'en peux plus|morire|muoio|uccider\w*|vivere|vita|farla finita|suicidi\w*|senso|non ce la faccio|morrer|matar-me|dood|doden|sterven|leven|zelfmoord|pijn|zin)\b/,
  /[^\p{Script=Latin}\p{P}\p{S}\p{N}\s\p{M}]/u,
]

const fold = (text: string): string =>
  text
    .slice(0, mostRead)
    .toLowerCase()
    .replaceAll(/[’‘`´]/g, "'")
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()

const some = (signs: readonly RegExp[], text: string): boolean => signs.some((sign) => sign.test(text))

/** Reads who needs care. Pure; some tens of microseconds for a message. */
export function readCare(written: string): CareReading {
  const text = fold(written)
  const sure = (signs: readonly RegExp[]) => (some(signs, text) ? signSure : 0)
  return {
    emergency: sure(emergencies),
    despair: sure(despairs),
    worried: sure(worries),
    victim: sure(victims),
    mourns: some(mourning, text),
    curses: curse.test(text),
    endsAThing: endsAThing.test(text),
    isDark: some(dark, text),
    goads: goading.test(text) ? 0.8 : 0,
    fearsAccident: fearsAccident.test(text),
    happenedToThem: some(befell, text),
  }
}

/** Whether a message that follows a caring answer sounds as if it were still needed. */
export const soundsDesperate = (written: string): boolean => goesOn.test(fold(written))
