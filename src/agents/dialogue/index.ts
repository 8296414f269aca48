export { type Dialogue, type DialogueOptions, type DialogueTurn, dialogue, turnSchema } from './dialogue.ts'
