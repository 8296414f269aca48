import { gini } from './gini.ts'
import { hitRate } from './hit-rate.ts'
import { ild } from './ild.ts'
import { itemCoverage } from './item-coverage.ts'
import { map } from './map.ts'
import type { Metric } from './metric.ts'
import { mrr } from './mrr.ts'
import { ndcg } from './ndcg.ts'
import { novelty } from './novelty.ts'
import { precision } from './precision.ts'
import { recall } from './recall.ts'

/** Every metric, in the order tables show them: accuracy first, then what lies beyond it. */
export const metrics: readonly Metric[] = [ndcg, recall, hitRate, mrr, precision, map, novelty, ild, itemCoverage, gini]
