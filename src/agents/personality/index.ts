export {
  type Administration,
  type AdministrationMode,
  administer,
  administrationModes,
  answersByItem,
  type ItemAnswer,
} from './administer.ts'
export { type Behaviour, behaviourOf } from './behaviour-of.ts'
export { bfi44 } from './bfi-44.ts'
export { describeTraits } from './describe-traits.ts'
export { type AnswerFormat, answerFormats, writeAnswers } from './export-answers.ts'
export { defineInstrument, type Instrument, type KeyedItem, keyedItems, withTexts } from './instrument.ts'
export { instrumentByName, instruments } from './instruments.ts'
export { ipip50 } from './ipip-50.ts'
export { itemFrames } from './item-prompts.ts'
export type { ItemQuestionType, StatementFacts } from './item-question.ts'
export { miniIpip20 } from './mini-ipip-20.ts'
export type { Respondent, SaidBefore } from './respondent.ts'
export { type ScaleScore, scoreInstrument } from './score-instrument.ts'
export { atRest, nextState, type SessionOptions, type SessionState, shiftOf, type Turn } from './session-state.ts'
export {
  type Survey,
  type SurveyAnswer,
  type Surveyed,
  type SurveyQuestion,
  stateHash,
  survey,
  surveyInventory,
} from './survey.ts'
export { noTraits, type TraitPerson, type TraitRespondentOptions, traitRespondent } from './trait-respondent.ts'
export type { TraitScores } from './trait-scores.ts'
export { type TraitViewerParts, traitViewer } from './trait-viewer.ts'
export { traitViewerUtility, type ViewedTaste } from './trait-viewer-utility.ts'
