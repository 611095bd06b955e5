import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { rounded } from '../model/rounding.ts'
import { calibrateSetup } from '../model/setup-calibration.ts'
import { Figure, Level, Positive } from '../schemas.ts'

const calibrate = defineCalculator({
  name: 'surge-calibrate',
  title: '风增水率定',
  keywords: ['率定', '有效风区', '有效水深', '后报', '风增水'],
  summary: '由本站过去的风暴过程率定有效风区与水深之比，并给出后报误差；夹角为风与使水位升高最多的方向之间的角度。',
  input: z.strictObject({
    depthM: Positive(200).meta({ unit: 'm' }),
    storms: z
      .array(
        z.strictObject({
          windMs: Figure(0, 100).meta({ unit: 'm/s' }),
          angleDeg: Figure(-180, 180).meta({ unit: '°' }),
          pressureHpa: Figure(850, 1_050).meta({ unit: 'hPa' }),
          surgeM: Level,
        }),
      )
      .min(3)
      .max(10_000),
  }),
  value: z.object({
    fetchOverDepth: z.number(),
    fetchKm: z.number(),
    hindcastRmsM: z.number(),
    hindcastM: z.array(z.number()),
  }),
  examples: [
    {
      title: '三次过程，由有效风区 40 km、水深 12 m 推得',
      input: {
        depthM: 12,
        storms: [
          { windMs: 22, angleDeg: 30, pressureHpa: 998, surgeM: 0.475 },
          { windMs: 30, angleDeg: 0, pressureHpa: 980, surgeM: 1.2415 },
          { windMs: 18, angleDeg: -45, pressureHpa: 1_002, surgeM: 0.2434 },
        ],
      },
    },
  ],
  compute: ({ storms, depthM }, working) => {
    const found = calibrateSetup(storms, depthM)
    working.step({
      label: '有效风区 ÷ 水深',
      formula: 'Σ x·(增水 − 气压效应) ÷ Σ x²，x 为比值取 1 时的风增水',
      inputs: { 过程: { value: storms.length, unit: '个' }, 水深: { value: depthM, unit: 'm' } },
      result: rounded(found.fetchOverDepth, 2),
      source: 'sea 4.5：最小二乘；Garratt (1977) 拖曳系数',
    })
    working.step({
      label: '后报误差',
      formula: '√(Σ(实测 − 后报)² ÷ n)',
      result: rounded(found.hindcastRmsM, 4),
      unit: 'm',
      source: 'sea 4.5',
    })
    return {
      fetchOverDepth: rounded(found.fetchOverDepth, 2),
      fetchKm: rounded(found.fetchKm, 3),
      hindcastRmsM: rounded(found.hindcastRmsM, 4),
      hindcastM: found.hindcastM.map((level) => rounded(level, 4)),
    }
  },
})

export const calibrationCalculators: readonly Calculator[] = [calibrate]
