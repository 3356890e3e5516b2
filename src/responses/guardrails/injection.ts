/** Signs that a text gives orders to the assistant instead of asking it something. Data is never instruction. */
interface Sign {
  name: string
  pattern: RegExp
  /** [0, 1]: how sure this sign alone makes it. */
  weight: number
}

export interface InjectionScore {
  /** [0, 1]. */
  score: number
  signs: string[]
}

/** From this score on the message is answered with the refusal for such attempts. */
export const injectionThreshold = 0.7

const orders =
  '(?:instructions?|rules?|prompts?|directions?|guidelines?|commands?|constraints?|programming|training|context|assignments?|tasks?)'
const signs: Sign[] = [
  {
    name: 'sets rules aside',
    weight: 0.95,
    pattern: new RegExp(
      `\\b(?:ignore|disregard|forget|overlook|skip|bypass|override|neglect|drop|dismiss)\\b[^.?!\\n]{0,40}\\b(?:all|any|every|previous|prior|above|earlier|preceding|your|the|these|those|following)\\b[^.?!\\n]{0,30}\\b${orders}\\b`,
      'i',
    ),
  },
  {
    name: 'forgets everything',
    weight: 0.8,
    pattern:
      /\b(?:forget|disregard|ignore) (?:everything|all (?:of )?(?:that|this|what|the above)|what (?:i|you) (?:said|were told|have been told))\b[^.?!\n]{0,40}\b(?:above|before|previous(?:ly)?|told|learned|know|now)\b/i,
  },
  {
    name: 'asks for the instructions',
    weight: 0.9,
    pattern:
      /\b(?:show|reveal|print|repeat|tell|give|output|display|leak|share|what (?:is|are|were)|copy|list|spell)\b[^.?!\n]{0,50}\b(?:(?:system|initial|hidden|original|secret|full|entire|complete|developer|your) (?:prompt|instructions?|message|directives?|rules|guidelines)(?! (?:for|on|about|regarding|to)\b)|prompt text|text above)\b/i,
  },
  {
    name: 'repeats what is above',
    weight: 0.8,
    pattern:
      /\b(?:repeat|print|output|echo|write out)\b[^.?!\n]{0,30}\b(?:everything|words|text|all|sentences?|lines?)\b[^.?!\n]{0,15}\babove\b/i,
  },
  {
    name: 'a known jailbreak',
    weight: 0.9,
    pattern:
      /\bdo anything now\b|\bDAN\b(?! ?\w*'s)|\bjailbr(?:ea|o)k|\b(?:developer|god|sudo|unrestricted|evil|opposite) mode\b|\b(?:AIM|STAN|DUDE|Mongo ?Tom|BasedGPT|EvilBOT|BetterDAN|ChadGPT)\b/,
  },
  {
    name: 'asks for no limits',
    weight: 0.8,
    pattern:
      /\b(?:without|no|free (?:from|of)|not bound by|ignor\w+|bypass\w*|remove|lift|disable|not follow)\b[^.?!\n]{0,30}\b(?:restrictions?|limitations?|filters?|filtering|censorship|ethic(?:s|al)|moral(?:s|ity)?|safety|content polic(?:y|ies)|openai polic(?:y|ies)|safeguards?|guardrails?)\b/i,
  },
  {
    name: 'gives a new role',
    weight: 0.6,
    pattern:
      /\b(?:you are now|from now on,? you(?:'re| are| will| must| should)?|you(?:'re| are) going to (?:act|pretend|be)|(?:act|behave|respond|answer|speak|write) (?:as|like) (?:if you (?:are|were)|an? (?:\w+ ){0,3}(?:ai|bot|hacker|terminal|interpreter|console|expert|character|assistant|model|prompt)|my )|pretend (?:to be|you are|that you)|role-?play|take on the role|immerse yourself|simulate (?:an?|being)|imagine you are|stay in character|i want you to (?:act|be|respond|pretend))\b/i,
  },
  {
    name: 'forges a role mark',
    weight: 0.85,
    pattern:
      /<\|?(?:im_start|im_end|system|endoftext|assistant|user)\|?>|\[\/?(?:INST|SYS|SYSTEM)\]|<<\/?SYS>>|^#{2,} ?(?:system|instruction|new task)|^[^\S\n]*(?:system|assistant|developer) ?(?:message|prompt) ?:/im,
  },
  {
    // People type "order: …", too; alone it is no sign.
    name: 'speaks as somebody else',
    weight: 0.5,
    pattern: /^[^\S\n]*(?:system|assistant|developer) ?:/im,
  },
  {
    name: 'announces new instructions',
    weight: 0.75,
    pattern:
      /\b(?:new|updated|real|actual|following|important|additional) (?:instructions?|rules|orders|task|system prompt)\b ?(?::|are|is|follow|below|begin)|\b(?:instead|now),? (?:do|follow|write|say|output|print|tell|give|answer|perform|execute) (?:the following|this|only|what)\b/i,
  },
  {
    name: 'claims authority',
    weight: 0.5,
    pattern:
      /\b(?:i am|i'm|this is|as) (?:your|the|an?) (?:developer|creator|programmer|admin(?:istrator)?|owner of (?:this|the) (?:bot|system)|engineer|supervisor of this (?:bot|system)|openai)\b|\b(?:maintenance|debug|test|admin) (?:mode|override|access)\b/i,
  },
  {
    name: 'speaks of the machinery',
    weight: 0.45,
    pattern:
      /\b(?:language model|chat ?gpt|gpt-?[345]|openai|llm|your (?:training|programming|prompt|code|system|guidelines|developers?))\b/i,
  },
  {
    name: 'dictates the answer',
    weight: 0.4,
    pattern:
      /\b(?:(?:respond|reply|answer|say|start|begin|output) (?:only )?with (?:the|a|just|only|"|')|just (?:say|answer|output)|your (?:answers?|repl(?:y|ies)|responses?|output) (?:must|should|will|has to)|(?:never|don't|do not) (?:refuse|say (?:no|that you can(?:'t|not))|break character|mention that you)|always (?:say|answer|comply|agree|obey)|you (?:must|have to) (?:always |now )?(?:obey|comply|answer|do what|follow))\b/i,
  },
  {
    name: 'runs something',
    weight: 0.5,
    pattern:
      /\b(?:execute|run|eval(?:uate)?)\b[^.?!\n]{0,20}\b(?:code|command|script|sql|query|shell|python)\b|\b(?:drop table|rm -rf|select \* from|<script)/i,
  },
  {
    name: 'grants itself money',
    weight: 0.6,
    pattern:
      /\b(?:set|change|make|mark)\b[^.?!\n]{0,30}\b(?:price|total|balance|status|level)\b[^.?!\n]{0,15}\b(?:to|as) (?:\$?0|zero|free|gold|refunded|paid|unlimited)\b/i,
  },
  {
    name: 'hides text',
    weight: 0.5,
    pattern:
      /\b(?:base64|rot-?13|hex(?:adecimal)?|caesar)\b[^.?!\n]{0,30}\b(?:decode|encoded?|string|text|message)\b|\bdecode\b[^.?!\n]{0,30}\b(?:base64|rot-?13|hex|follow|and (?:do|execute|obey))\b|\b[A-Za-z0-9+/]{80,}={0,2}(?!\w)/i,
  },
  {
    name: 'sets rules aside, in another language',
    weight: 0.9,
    pattern:
      /\b(?:vergiss|ignoriere?|missachte)\b[^.?!\n]{0,40}\b(?:alle[sn]?|anweisungen|vorherigen?|bisherigen?|regeln|davor|oben)\b|\b(?:olvid[ae]|ignor[ae])\b[^.?!\n]{0,40}\b(?:tod[ao]s?|instrucciones|anterior(?:es)?)\b|\b(?:oublie[zr]?|ignore[zr]?)\b[^.?!\n]{0,40}\b(?:tou(?:t|tes|s)|instructions|précédentes?|consignes)\b|\b(?:zaboravi|ignoriraj)\b[^.?!\n]{0,40}\b(?:sve|upute|instrukcije)\b/i,
  },
]

/** "Could you repeat the text above, I couldn't read it": wants to read what was said to them. */
const couldNotRead =
  /\b(?:could|can|did|do)(?: not|n't|nt) (?:read|see|hear|get|catch|understand|make (?:it|that) out)\b|\bcut off\b|\btoo (?:small|fast|tiny)\b|\bscreen ?reader\b/i
const repeating: ReadonlySet<string> = new Set(['repeats what is above', 'asks for the instructions'])

/** How much a text looks like an attempt to steer the assistant; signs add up as independent evidence. */
export function scoreInjection(text: string): InjectionScore {
  let innocent = 1
  const found: string[] = []
  const isUnread = couldNotRead.test(text)
  for (const { name, pattern, weight } of signs) {
    if (!pattern.test(text) || (isUnread && repeating.has(name))) continue
    innocent *= 1 - weight
    found.push(name)
  }
  return { score: 1 - innocent, signs: found }
}
