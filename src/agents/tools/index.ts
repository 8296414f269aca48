export { type ToolTrouble, type ToolUse, type UseToolOptions, useTool } from './use-tool.ts'
