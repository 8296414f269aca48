import type { PlannerCost, TranscriptNode } from '../../domain/index.ts'

/** What a node says, beside its place and its cost. */
export type Said = Omit<TranscriptNode, 'id' | 'parent' | 'calls' | 'tokens' | 'milliseconds' | 'kept'>

/** A tree of what was done, in the order it was done; what was discarded stays. */
export interface Transcript {
  /** @returns the node's id */
  add(parent: number | null, said: Said, cost?: NodeCost): number
  /** Says more of a node. */
  amend(id: number, more: Partial<Said>, cost?: Partial<NodeCost>): void
  /** Discards a node and all that follows from it. */
  discard(id: number): void
  readonly nodes: readonly TranscriptNode[]
}

/** What a node took. */
export type NodeCost = Pick<TranscriptNode, 'calls' | 'tokens' | 'milliseconds'>

/** Opens a transcript whose first node is the task. @example openTranscript().add(0, { step: 'act' }) // 1 */
export function openTranscript(): Transcript {
  const nodes: TranscriptNode[] = []
  const transcript: Transcript = {
    nodes,
    add(parent, said, cost = FREE) {
      nodes.push({ id: nodes.length, parent, ...said, ...cost, kept: true })
      return nodes.length - 1
    },
    amend(id, more, cost = {}) {
      const node = nodes[id]!
      nodes[id] = {
        ...node,
        ...more,
        calls: node.calls + (cost.calls ?? 0),
        tokens: node.tokens + (cost.tokens ?? 0),
        milliseconds: node.milliseconds + (cost.milliseconds ?? 0),
      }
    },
    discard(id) {
      const gone = new Set([id])
      for (const node of nodes) {
        if (node.parent !== null && gone.has(node.parent)) gone.add(node.id)
        if (gone.has(node.id)) nodes[node.id] = { ...node, kept: false }
      }
    },
  }
  transcript.add(null, { step: 'task' })
  return transcript
}

const FREE: NodeCost = { calls: 0, tokens: 0, milliseconds: 0 }

/** A cost that grows. */
export type RunningCost = { -readonly [Name in keyof PlannerCost]: number }

/** Nothing spent yet. @example nothingSpent().calls // 0 */
export const nothingSpent = (): RunningCost => ({
  calls: 0,
  promptTokens: 0,
  generatedTokens: 0,
  toolCalls: 0,
  milliseconds: 0,
})
