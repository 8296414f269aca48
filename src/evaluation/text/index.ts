export { corpusBleu, sentenceBleu } from './bleu.ts'
export { rougeL, rougeN } from './rouge.ts'
export { textWords } from './text-words.ts'
