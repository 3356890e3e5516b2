export { type Dialect, dialects, inDialect, nameGroups, withName } from './dialects.ts'
export {
  type FairnessReport,
  type Gap,
  type GroupFigures,
  measureFairness,
  type Opening,
  type OpeningReading,
} from './measure.ts'
