import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

export const suitabilityCriteria = [
  'highwayKm',
  'portKm',
  'spareMva',
  'slopePercent',
  'heightAboveTideM',
  'clusterFirms',
  'sewageKm',
  'homesM',
  'landPriceWanPerMu',
] as const
export type SuitabilityCriterion = (typeof suitabilityCriteria)[number]

export const CurvePoint = z.strictObject({ x: z.number(), score: z.number().min(0).max(100) })

/** Piecewise-linear curves from a criterion to 0–100 (land 4.16); every row is one corner of a curve. */
export const suitabilityCurves = defineRuleTable({
  name: 'land.suitability-curves',
  title: '适宜性评分曲线',
  description: '各准则从实际值到 0–100 分的折线，每行一个折点；折点之外取端点分。',
  source: '折点为假定，由县里调整；坡度分级：≤5%、5–10%、10–15%、15–25%',
  hit: 'collect',
  inputs: [{ key: 'criterion', title: '准则', type: 'enum', options: suitabilityCriteria }],
  outputs: [
    { key: 'x', title: '实际值', type: 'number' },
    { key: 'score', title: '得分', type: 'number' },
  ],
  output: CurvePoint,
  rows: [
    ['highwayKm', 0.5, 100],
    ['highwayKm', 3, 80],
    ['highwayKm', 10, 30],
    ['highwayKm', 25, 0],
    ['portKm', 2, 100],
    ['portKm', 15, 60],
    ['portKm', 50, 0],
    ['spareMva', 0, 0],
    ['spareMva', 5, 60],
    ['spareMva', 20, 100],
    ['slopePercent', 0, 100],
    ['slopePercent', 5, 90],
    ['slopePercent', 10, 60],
    ['slopePercent', 15, 30],
    ['slopePercent', 25, 0],
    ['heightAboveTideM', -0.5, 0],
    ['heightAboveTideM', 0, 40],
    ['heightAboveTideM', 1, 100],
    ['clusterFirms', 0, 20],
    ['clusterFirms', 10, 80],
    ['clusterFirms', 30, 100],
    ['sewageKm', 0.2, 100],
    ['sewageKm', 3, 40],
    ['sewageKm', 10, 0],
    ['homesM', 50, 0],
    ['homesM', 300, 70],
    ['homesM', 1000, 100],
    ['landPriceWanPerMu', 10, 100],
    ['landPriceWanPerMu', 30, 60],
    ['landPriceWanPerMu', 60, 0],
  ],
  effectiveFrom: '2022-01-01',
})
