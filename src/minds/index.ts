export { type ChoiceUtility, choiceMind, scalePoints, softmax, type Values, type Words } from './choice/choice-mind.ts'
