import { type VisitResult, type VisitSetup, type VisitShard, visitor } from './_visiting.ts'

/** Prepares a thread for shards. @example const work = await start(setup) */
export async function start(setup: VisitSetup): Promise<(shard: VisitShard) => Promise<VisitResult>> {
  const work = visitor(setup)
  return (shard) => work(shard)
}
