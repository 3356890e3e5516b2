import type { ModelFailure } from '#ports/language-model.ts'
import type { ModelSpec } from '../config/index.ts'

/** What to do about a model that does not answer. Holds no key and nothing that a provider wrote but its error code. */
export function adviceFor({ name, choice }: ModelSpec, failure: ModelFailure): string {
  const at =
    choice.provider.url ??
    { openai: 'api.openai.com', anthropic: 'api.anthropic.com', compatible: 'its address' }[choice.provider.kind]
  const code = /^(error|connection)$/.test(failure.detail) ? '' : ` (${failure.detail})`
  switch (failure.kind) {
    case 'unreachable':
      return failure.detail === 'redirected'
        ? `${at} sends elsewhere: write the address that it names, with https and with /v1.`
        : `Nobody answers at ${at}: is the server running, the address right, and the network open to it?`
    case 'timed-out':
      return `${at} does not answer in time: it may be loading the model, or be overloaded. Try again in a minute.`
    case 'unauthorised':
      return choice.provider.key === null
        ? `${at} wants a key: add key: { env: NAME } to its provider and set that variable.`
        : `The key is not accepted${code}: make a new one at the provider, look for spaces around it, and that it may use this model.`
    case 'rate-limited':
      return failure.detail === 'insufficient_quota'
        ? 'The account has no credit left, or its monthly limit is reached: see the billing page of the provider.'
        : `The rate limit is reached${code}: wait, or ask the provider for a higher one. Other models of the chain are asked meanwhile.`
    case 'overloaded':
      return `The provider has a fault or is overloaded${code}: see its status page. Other models of the chain are asked meanwhile.`
    case 'refused':
      return 'It refused a harmless question: a filter in front of it may be too strict.'
    case 'truncated':
      return failure.because === 'length'
        ? `It needed more than 1,000 tokens to count to twenty: for a model that reasons set reasoning: low for ${name}.`
        : `Its answer broke off: a proxy between here and ${at} may end long connections.`
    case 'empty':
      return `It answered nothing: a model that reasons may need reasoning: low, a local one the right chat template.`
    case 'invalid':
      return `What comes from ${at} is not the format of ${choice.provider.kind}${code}: is the address the base of its API, such as …/v1?`
    case 'unsupported':
      return /not_found|404/.test(failure.detail)
        ? `There is no model "${choice.model}" at ${at}, or this key may not use it: compare with the provider's list of models.`
        : `The request was not accepted${code}: if the model takes no temperature, set temperature: false for ${name}; if it cannot reason, leave reasoning out.`
    case 'cancelled':
      return 'It was not waited for.'
  }
}
