import { z } from 'zod'

const share = (fallback: number) => z.number().min(0).max(1).default(fallback)
const count = (fallback: number, atMost: number) => z.int().min(1).max(atMost).default(fallback)

/**
 * The numbers of the policy, each with what it does and why it is so (editors show that). An assistant may override any of them under
 * `thresholds` in assistant.yaml. The defaults assume calibrated confidences: of all wishes read with 0.6, three in five are right.
 */
export const thresholdsSchema = z.strictObject({
  accept: share(0.6).describe(
    'Acted on without asking back. At 0.6 and calibrated, acting is right more often than not, and a wrong flow is one "no" away from ended.',
  ),
  acceptReading: share(0.5).describe(
    'What a flow that changes nothing needs in place of `accept`: begun by mistake it costs the customer a sentence.',
  ),
  acceptChanging: share(0.75).describe(
    'What a flow that changes something without asking for a yes needs in place of `accept`; from `accept` to here it is asked whether it is meant.',
  ),
  again: share(0.7).describe(
    'What a flow that has just ended needs to begin again where nothing new is named for it: what is said then is mostly about the one that ended.',
  ),
  alone: share(0.45).describe(
    'Enough for a flow where no other reaches `clarify`: asking "do you mean this one?" costs a turn, and whatever changes something asks anyway.',
  ),
  clarify: share(0.2).describe(
    'From here to `accept` the candidates are offered as buttons; below, it was not understood. Under 0.2 the right one is rarely among three.',
  ),
  margin: share(0.12).describe('A second candidate this close to the first is asked about even above `accept`.'),
  outOfScope: share(0.6).describe(
    'How unlike everything known a wish must be to count as out of scope; flows win over it from `accept` on.',
  ),
  interrupt: share(0.7).describe(
    'What another wish needs to be taken for one while a question waits for free text or a choice: words of an answer often look like a wish.',
  ),
  entity: share(0.5).describe("Confidence of an entity to be taken as a slot's value. Lower: the question is asked."),
  knowledge: share(0.35).describe('What the knowledge base must be sure of to answer something no intent explains.'),
  anger: share(0.7).describe('How angry a message must sound to count as angry.'),
  frustration: share(0.6).describe(
    'Frustration over the whole conversation (the last message counts half, repeats and failures add) from which another bitter message calls a person. One angry message reaches 0.5: it can be venting; a second says that we make it worse.',
  ),
  offerPerson: share(0.45).describe(
    'Frustration from which, with another bitter message, it is said once that a person can be had: sooner than one is called, so that the customer decides.',
  ),
  offerPersonAfter: count(2, 20).describe('Messages not understood in a row until a person is offered.'),
  handOffAfter: count(3, 20).describe(
    'Messages not understood in a row until the conversation goes to a person without asking.',
  ),
  declinedFor: count(2, 20).describe(
    'Messages for which a flow that was offered and not wanted is not offered again: twice the same wrong guess is worse than none.',
  ),
  modelMost: share(0.95).describe(
    'What a proposal from outside (a language model) may have at most: models say 1 easily.',
  ),
  modelAlone: share(0.75).describe(
    'What such a proposal needs to say yes, to stop, to take back or to call a person where the embedded models do not say so.',
  ),
  clarifyOptions: count(3, 8).describe('Candidates shown when asking back. Three fit one look.'),
})

export type Thresholds = z.infer<typeof thresholdsSchema>

export const defaultThresholds: Thresholds = thresholdsSchema.parse({})
