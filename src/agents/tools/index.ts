export { type AiTool, aiTool, aiTools } from './ai-tool.ts'
export { type BusStep, type CandidateBus, candidateBus } from './candidate-bus.ts'
export { type CandidateParts, candidateTools } from './candidate-tools.ts'
export { type CatalogueColumns, catalogueColumns, everyItem, type FieldColumn } from './catalogue-columns.ts'
export { type Constraint, constraintSchema, type ItemTest, itemTest } from './constraint.ts'
export { defineTool } from './define-tool.ts'
export type { FilterLimit } from './hard-filter.ts'
export {
  neighbourSimilarity,
  type PreferenceScores,
  popularityScores,
  preferenceScores,
  type SimilarityScores,
  vectorSimilarity,
} from './item-scores.ts'
export { lookUp } from './look-up.ts'
export { lookUpItem } from './look-up-item.ts'
export { lookUpUser } from './look-up-user.ts'
export { type McpCallResult, type McpTool, type McpTools, mcpTools, registerMcpTools } from './mcp-tools.ts'
export { type Past, type PastEnd, pastOf } from './past.ts'
export { type SqlDatabase, type SqlLimits, sqlDatabase } from './query-sql.ts'
export { type RecommendationParts, recommendationTools } from './recommendation-tools.ts'
export { searchCatalogue } from './search-catalogue.ts'
export { type EmbedTexts, type SearchIndex, searchIndex } from './search-index.ts'
export { type Review, searchReviews } from './search-reviews.ts'
export { type TitleFinder, titlesIn } from './titles-in.ts'
export { type Toolset, toolset } from './toolset.ts'
export { type ToolTrouble, type ToolUse, type UseToolOptions, useTool } from './use-tool.ts'
export { userHistory } from './user-history.ts'
