import { type PartialStyle, type Style, styled } from './style.ts'

/** Ways of speaking to begin with or to mix. What is left out stays as written; none brings emoji by chance. */
const written = {
  neutral: { about: 'As the wordings are written', style: {} },
  friendly: {
    about: 'Warm, relaxed and helpful: a good shop',
    style: {
      formality: 0.3,
      warmth: 0.75,
      enthusiasm: 0.65,
      contraction: 0.85,
      exclamation: 0.6,
      empathy: 0.6,
      politeness: 0.6,
      proactivity: 0.65,
    },
  },
  formal: {
    about: 'Courteous and correct: an authority, a bank',
    style: {
      formality: 0.95,
      warmth: 0.4,
      humour: 0,
      contraction: 0,
      exclamation: 0,
      enthusiasm: 0.1,
      politeness: 0.8,
      hedging: 0.4,
    },
  },
  concise: {
    about: 'The answer and nothing else: busy people, voice',
    style: {
      verbosity: 0.1,
      sentence_length: 0.2,
      directness: 0.85,
      warmth: 0.3,
      hedging: 0.1,
      enthusiasm: 0.2,
      exclamation: 0.2,
      proactivity: 0.3,
      apology: 0.4,
    },
  },
  playful: {
    about: 'Light-hearted and lively: games, young brands',
    style: {
      formality: 0.1,
      humour: 0.8,
      warmth: 0.7,
      enthusiasm: 0.85,
      emoji_use: 0.75,
      exclamation: 0.85,
      contraction: 1,
    },
  },
  empathetic: {
    about: 'Feels with the customer first: care, insurance claims',
    style: {
      empathy: 0.9,
      warmth: 0.75,
      directness: 0.4,
      humour: 0.05,
      enthusiasm: 0.35,
      exclamation: 0.2,
      apology: 0.65,
      politeness: 0.65,
      customer_focus: 0.6,
    },
  },
  expert: {
    about: 'Exact, with the right terms: technical support',
    style: {
      technicality: 0.85,
      formality: 0.6,
      directness: 0.75,
      hedging: 0.2,
      enthusiasm: 0.3,
      humour: 0.1,
      exclamation: 0.1,
      structure: 0.7,
      reading_level: 0.65,
    },
  },
  luxury: {
    about: 'Attentive and unhurried, the house speaks as "we"',
    style: {
      formality: 0.85,
      warmth: 0.7,
      politeness: 0.9,
      contraction: 0.1,
      first_person_plural: 0.9,
      humour: 0.1,
      exclamation: 0.05,
      enthusiasm: 0.4,
      customer_focus: 0.6,
    },
  },
  'plain-language': {
    about: 'Easy to read for everybody: short words, short sentences',
    style: {
      reading_level: 0.05,
      sentence_length: 0.1,
      technicality: 0,
      hedging: 0.2,
      directness: 0.7,
      contraction: 0.4,
      humour: 0.2,
      structure: 0.65,
    },
  },
  calm: {
    about: 'Even and steady: health, emergencies, complaints',
    style: {
      enthusiasm: 0.1,
      exclamation: 0,
      humour: 0,
      empathy: 0.65,
      sentence_length: 0.35,
      hedging: 0.3,
      warmth: 0.6,
    },
  },
} satisfies Record<string, { about: string; style: PartialStyle }>

export type PresetName = keyof typeof written
export const presetNames = Object.keys(written) as PresetName[]

export const presets: Record<PresetName, { about: string; style: Style }> = Object.fromEntries(
  Object.entries(written).map(([name, { about, style }]) => [
    name,
    { about, style: styled({ emoji_use: 0, ...style }) },
  ]),
) as Record<PresetName, { about: string; style: Style }>
