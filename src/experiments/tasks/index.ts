export type { OnTaskResult } from './_run-agent.ts'
export { type AgentTaskOptions, agentTasks } from './agent-tasks.ts'
export { type AgentsOf, type EvaluateTasksRequest, evaluateTasks } from './evaluate-tasks.ts'
export { type Cut, rollingCuts } from './rolling-cuts.ts'
export {
  type AgentTaskSet,
  agentTaskTypes,
  type TaskProtocol,
  type TaskSample,
  type TaskTruth,
  taskProtocols,
} from './task-sample.ts'
export { type TaskResult, type TaskRow, type TaskTable, taskTable } from './task-table.ts'
