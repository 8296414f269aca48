export { inlineExecutor, threadExecutor } from './executors.ts'
export { inOrder } from './in-order.ts'
