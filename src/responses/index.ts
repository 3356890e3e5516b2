/** What the assistant says: wordings and their variants, brevity, and the last check before a reply goes out. See docs/responses.md. */
export { shorten } from './brevity.ts'
export { compileResponses, type Declared, type ResponseSet, type Wordings } from './compile.ts'
export { type CheckContext, type Checked, checkReply, type Finding, withholdFrom } from './guardrails/check-reply.ts'
export { warmGuardrails } from './guardrails/classifier/shipped.ts'
export { type DataReading, orderScore, readData, withoutOrders, withoutOrdersIn } from './guardrails/data.ts'
export { type Judged, type SafetyFigures, type Side, safetyFigures, sideOfLabel } from './guardrails/evaluation.ts'
export { type Grounding, groundingFor, type Support, supportOf } from './guardrails/groundedness/index.ts'
export { type InjectionScore, injectionThreshold, scoreInjection } from './guardrails/injection.ts'
export {
  assessMessage,
  careRules,
  type MessageAssessment,
  type MessageSurroundings,
  ownWishIn,
} from './guardrails/message/assess.ts'
export { soundsDesperate } from './guardrails/message/care.ts'
export { attackClasses, readSafety, type SafetyReading, type TextMeaning } from './guardrails/message/read.ts'
export { asksIfPerson, claimsToBePerson } from './guardrails/reply/person.ts'
export { safetyResponses } from './guardrails/safety-wordings.ts'
export {
  actsFrom,
  GuardrailSettings,
  type MessageRule,
  messageRuleNames,
  type ReplyRule,
  replyRuleNames,
  usualGuardrails,
} from './guardrails/settings.ts'
export { languageNames, languageResponse, promiseInTheirs, promisesIn } from './language-wordings.ts'
export { memoryResponses } from './memory-wordings.ts'
export * from './personality/index.ts'
export {
  loadResponses,
  type RenderContext,
  type Rendered,
  type Responses,
  type ResponsesOptions,
} from './render.ts'
export { responsesFileSchema } from './schema.ts'
