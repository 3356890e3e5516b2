import type { BuiltInResponse } from '../built-in-responses.ts'

/** One wording for everything the engine says by itself: templates as in `responses/`. */
export type DefaultWordings = Readonly<Record<BuiltInResponse, string>>
