import { calibrationJs } from './calibration/calibration-js.ts'
import { calibrationKl } from './calibration/calibration-kl.ts'
import { dgu } from './calibration/dgu.ts'
import { mgu } from './calibration/mgu.ts'
import { itemCoverage } from './catalogue/item-coverage.ts'
import { itemCoverageAll } from './catalogue/item-coverage-all.ts'
import { listLength } from './catalogue/list-length.ts'
import { uniqueItems } from './catalogue/unique-items.ts'
import { userCoverage } from './catalogue/user-coverage.ts'
import { alphaNdcg } from './diversity/alpha-ndcg.ts'
import { gini } from './diversity/gini.ts'
import { giniDiversity } from './diversity/gini-diversity.ts'
import { ild } from './diversity/ild.ts'
import { ildJaccard } from './diversity/ild-jaccard.ts'
import { shannonEntropy } from './diversity/shannon-entropy.ts'
import { shannonEntropyBits } from './diversity/shannon-entropy-bits.ts'
import { shannonEntropyNormalised } from './diversity/shannon-entropy-normalised.ts'
import { exposureGap } from './fairness/exposure-gap.ts'
import { exposureGini } from './fairness/exposure-gini.ts'
import { treatmentGap } from './fairness/treatment-gap.ts'
import type { Metric } from './metric.ts'
import { arp } from './novelty/arp.ts'
import { arpNormalised } from './novelty/arp-normalised.ts'
import { efd } from './novelty/efd.ts'
import { epc } from './novelty/epc.ts'
import { epcUndiscounted } from './novelty/epc-undiscounted.ts'
import { meanInvUserFreq } from './novelty/mean-inv-user-freq.ts'
import { meanPopRank } from './novelty/mean-pop-rank.ts'
import { aclt } from './popularity/aclt.ts'
import { aplt } from './popularity/aplt.ts'
import { orRatio } from './popularity/or-ratio.ts'
import { popReo } from './popularity/pop-reo.ts'
import { popRsp } from './popularity/pop-rsp.ts'
import { tailPercentage } from './popularity/tail-percentage.ts'
import { auc } from './ranking/auc.ts'
import { bpref } from './ranking/bpref.ts'
import { f1 } from './ranking/f1.ts'
import { gauc } from './ranking/gauc.ts'
import { hitRate } from './ranking/hit-rate.ts'
import { map } from './ranking/map.ts'
import { mapK } from './ranking/map-k.ts'
import { mapRelevant } from './ranking/map-relevant.ts'
import { mrr } from './ranking/mrr.ts'
import { ndcg } from './ranking/ndcg.ts'
import { ndcgBinary } from './ranking/ndcg-binary.ts'
import { ndcgBurges } from './ranking/ndcg-burges.ts'
import { precision } from './ranking/precision.ts'
import { precisionMin } from './ranking/precision-min.ts'
import { rPrecision } from './ranking/r-precision.ts'
import { rbp } from './ranking/rbp.ts'
import { recall } from './ranking/recall.ts'
import { recallMin } from './ranking/recall-min.ts'
import { recipRank } from './ranking/recip-rank.ts'
import { serendipity } from './surprise/serendipity.ts'
import { unexpectedness } from './surprise/unexpectedness.ts'

/** Every metric of rankings, in the order tables show them: accuracy first, then what lies beyond it. */
export const metrics: readonly Metric[] = [
  ...[
    ndcg,
    ndcgBurges,
    ndcgBinary,
    recall,
    recallMin,
    hitRate,
    mrr,
    recipRank,
    precision,
    precisionMin,
    f1,
    rPrecision,
  ],
  ...[map, mapRelevant, mapK, rbp(0.95), bpref, auc, gauc],
  ...[itemCoverage, itemCoverageAll, uniqueItems, userCoverage, listLength],
  ...[meanInvUserFreq, efd, epc, epcUndiscounted, meanPopRank, arp, arpNormalised],
  ...[ild, ildJaccard, alphaNdcg, gini, giniDiversity],
  ...[shannonEntropy, shannonEntropyBits, shannonEntropyNormalised],
  ...[aplt, aclt, tailPercentage, popRsp, popReo, orRatio],
  ...[calibrationKl, calibrationJs, mgu, dgu],
  ...[serendipity, unexpectedness],
  ...[exposureGini, exposureGap, treatmentGap],
]
