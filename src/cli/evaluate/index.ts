import { Command } from 'commander'
import { evaluateClusteringCommand } from './clustering.ts'
import { evaluateEntitiesCommand } from './entities.ts'
import { evaluateFairnessCommand } from './fairness.ts'
import { evaluateGroundednessCommand } from './groundedness.ts'
import { evaluateKnowledgeCommand } from './knowledge.ts'
import { evaluateLanguageCommand } from './language.ts'
import { evaluateLanguagesCommand } from './languages.ts'
import { evaluateMultiIntentCommand } from './multi-intent.ts'
import { evaluatePrivacyCommand } from './privacy.ts'
import { evaluateRetrievalCommand } from './retrieval.ts'
import { evaluateSafetyCommand } from './safety.ts'
import { evaluateSentimentCommand } from './sentiment.ts'
import { evaluateSpellingCommand } from './spelling.ts'
import { evaluateUnderstandingCommand } from './understanding.ts'

export const evaluateCommand = (): Command =>
  new Command('evaluate')
    .description('Measure a part of the assistant on labelled data')
    .addCommand(evaluateUnderstandingCommand())
    .addCommand(evaluateEntitiesCommand())
    .addCommand(evaluateSentimentCommand())
    .addCommand(evaluateLanguageCommand())
    .addCommand(evaluateLanguagesCommand())
    .addCommand(evaluateSpellingCommand())
    .addCommand(evaluateClusteringCommand())
    .addCommand(evaluateMultiIntentCommand())
    .addCommand(evaluateSafetyCommand())
    .addCommand(evaluateRetrievalCommand())
    .addCommand(evaluateKnowledgeCommand())
    .addCommand(evaluateFairnessCommand())
    .addCommand(evaluatePrivacyCommand())
    .addCommand(evaluateGroundednessCommand())
