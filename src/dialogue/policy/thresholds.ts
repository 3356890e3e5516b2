import { z } from 'zod'

/**
 * The numbers of the policy, each in [0, 1] unless said otherwise. An assistant may override any of them under `thresholds` in
 * assistant.yaml. The defaults assume calibrated confidences: of all wishes read with 0.6, three in five are right.
 */
export const thresholdsSchema = z.strictObject({
  /** Acted on without asking back. At 0.6 and calibrated, acting is right more often than not, and a wrong flow is one "no" away from ended. */
  accept: z.number().min(0).max(1).default(0.6),
  /** From here to `accept` the candidates are offered as buttons; below, it was not understood. Under 0.2 the right one is rarely among three. */
  clarify: z.number().min(0).max(1).default(0.2),
  /** A second candidate this close to the first is asked about even above `accept`. */
  margin: z.number().min(0).max(1).default(0.12),
  /** How unlike everything known a wish must be to count as out of scope; flows win over it from `accept` on. */
  outOfScope: z.number().min(0).max(1).default(0.6),
  /** What another wish needs to be taken for one while a question waits for free text or a choice: words of an answer often look like a wish. */
  interrupt: z.number().min(0).max(1).default(0.7),
  /** Confidence of an entity to be taken as a slot's value. Lower: the question is asked. */
  entity: z.number().min(0).max(1).default(0.5),
  /** What the knowledge base must be sure of to answer something no intent explains. */
  knowledge: z.number().min(0).max(1).default(0.35),
  /** `Mood.anger` from which a message is angry. */
  anger: z.number().min(0).max(1).default(0.7),
  /** Angry messages in a row until a person is called. One can be venting; a second says that we make it worse. */
  angryMessages: z.int().min(1).max(20).default(2),
  /** Messages not understood in a row until a person is offered. */
  offerPersonAfter: z.int().min(1).max(20).default(2),
  /** … and until the conversation goes to one without asking. */
  handOffAfter: z.int().min(1).max(20).default(3),
  /** Candidates shown when asking back. Three fit one look. */
  clarifyOptions: z.int().min(1).max(8).default(3),
})

export type Thresholds = z.infer<typeof thresholdsSchema>

export const defaultThresholds: Thresholds = thresholdsSchema.parse({})
