export { type Dialogue, type DialogueOptions, dialogue, type Turn, turnSchema } from './dialogue.ts'
