import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import {
  ammoniaMethods,
  ammoniaSources,
  ammoniumPka,
  ionicStrength,
  methodFor,
  phScales,
  totalFromFree,
  unIonisedShare,
} from '../model/ammonia.ts'
import { crossing, dawnOxygen, dawnSource } from '../model/dawn-oxygen.ts'
import {
  correctedOxygen,
  garciaSource,
  oxygenSaturation,
  oxygenSaturationPerKg,
  oxygenSource,
} from '../model/oxygen.ts'
import { rounded, shanghaiText } from '../model/rounding.ts'
import { practicalSalinity, salinitySource, standardConductivity } from '../model/salinity.ts'
import { Figure, Instant, Oxygen } from '../schemas.ts'

const saturation = defineCalculator({
  name: 'oxygen-saturation',
  title: '溶解氧饱和度',
  keywords: ['溶氧', '饱和溶解氧', '增氧', '盐度订正'],
  summary: '按水温、盐度、气压给出饱和溶解氧和实测值的饱和度；给出探头设定盐度时订正读数。',
  input: z.strictObject({
    temperatureC: Figure(0, 40).meta({ unit: '°C' }),
    salinityPsu: Figure(0, 40),
    pressureAtm: Figure(0.5, 1.1).default(1),
    doMgL: Oxygen.optional(),
    unit: z.enum(['mg_l', 'umol_kg']).default('mg_l'),
    /** Salinity that the probe was told, when it differs. */
    probeSalinityPsu: Figure(0, 40).optional(),
  }),
  value: z.object({
    doSaturationMgL: z.number().optional(),
    doSaturationUmolKg: z.number().optional(),
    doCorrectedMgL: z.number().optional(),
    saturationPercent: z.number().optional(),
  }),
  examples: [
    {
      title: '28 °C，盐度 18，实测 5.2 mg/L',
      input: { temperatureC: 28, salinityPsu: 18, pressureAtm: 1, doMgL: 5.2 },
      value: { doSaturationMgL: 7.081, saturationPercent: 73.4 },
    },
    {
      title: '0.98 个大气压',
      input: { temperatureC: 28, salinityPsu: 18, pressureAtm: 0.98 },
      value: { doSaturationMgL: 6.934 },
    },
    {
      title: '10 °C，盐度 35，µmol/kg（Garcia & Gordon 1992 的校验值）',
      input: { temperatureC: 10, salinityPsu: 35, unit: 'umol_kg' },
      value: { doSaturationUmolKg: 274.61 },
    },
    {
      title: '探头按淡水设定',
      input: { temperatureC: 28, salinityPsu: 18, doMgL: 5.2, probeSalinityPsu: 0 },
    },
  ],
  compute: ({ temperatureC, salinityPsu, pressureAtm, doMgL, unit, probeSalinityPsu }, working) => {
    if (probeSalinityPsu !== undefined && doMgL === undefined) {
      throw Problem.field('/doMgL', 'required', '订正读数须给出实测值', 'malformed')
    }
    const inputs = {
      水温: { value: temperatureC, unit: '°C' },
      盐度: { value: salinityPsu, unit: 'PSU' },
      气压: { value: pressureAtm, unit: 'atm' },
    }
    const mgL = oxygenSaturation(temperatureC, salinityPsu, pressureAtm)
    working.step({
      label: '饱和溶解氧',
      formula: 'C*(T, S)·P·(1 − Pwv/P)(1 − θP)/((1 − Pwv)(1 − θ))',
      inputs,
      result: rounded(mgL, 3),
      unit: 'mg/L',
      source: oxygenSource,
    })
    const result: {
      doSaturationMgL?: number
      doSaturationUmolKg?: number
      doCorrectedMgL?: number
      saturationPercent?: number
    } = {}
    if (unit === 'umol_kg') {
      result.doSaturationUmolKg = working.step({
        label: '饱和溶解氧',
        formula: 'exp(A(Ts) + S·B(Ts) + C0·S²)',
        inputs,
        result: rounded(oxygenSaturationPerKg(temperatureC, salinityPsu, pressureAtm), 3),
        unit: 'µmol/kg',
        source: garciaSource,
      })
    } else result.doSaturationMgL = rounded(mgL, 3)
    if (doMgL === undefined) return result
    const measured =
      probeSalinityPsu === undefined ? doMgL : correctedOxygen(doMgL, temperatureC, salinityPsu, probeSalinityPsu)
    if (probeSalinityPsu !== undefined) {
      result.doCorrectedMgL = working.step({
        label: '盐度订正后的溶解氧',
        formula: '读数 × C(t, S)/C(t, S探头)',
        inputs: { 读数: { value: doMgL, unit: 'mg/L' }, 探头设定盐度: { value: probeSalinityPsu, unit: 'PSU' } },
        result: rounded(measured, 3),
        unit: 'mg/L',
        source: oxygenSource,
      })
    }
    result.saturationPercent = working.step({
      label: '饱和度',
      formula: '100 × 溶解氧 ÷ 饱和溶解氧',
      inputs: { 溶解氧: { value: measured, unit: 'mg/L' } },
      result: rounded((100 * measured) / mgL, 1),
      unit: '%',
      source: oxygenSource,
    })
    return result
  },
})

const salinity = defineCalculator({
  name: 'salinity',
  title: '盐度（由电导率）',
  keywords: ['电导率', 'PSS-78', '实用盐度'],
  summary: '由电导率、水温和压力算实用盐度（PSS-78）；电导率单位为 mS/cm，大于 100 视为单位误填。',
  input: z.strictObject({
    conductivityMsCm: Figure(0, 100).meta({ unit: 'mS/cm' }),
    temperatureC: Figure(-2, 35).meta({ unit: '°C' }),
    pressureDbar: Figure(0, 10_000).default(0),
  }),
  value: z.object({ salinityPsu: z.number() }),
  examples: [
    {
      title: '30.0 mS/cm，26 °C',
      input: { conductivityMsCm: 30, temperatureC: 26, pressureDbar: 0 },
      value: { salinityPsu: 18.173 },
    },
    {
      title: '联合国教科文组织校验值：R = 0.65，5 °C，1500 dbar',
      input: { conductivityMsCm: 27.8941, temperatureC: 5, pressureDbar: 1_500 },
      value: { salinityPsu: 27.995 },
    },
  ],
  compute: ({ conductivityMsCm, temperatureC, pressureDbar }, working) => ({
    salinityPsu: working.step({
      label: '实用盐度',
      formula: 'PSS-78：R = C/42.914，Rt = R/(Rp·rt)，S = Σ aᵢ·Rt^(i/2) + ΔS',
      inputs: {
        电导率: { value: conductivityMsCm, unit: 'mS/cm' },
        标准海水电导率: { value: standardConductivity, unit: 'mS/cm' },
        水温: { value: temperatureC, unit: '°C' },
        压力: { value: pressureDbar, unit: 'dbar' },
      },
      result: rounded(practicalSalinity(conductivityMsCm, temperatureC, pressureDbar), 3),
      unit: 'PSU',
      source: salinitySource,
    }),
  }),
})

const ammonia = defineCalculator({
  name: 'un-ionised-ammonia',
  title: '非离子氨',
  keywords: ['氨氮', '非离子氨', '分子氨', 'pH', 'NH3'],
  summary: '由 pH（须说明标度）、水温、盐度算非离子氨的比例，给出总氨氮时算非离子氨氮浓度。',
  input: z.strictObject({
    ph: Figure(0, 14),
    temperatureC: Figure(-2, 40).meta({ unit: '°C' }),
    salinityPsu: Figure(0, 40),
    phScale: z.enum(phScales).default('nbs'),
    tanMgL: Figure(0, 1_000).meta({ unit: 'mg/L' }).optional(),
    method: z.enum(ammoniaMethods).optional(),
  }),
  value: z.object({
    unIonisedFraction: z.number(),
    unIonisedPercent: z.number(),
    nh3NMgL: z.number().optional(),
    pka: z.number(),
    method: z.enum(ammoniaMethods),
  }),
  examples: [
    {
      title: 'pH 8.3（NBS），29 °C，盐度 18，总氨氮 0.80 mg/L',
      input: { ph: 8.3, temperatureC: 29, salinityPsu: 18, phScale: 'nbs', tanMgL: 0.8 },
      value: {
        unIonisedFraction: 0.1218,
        unIonisedPercent: 12.18,
        nh3NMgL: 0.0974,
        pka: 9.1579,
        method: 'epa_1989',
      },
    },
    { title: '淡水', input: { ph: 8, temperatureC: 25, salinityPsu: 0 } },
    { title: '总标度', input: { ph: 8.1, temperatureC: 25, salinityPsu: 35, phScale: 'total' } },
  ],
  compute: ({ ph, temperatureC, salinityPsu, phScale, tanMgL, method: forced }, working) => {
    const method = forced ?? methodFor(phScale, salinityPsu)
    if (method === 'clegg_whitfield_1995' ? phScale === 'nbs' : phScale !== 'nbs') {
      working.warn('scale_mismatch', '指定的方法与 pH 标度不一致，结果仅供比较')
    }
    const pka = ammoniumPka(method, temperatureC, salinityPsu)
    working.step({
      label: '解离常数 pKa',
      formula: {
        emerson_1975: '0.09018 + 2729.92/T',
        epa_1989: '9.245 + 0.116·I + 0.0324(298.15 − T) + 0.0415/T',
        clegg_whitfield_1995: 'Clegg & Whitfield 式 18（mol/kg-H₂O，总标度）',
      }[method],
      inputs: {
        水温: { value: temperatureC, unit: '°C' },
        盐度: { value: salinityPsu, unit: 'PSU' },
        离子强度: { value: rounded(ionicStrength(salinityPsu), 4), unit: 'mol/kg-H₂O' },
      },
      result: rounded(pka, 4),
      source: ammoniaSources[method],
    })
    const scaled =
      phScale === 'free' && method === 'clegg_whitfield_1995'
        ? working.step({
            label: '总标度 pH',
            formula: 'pH自由 − lg(1 + [SO₄]T/K(HSO₄⁻))',
            inputs: { 自由标度: ph },
            result: rounded(totalFromFree(ph, temperatureC, salinityPsu), 6),
            source: 'Dickson 1990；PICES Special Publication 3 (2007) 第 5 章',
          })
        : ph
    const share = unIonisedShare(pka, scaled)
    const unIonisedFraction = working.step({
      label: '非离子氨比例',
      formula: '1/(1 + 10^(pKa − pH))',
      inputs: { pKa: rounded(pka, 4), pH: scaled },
      result: rounded(share, 4),
      source: ammoniaSources[method],
    })
    return {
      unIonisedFraction,
      unIonisedPercent: rounded(100 * share, 2),
      ...(tanMgL === undefined ? {} : { nh3NMgL: rounded(tanMgL * share, 4) }),
      pka: rounded(pka, 4),
      method,
    }
  },
})

const NightPoint = z.strictObject({ t: Instant, do: Oxygen })

const dawn = defineCalculator({
  name: 'dawn-oxygen',
  title: '清晨溶解氧预报',
  keywords: ['夜间保氧', '清晨缺氧', '浮头', '预报'],
  summary: '由日落后相隔 2 小时以上的两个溶解氧值，按直线外推到日出，并给出低于阈值的时刻。',
  input: z.strictObject({
    p1: NightPoint,
    p2: NightPoint,
    sunrise: Instant,
    thresholdsMgL: z.array(Figure(0, 20)).min(1).max(10).default([4]),
  }),
  value: z.object({ doDawnMgL: z.number(), crosses: z.record(z.string(), z.string().nullable()) }),
  examples: [
    {
      title: '20 时 7.2，23 时 6.3，日出 5 时',
      input: {
        p1: { t: '2025-08-01T20:00+08:00', do: 7.2 },
        p2: { t: '2025-08-01T23:00+08:00', do: 6.3 },
        sunrise: '2025-08-02T05:00+08:00',
      },
      value: { doDawnMgL: 4.5, crosses: { '4.0': null } },
    },
    {
      title: '将在 3 时低于 4.0',
      input: {
        p1: { t: '2025-08-01T20:00+08:00', do: 7.5 },
        p2: { t: '2025-08-01T23:00+08:00', do: 6 },
        sunrise: '2025-08-02T05:00+08:00',
      },
      value: { doDawnMgL: 3, crosses: { '4.0': '2025-08-02T03:00:00+08:00' } },
    },
  ],
  compute: ({ p1, p2, sunrise, thresholdsMgL }, working) => {
    const [first, second] = [p1, p2].map(({ t, do: doMgL }) => ({ ms: t, doMgL })) as [
      { ms: number; doMgL: number },
      { ms: number; doMgL: number },
    ]
    const { doMgL, perHour } = dawnOxygen(first, second, sunrise)
    working.step({
      label: '夜间耗氧速率',
      formula: '(DO₂ − DO₁)/(t₂ − t₁)',
      inputs: { DO1: { value: p1.do, unit: 'mg/L' }, DO2: { value: p2.do, unit: 'mg/L' } },
      result: rounded(perHour, 4),
      unit: 'mg/L/h',
      source: dawnSource,
    })
    working.step({
      label: '日出时溶解氧',
      formula: 'DO₂ + 速率 ×（日出 − t₂），不小于 0',
      inputs: { 距日出: { value: rounded((sunrise - second.ms) / 3_600_000, 2), unit: 'h' } },
      result: rounded(doMgL, 2),
      unit: 'mg/L',
      source: dawnSource,
    })
    return {
      doDawnMgL: rounded(doMgL, 2),
      crosses: Object.fromEntries(
        thresholdsMgL.map((limit) => {
          const at = crossing(first, second, sunrise, limit)
          return [Number.isInteger(limit) ? limit.toFixed(1) : String(limit), at === null ? null : shanghaiText(at)]
        }),
      ),
    }
  },
})

export const waterCalculators: readonly Calculator[] = [saturation, salinity, ammonia, dawn]
