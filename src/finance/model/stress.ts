import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { type Fen, Rational, formatYuan } from '../../platform/money.ts'
import { percentText } from './rates.ts'

/** Stress of the county's families (finance 4.11): prices fall, stock dies, a storm takes what lies behind one dike. */
export const stressSource = '集中度与压力情景（finance 4.11，情景参数由使用者给出）'

/** Living stock as it is counted today. */
export type LivingHolding = {
  readonly countedFen: Fen
  /** Share of the stocked animals that lives today, above 0. */
  readonly survival: Rational
  /** 海塘 compartment that one breach floods; null outside. */
  readonly compartment: string | null
}

export type StressedFamily = {
  readonly id: string
  readonly netCountedFen: Fen
  /** What banks have lent the family. */
  readonly exposureFen: Fen
  readonly living: readonly LivingHolding[]
}

export type Scenario = {
  /** 0.3 = prices of living stock fall by 30 %. */
  readonly priceFall: Rational
  /** Points of survival lost: 0.3 = of a hundred stocked, thirty more die. */
  readonly mortality: Rational
  /** Compartments that a storm floods: their stock is lost. */
  readonly flooded: ReadonlySet<string>
}

export type Standing = { readonly families: number; readonly exposureFen: Fen }

export type Stress = {
  readonly lossFen: Fen
  /** Families whose counted net worth is below zero, and what is lent to them. */
  readonly before: Standing
  readonly after: Standing
  /** Share of all lending that is at risk afterwards; null where nothing is lent. */
  readonly exposureShare: Rational | null
  /** Families that the scenario pushes below zero, largest exposure first. */
  readonly fallen: readonly { readonly id: string; readonly netCountedFen: Fen; readonly exposureFen: Fen }[]
}

/** What is left of a holding: counted × (1 − price fall) × (survival − mortality) ÷ survival, at least 0; once rounded. */
const leftOf = ({ countedFen, survival, compartment }: LivingHolding, scenario: Scenario): Fen => {
  if (compartment !== null && scenario.flooded.has(compartment)) return 0n
  const alive = survival.minus(scenario.mortality)
  if (alive.sign <= 0) return 0n
  return Rational.of(countedFen).times(Rational.one.minus(scenario.priceFall)).times(alive).dividedBy(survival).round()
}

/** @throws Problem not_computable: `duplicate_family`, `out_of_range` */
export const stressFamilies = (families: readonly StressedFamily[], scenario: Scenario, working: Working): Stress => {
  const seen = new Set<string>()
  const results = families.map((family, index) => {
    if (seen.has(family.id)) throw Problem.field(`/families/${index}/id`, 'duplicate_family', `家庭“${family.id}”重复`)
    seen.add(family.id)
    const lossFen = family.living.reduce((sum, holding, place) => {
      if (holding.survival.sign <= 0)
        throw Problem.field(`/families/${index}/living/${place}/survival`, 'out_of_range', '存活率须大于 0')
      return sum + holding.countedFen - leftOf(holding, scenario)
    }, 0n)
    return { ...family, lossFen, laterFen: family.netCountedFen - lossFen }
  })
  const standing = (netOf: (family: (typeof results)[number]) => Fen): Standing => {
    const below = results.filter((family) => netOf(family) < 0n)
    return { families: below.length, exposureFen: below.reduce((sum, { exposureFen }) => sum + exposureFen, 0n) }
  }
  const [before, after] = [standing(({ netCountedFen }) => netCountedFen), standing(({ laterFen }) => laterFen)]
  const lossFen = results.reduce((sum, family) => sum + family.lossFen, 0n)
  const lent = results.reduce((sum, { exposureFen }) => sum + exposureFen, 0n)
  working.step({
    label: '计入价值损失',
    formula: 'Σ 计入价值 ×〔1 −（1 − 跌价）×（存活率 − 死亡）÷ 存活率〕；受淹塘区全部损失',
    inputs: {
      跌价: percentText(scenario.priceFall),
      死亡: percentText(scenario.mortality),
      受淹塘区: [...scenario.flooded].join('、') || '无',
    },
    result: formatYuan(lossFen),
    unit: '元',
    source: stressSource,
  })
  working.step({
    label: '计入净资产为负的家庭',
    formula: '计入净资产 − 损失 < 0',
    inputs: { 此前: { value: before.families, unit: '户' }, 家庭: { value: families.length, unit: '户' } },
    result: after.families,
    unit: '户',
    source: stressSource,
  })
  working.step({
    label: '风险敞口',
    formula: '这些家庭的贷款余额之和',
    inputs: {
      此前: { value: formatYuan(before.exposureFen), unit: '元' },
      全部贷款: { value: formatYuan(lent), unit: '元' },
    },
    result: formatYuan(after.exposureFen),
    unit: '元',
    source: stressSource,
  })
  const fallen = results
    .filter(({ netCountedFen, laterFen }) => netCountedFen >= 0n && laterFen < 0n)
    .map(({ id, laterFen, exposureFen }) => ({ id, netCountedFen: laterFen, exposureFen }))
    .toSorted((a, b) => Number(b.exposureFen - a.exposureFen) || (a.id < b.id ? -1 : 1))
  return { lossFen, before, after, exposureShare: lent === 0n ? null : Rational.of(after.exposureFen, lent), fallen }
}
