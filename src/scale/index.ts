export { inlineExecutor, threadExecutor } from './executors.ts'
