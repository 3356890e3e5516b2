/** Tokens of a text that are read where neither the model nor its configuration says: what BERT has positions for. */
export const defaultTokens = 512
/** No more than this whatever the model could: attention grows with the square, and a message of this length takes a second. */
export const mostTokens = 512
/** Units of text per token that are given to the tokeniser: English has 4 to 5, so nothing that would be read is lost. */
export const unitsPerToken = 16
/** Bytes of a model: WebAssembly has 4 GiB of memory for it, its copies and its work. */
export const mostModelBytes = 1_000_000_000
/** Bytes of tokenizer.json: the largest in use (XLM-R, Gemma) have 17 to 33 MB. */
export const mostTokenizerBytes = 64_000_000
/** Milliseconds until a thread has its model loaded, before it is given up: 90 MB take 0.5 to 1.5 s. */
export const startLimitMs = 60_000
/** Milliseconds one text may take, before its thread is given up: 512 tokens take 0.3 to 1 s with six layers. */
export const textLimitMs = 30_000
/** Callers that wait at once: with 20 ms per text the last of them waits for more than a second, and does better without. */
export const mostCallers = 64
