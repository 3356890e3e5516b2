import { everywhere, places, setOf, whole, within } from './fold.ts'
import type { Words } from './types.ts'

const polite =
  'please, pls, now, again, then, sorry, well, oh, um, hmm, ok, okay, just, can you, could you, can we, could we, honestly, really, ugh'

/** English: grown from what customers wrote, so that its patterns are finer than those of the other tables. */
export const english: Words = {
  language: 'en',
  labels: {
    yes: 'Yes',
    no: 'No',
    skip: "I don't have it",
    none: 'Something else',
    person: 'Talk to a person',
    assistant: 'Go on with the assistant',
  },
  yesNo: {
    filler:
      /^(?:h+m+|u+m+|u+h+(?! huh)|e+r+m?|a+h+|o+h+|aw+|eh|oops|well|wait|hang on|hold on|hold up|one (?:sec|second|moment)|(?:just )?a (?:sec|second|moment|minute)|no wait(?= yes| yeah| ok)|actually|sorry|so|then|hey|lol|haha|god|man|dear|please|pls|thanks|thank you|honestly|i think(?! (?:so|not|that s))|i guess(?! (?:so|not))|i mean|i say|i said|let me think|let me see|let s see|you know what|on second thoughts?|thinking about it|come to think of it|in that case|and|but|though|my answer is|the answer is|it s a|that s a|i ll say|still|just(?= do (?:it|that)\b))\b\s*/,
    yes: /^(?:y|ye|yes|yess+|yeah+|yea|yep|yup|ya|yah|aye|ja|sure|surely|ok|okay|okey|k|kk|alright|all right|correct(?! (?:it|that|the|my|this))|right|exactly|precisely|definitely|absolutely|totally|certainly|indeed|do$|go ahead|go on|go for it|do it|do that|do so|let s (?:do|go)|sounds (?:good|great|fine|right|perfect)|that s (?:right|correct|fine|good|it|the one|ok|okay|great|perfect)|thats (?:right|correct|fine|good|it|the one|ok|okay|great|perfect)|that is (?:right|correct|fine)|that works|works(?: for me)?$|(?:that |it |this )?will do|that ll do|that does it|that d work|that would work|fine (?:by|with) me|suits me|gladly|happily|with pleasure|i d (?:like|love|appreciate) (?:that|it)|i would (?:like|love|appreciate) (?:that|it)|i want (?:that|it|this)$|(?:that )?would be (?:great|good|nice|lovely|perfect|helpful|appreciated)|that s what i (?:want|meant|said|asked)|that s the plan|if you (?:could|would|can|like|want|wish|must|insist|don t mind)$|might as well|may as well|let s$|let s (?:have|get) (?:it|that)|make it so|be my guest|can t hurt|couldn t hurt|you do that|please yes|i m (?:happy|fine|ok|okay|good) with (?:that|it)|no reason not to|that would be (?:great|good|nice|lovely|perfect)|that d be (?:great|good|nice|lovely|perfect)|of course|by all means|why not|confirm(?:ed)?|i confirm|(?:i do|i am|i would|i will)(?= please|$)|i ll take it|i agree|agreed|i think so|i guess so|i suppose so|perfect|great|good|cool|fine|all good|looks (?:good|right|correct|fine)|no (?:problem|worries|objections?)|proceed|carry on|continue|uh huh|mhm|affirmative|roger|deal|true|true that|you (?:may|can|should|got it))\b/,
    soft: /^(?:ok|okay|okey|k|kk|alright|all right|right|fine|great|good|cool|perfect|sure|thats it|that s it)\b/,
    no: /^(?:n|no|nope|nop|noo+|nah+|naw|nay|nuh uh|negative|wrong|incorrect|not (?:really|quite|now|yet|today|at all|correct|right|that|this|necessary|needed|a chance|this time|any ?more|in the least|interested|ok|okay|good)|(?:please )?(?:don t|dont|do not)(?! (?:know|remember|recall|care|mind|understand|have|see|get|forget|worry))|neither|none|never|never ?mind|nvm|that s (?:wrong|not|incorrect)|thats (?:wrong|not|incorrect)|that is (?:wrong|not|incorrect)|that isn t|absolutely not|definitely not|certainly not|of course not|i ll pass|probably not|maybe not|perhaps not|better not|rather not|i d rather not|i would rather not|i d prefer not|i think not|i guess not|i don t think so|i dont think so|i do not think so|i (?:don t|dont|do not) (?:really )?want (?:to|it|that|this|you to|them)|no way|hell no|no need)\b/,
    harmlessNo: /^no (?:problem|worries|objections?)\b/,
    harmless:
      /\b(?:no (?:problem|worries|objections?|rush|hurry|doubt)|why not|not a problem|don t worry|no big deal)\b/g,
    butted: /\b(?:but|except|however|wait|actually|instead|not|no|nope|don t|dont|stop|cancel that|unless|only if)\b/,
    keeps:
      /^(?:(?:i ll |i will |i d like to |i want to |let s |just |lets )*(?:keep|leave) (?:it|them|that|this|the|my|everything|things|me)|let (?:it|them|that) (?:be|stay)|(?:it|that|they) (?:can|should|may) stay|(?:better |rather )(?:keep|leave|hold)|hold (?:off|that|fire)|scrap (?:it|that)|skip (?:it|that)|i (?:d|would|ll|will|can|want to|prefer to|am going to|m going to) (?:[a-z]+ ){0,5}(?:myself|on my own)|i do (?:still )?(?:want|need|like) (?:it|them|that|this)|i (?:still )?want (?:it|them) after all|stop(?: it| that| there)?$|(?:i ve |i have |i )?changed my mind)\b/,
    agrees: /^(?:yes|yeah|yep|do it|go ahead)\b/,
    finalNo: /^(?:no|nope|nah)$/,
    conditional:
      within(`if, unless, only if, provided, providing, as long as, so long as, assuming, supposing, on condition, depends, depending,
      subject to`),
    courteousIf:
      everywhere(`if you can, if you could, if you would, if you will, if you like, if you want, if you wish, if you please, if you may, if you must, if you insist,
      if you don't mind, if you wouldn't mind, if you do not mind, if possible, if that's ok, if that's okay, if that's possible, if that is possible,
      if it's possible, if it is possible, if that's alright, if that's all right, if i may, if needed, if need be, if it's not too much trouble,
      if it isn't too much trouble, if that's what it takes, if it has to be, if there's no other way, if that helps, if you say so`),
    pleads: whole(
      'please, pls, plz, pretty please, if you would, if you could',
      'oh, well, yes, do, thanks, thank you, then, and, please',
    ),
  },
  actions: {
    begins:
      within(`add, adding, start, begin, order, book, buy, renew, extend, activate, reactivate, enable, restore, resume, put it back, put back, turn on, turn it on, switch on,
      switch it on, send, ship, issue, pay, create, reopen, subscribe, upgrade`),
    ends: within(`cancel, cancelling, canceling, cancel it, stop, end, remove, delete, drop, terminate, unsubscribe, quit, close, deactivate, disable, take it off,
      take off, take that off, take them off, get rid of, call off, call it off, switch off, switch it off, turn off, turn it off`),
  },
  closing: {
    openers: /^(?:(?:h+m+|u+m+|u+h+|o+h+|a+h+|well|i think|i guess|i believe|actually|and|so)\s+)+/,
    clause:
      /^(?:(?:nope|nah|naw|not?|yes|yeah|yep|ok|okay|k|got it|gotcha|understood|noted|cool|great|perfect|good|super|fine|lovely|awesome|right|alright|all right)\s*)*(?:(?:thanks?|thank you|thx|ty|cheers|much appreciated)(?: (?:a lot|so much|very much|a bunch|again|for (?:your|the|all your) help|anyway|though|bye|goodbye))*|(?:that|this|it)(?: ?s| is| was| will be| ll be| ought to be)? (?:it|all|both|everything|all of it|all i needed?|everything i needed?|about it|me done)|that will do|that ll do|all (?:good|set|done|fine|sorted|clear)|nothing(?: (?:else|more|at all|for now|right now|today))*|no more(?: questions)?|no further questions|(?:i m|im|i am|we re|we are) (?:all )?(?:fine|good|done|ok|okay|set|happy|finished|sorted)(?: here| now)?|i have (?:all|everything) i need(?:ed)?|done|finished|not (?:now|today|right now|at the moment|really|for now)|never ?mind|nvm|i ll be (?:fine|off)|(?:good ?)?bye(?: bye)?|see (?:you|ya)(?: (?:later|soon))?|i(?: ve)? (?:have|got|need)(?: got)? to (?:go|run|leave)|(?:i )?gotta (?:go|run)|talk (?:to you )?(?:later|soon)|farewell|(?:have a )?(?:good|nice|great|lovely) (?:day|one|night|evening|weekend)|you too|take care|ciao|cya|later)?(?: (?:thanks?|thank you|thx|ty|then|for now|for today|now|today|really|mate|here|again|bye|goodbye|cheers|too|from me))*$/,
    courtesy:
      /^(?:(?:yes|yeah|yep|ok|okay|k|cool|great|perfect|good|super|fine|lovely|awesome|right|alright|all right|thanks?|thank you|thx|ty|cheers|a lot|so much|very much|again|then|you too|much appreciated|really)\s*)+$/,
    farewell:
      /(?:^| )(?:(?:good ?)?bye|see (?:you|ya)|(?:good|nice|great|lovely) (?:day|night|evening|weekend)|take care|ciao|cya|(?:have|got|gotta|need) (?:got )?to (?:go|run|leave)|gotta (?:go|run)|talk (?:to you )?(?:later|soon)|farewell)(?= |$)/,
  },
  correction: {
    openings: [
      /^\s*(?:no|nope|nah|yes|yeah|sorry|oops|wait|actually|well|oh)\b[\s,.!;:-]*/i,
      /^\s*(?:no|sorry|wait|actually|i mean|i meant|make (?:it|that)|it s|it's|it is)\b[\s,.!;:-]*/i,
    ],
    sounds:
      /\b(?:actually|apologies|my bad|my mistake|i meant|i mean|instead|rather|correction|sorry|wrong|mistake|typo|not the|isn't that|isn t that|not that (?:one|order)|change (?:it|that|my|the)|make (?:it|that)|scra(?:tch|p) that|the old one|my old|used to be|no longer)\b|^\s*(?:(?:oh|ah|um+|uh+|hm+|er+|well|oops)[\s,.!]+)?no\b/i,
    notBefore: /\bnot\s*(?:the|my|order)?\s*(?:number)?\s*$/i,
    but: /^(?:but|it s|its|rather|i mean|i meant)\b/,
    between:
      /^(?:(?:oh|oops|ah|um|uh|no|wait|sorry|hang on|hold on|my bad|my mistake)\s*)+(?:(?:i )?(?:mean|meant)|it s|its|it is|that s|make (?:it|that)|not that one|wrong (?:one|order|number)|the|order|number|is|actually|should be|\s)*$|\b(?:i mean|i meant|make (?:it|that)|correction|scratch that|or rather|should be|wrong (?:one|order|number))\b|^(?:(?:oh|oops|ah|um|uh|h+m+|er|well|so) )*(?:no(?! (?:problem|worries|rush|hurry|doubt|need))|nope|scratch that|not that|oops|my bad|my mistake|hang on|hold on|wait|sorry)\b(?!.*\b(?:and|also|too|or|plus|well|about|where|is it|was it|does|did|what)$)/,
    dismissesNext:
      /\b(?:not|instead of|rather than|except|anything but|no longer|don t (?:want|need|like)|do not want|nvm|never mind|forget)(?: (?:the|a|an|my|this|that|it|by|in|on|with|to|as|about|just|only|one|for))*$/,
    dismissesLast:
      /^(?:(?:is|are|was) )?(?:of no use|no use|no good|not (?:what|an option|possible|for me)|(?:doesn|don|won|didn) t (?:work|suit|help|fit)|already in there|(?:is|are|fits?) (?:fine|ok|okay|good|great|perfect(?:ly)?|well)|(?:i m |i am |we re |i ll )?keep(?:ing)?)\b/,
    movesFrom: /\b(?:from|off|out of)(?: (?:the|a|an|my|of))*$/,
    movesTo: /\b(?:to|on|onto|into|for|with)(?: (?:the|a|an|my|it))*$/,
    asks: /\b(?:please|pls|plz|can (?:you|u|i|we)|could (?:you|u|i|we)|would (?:you|like|prefer|rather)|i (?:d|ll|want|need|prefer|wanna|meant|mean)|instead|make it|do it|change|switch|put it|it s|its)\b/,
    givesUp:
      /^(?:(?:ugh|oh|ah|hm+|no|nah|nope|ok|okay|well|wait|actually|sorry|you know what|u know what)\s)*(?:never ?mind|nvm|nevermind|forget (?:it|that|about (?:it|that))|scrap that|leave (?:it|that)|drop (?:it|that)|i changed my mind|changed my mind)\b/,
    asksOnceMore: /^\s*(?:and|what about|how about|and what about|same for|the same for)\b/i,
  },
  choice: {
    numbers: places('one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10'),
    elides: false,
    fillers: new Set(
      `a an and the one ones this that these those it its is was be i im id my me we our you your of for from in on at to with by as or
  want wanted like would love prefer pick choose choice select take go lets let get please thanks thank ok okay yes yeah yep well
  think guess maybe option number would ill just actually no not so hmm um uh item thing`.split(/\s+/),
    ),
    ordinals: places(
      'first 1st: 0, second 2nd: 1, third 3rd: 2, fourth 4th: 3, fifth 5th: 4, sixth 6th: 5, seventh 7th: 6, eighth 8th: 7, last: -1',
    ),
    ofTwo: places('former: 0, latter: 1'),
    other: setOf('other'),
    all: setOf('both, all, everything, all of them, both of them, all of these, both of these, every, each'),
    none: /^(?:(?:i want |i mean |i meant |it s |its )?(?:none|neither)(?: of (?:them|these|those|the above|that|this|the two))?|not (?:any of (?:them|these|those)|one of (?:them|these|those))|no one of (?:them|these)|something else|anything else|it isn t (?:there|listed|in the list|on the list|any of (?:them|these))|it s not (?:there|listed|in the list|on the list|any of (?:them|these)))$/,
    negates:
      /(?:^| )(?:not|no|never|without|neither|nor|none|don t|dont|doesn t|doesnt|didn t|didnt|haven t|havent|hasn t|hasnt|hadn t|isn t|isnt|aren t|arent|wasn t|wasnt|weren t|won t|wont|wouldn t|can t|cant|cannot|couldn t|couldnt|lost|lack|lacking|missing|threw|thrown|no longer|rather than|instead of)(?= |$)/,
    noBeforeNoun:
      /^no (?!(?:the|a|an|my|it|its|i|im|that|this|these|those|they|we|he|she|you|in|on|by|for|to|with|from|make|take|use|wait|sorry|please|actually|rather|just|thanks|thank|not|problem|worries|longer|one|only|more|idea|clue|way|change|something|another|other|different|yes)(?: |$))/,
    catchAll: whole(
      `other, others, other reason, another reason, other reasons, some other reason, a different reason, different reason, something else, anything else,
      everything else, else, other problem, another problem, other issue, something different, miscellaneous, none of the above, none of these`,
    ),
  },
  question:
    /^\s*(?:who|what|when|where|why|which|whose|how|is|are|am|was|were|do|does|did|can|could|will|would|should|may|have|has)\b/i,
  control: {
    skip: whole(
      `i don't know, i do not know, i dont know, don't know, dont know, dunno, idk, no idea, i have no idea, i've no idea, no clue, i have no clue, not sure,
      i'm not sure, i am not sure, im not sure, i'm not certain, i don't remember, i dont remember, i can't remember, i cant remember, i forgot, i forgot it, skip,
      skip it, skip this, skip that, pass, i don't have it, i dont have it, i do not have it, i don't have that, i don't have one, i don't have it with me,
      i don't have it on me, don't have it, i can't find it, i cant find it, can't find it, i don't know that, i don't know it, how should i know,
      i wouldn't know, i lost it, beats me, where do i find it, where do i find that, where can i find it, where can i find that, where is that`,
      polite,
    ),
    lacks:
      /\b(?:(?:i|we) (?:(?:really|honestly|still|just|simply|also) )?(?:never (?:had|got|set|chose|received|used|made|created)|(?:don t|dont|do not|didn t|did not|haven t|have not|havent|haven t got) (?:actually |even |currently |really )?(?:have|own|got|get|possess|know|remember|recall|keep|think i (?:have|ever had)|had)|(?:can t|cant|cannot|can not|couldn t) (?:get (?:at|to|into|in|hold)|access|find|reach|open|see|read|remember|recall|log in|look)|no longer (?:have|use|own|get)|(?:ve |have )?(?:lost|forgot|forgotten|misplaced|deleted|threw|thrown)|have (?:no|none|not)|ve (?:no|never|not got|none|got no)|m (?:not sure|unable|locked out))|(?:^|\b)(?:never had|never got|never set|don t have|dont have|do not have|haven t got|havent got|can t find|cant find|can t remember|cant remember|lost (?:it|that|the|my)|forgot (?:it|that|the|my)|no longer have|not (?:with|on) me|not at hand|no idea|no clue)|there (?:is|s|was) (?:no|none)|(?:doesn t|don t|does not) exist|isn t one|no such)\b/,
    cancel: whole(
      `never mind, nevermind, nvm, forget it, forget about it, forget that, leave it, stop, stop it, stop that, stop this, drop it, let's leave it,
      cancel this, cancel that, don't bother, abort`,
      polite,
    ),
    repeat: whole(
      `repeat, repeat that, repeat it, repeat the question, say that again, say it again, come again, pardon, pardon me, what did you say, what was that,
      what was the question, you repeat that, you repeat, you say that again, one more time, once more, i didn't catch that, i beg your pardon`,
      polite,
    ),
    explain: whole(
      `why, what for, why do you ask, why do you need that, why do you need it, why do you need this, why do you want that, why do you want to know,
      why do you want to know that, why are you asking, why do i have to tell you, what do you need that for, what do you need it for,
      what is that for, what's that for, why is that needed, why is that necessary, do i have to`,
      polite,
    ),
    undo: whole(
      `undo, undo it, undo that, undo this, take that back, take it back, reverse that, reverse it, revert that, revert it, change it back,
      change that back, put it back, put that back, i want to undo that, roll it back, roll that back`,
      polite,
    ),
    hurry: whole(
      `hurry, hurry up, faster, quick, quickly, be quick, make it quick, come on, come on already, this takes forever, this is taking forever,
      it's taking forever, it takes forever, takes forever, taking forever, this takes too long, this is taking too long, it takes too long,
      it's taking too long, this takes ages, this is taking ages, just do it already, just do it, do it already, get on with it,
      get to the point, i don't have all day, i dont have all day, i haven't got all day, i don't have time for this, i have no time for this,
      i'm in a hurry, im in a hurry, i'm in a rush, no time, so slow, this is so slow, you are so slow, you're slow, too slow, too many questions,
      so many questions, stop asking, stop asking questions, enough questions, enough with the questions, how much longer, how long will this take,
      is this going to take long, speed it up, speed this up, we speed this up, let's go, chop chop, so annoying, get it done, just get it done`,
      polite,
    ),
    hurryBeside: within(
      `hurry up, get on with it, just do it already, do it already, i don't have all day, i dont have all day, i haven't got all day,
      i'm in a hurry, im in a hurry, i'm in a rush, stop asking questions, enough questions, make it quick, chop chop`,
    ),
  },
}
