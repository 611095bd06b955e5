import type { Working } from '../../platform/explain.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { rounded } from './rounding.ts'

/** CN85 1985国家高程基准, TLT 理论最低潮面, MSL 平均海平面, GAUGE_ZERO 水尺零点; stations may name others (HAT, LAT …). */
export const gaugeZero = 'GAUGE_ZERO'

/** Height of each datum above gauge zero, m. Gauge zero itself is 0 unless told otherwise. */
export type DatumOffsets = Readonly<Record<string, number>>

/**
 * The same water level counted from another datum: level + offset(from) − offset(to), m.
 * @throws Problem not_computable `unknown_datum` when the station has no offset for a datum. Source: sea 3, 4.1.
 */
export const convertDatum = (
  levelM: number,
  from: string,
  to: string,
  offsets: DatumOffsets,
  working: Working,
): number => {
  const offsetOf = (datum: string, pointer: string): number => {
    if (Object.hasOwn(offsets, datum)) return offsets[datum] as number
    if (datum === gaugeZero) return 0
    throw Problem.field(pointer, 'unknown_datum', `测站没有基准面“${datum}”的高差`)
  }
  const [above, below] = [offsetOf(from, '/from'), offsetOf(to, '/to')]
  return working.step({
    label: `换算到 ${to}`,
    formula: '潮位 + 原基准面高差 − 目标基准面高差',
    inputs: {
      潮位: { value: levelM, unit: 'm' },
      原基准面高差: { value: above, unit: 'm' },
      目标基准面高差: { value: below, unit: 'm' },
    },
    result: rounded(levelM + above - below, 6),
    unit: 'm',
    source: 'sea 4.1：各基准面高差均以水尺零点起算',
  })
}
