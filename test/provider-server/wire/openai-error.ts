import type { JsonObject } from '#domain/json.ts'
import type { ErrorName } from '../script.ts'

/** https://platform.openai.com/docs/guides/error-codes: status, type and code as the API sends them. */
const errors: Record<ErrorName, { status: number; type: string; code: string | null; said: string }> = {
  'bad-key': {
    status: 401,
    type: 'invalid_request_error',
    code: 'invalid_api_key',
    said: 'Incorrect API key provided',
  },
  'no-permission': {
    status: 403,
    type: 'invalid_request_error',
    code: 'unsupported_country_region_territory',
    said: 'Country, region, or territory not supported',
  },
  'no-such-model': {
    status: 404,
    type: 'invalid_request_error',
    code: 'model_not_found',
    said: 'The model does not exist or you do not have access to it',
  },
  'bad-request': { status: 400, type: 'invalid_request_error', code: null, said: 'Unsupported parameter' },
  'context-length': {
    status: 400,
    type: 'invalid_request_error',
    code: 'context_length_exceeded',
    said: "This model's maximum context length is 128000 tokens",
  },
  'rate-limited': {
    status: 429,
    type: 'tokens',
    code: 'rate_limit_exceeded',
    said: 'Rate limit reached for tokens per min (TPM): Limit 30000, Used 29811. Please try again in 1.2s',
  },
  'no-quota': {
    status: 429,
    type: 'insufficient_quota',
    code: 'insufficient_quota',
    said: 'You exceeded your current quota, please check your plan and billing details',
  },
  'server-error': {
    status: 500,
    type: 'server_error',
    code: null,
    said: 'The server had an error while processing your request. Sorry about that!',
  },
  'bad-gateway': { status: 502, type: 'server_error', code: null, said: 'Bad gateway' },
  overloaded: {
    status: 503,
    type: 'server_error',
    code: 'server_is_overloaded',
    said: 'The engine is currently overloaded, please try again later',
  },
}

export function openAiError(error: ErrorName, leaky: string): { status: number; body: JsonObject } {
  const { status, type, code, said } = errors[error]
  return { status, body: { error: { message: `${said}: ${leaky}`, type, param: null, code } } }
}
