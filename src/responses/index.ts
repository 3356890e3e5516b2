/** What the assistant says: wordings and their variants, brevity, and the last check before a reply goes out. See docs/responses.md. */
export { shorten } from './brevity.ts'
export { compileResponses, type Declared, type Responses } from './compile.ts'
export { type CheckContext, type Checked, checkReply, type Finding } from './guardrails/check-reply.ts'
export { type InjectionScore, injectionThreshold, scoreInjection } from './guardrails/injection.ts'
export {
  type BookOptions,
  openResponses,
  type RenderContext,
  type Rendered,
  type ResponseBook,
  type Style,
} from './render.ts'
export { responsesFileSchema } from './schema.ts'
