import { organisationCheckCharacter } from '../../platform/identifiers/organisation-code.ts'
import { usccCheckCharacter } from '../../platform/identifiers/uscc.ts'
import { seededRandom } from '../../platform/stats/random.ts'

/** Industries of the county with their share of firms (rubber, valves, machines, ships, food …). */
const industries = [
  ['29', '橡胶和塑料制品业', '橡塑', 0.3],
  ['34', '通用设备制造业', '阀门', 0.22],
  ['35', '专用设备制造业', '机械', 0.14],
  ['37', '船舶制造业', '船舶', 0.08],
  ['13', '农副食品加工业', '食品', 0.1],
  ['38', '电气机械和器材制造业', '电机', 0.09],
  ['33', '金属制品业', '五金', 0.07],
] as const

const first = [...'海山江河云天金银宏富华康泰安兴隆永恒盛东南方正新']
const second = [...'达丰源通利顺和诚信昌荣辉明宇翔腾飞龙凯伟博瑞祥嘉']

export type DemoFirm = {
  readonly code: string
  readonly uscc: string
  readonly name: string
  readonly town: number
  readonly aboveScale: boolean
  readonly industry: string
  readonly industryName: string
  readonly foundedOn: string
  readonly producingSince: string
  readonly utility: boolean
  /** Plots it holds, m²; none where it rents a floor. */
  readonly plots: readonly number[]
  /** 万元 per mu of 2021, before the county's scale. */
  readonly taxPerMu: number
}

const codeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

const usccOf = (county: string, random: ReturnType<typeof seededRandom>): string => {
  for (;;) {
    const body = `MA${Array.from({ length: 6 }, () => codeAlphabet[random.integer(codeAlphabet.length)]).join('')}`
    const check = organisationCheckCharacter(body)
    if (check === null) continue
    const whole = `91${county}${body}${check}`
    const last = usccCheckCharacter(whole)
    if (last !== null) return whole + last
  }
}

/** Below-scale firms: 5 % pay less than 1 万元 a mu, 12 % 1–3, 15 % 3–5 (land 9). */
const belowScaleTax = (at: number, spread: number): number => {
  if (at < 0.05) return 0.2 + 0.8 * spread
  if (at < 0.17) return 1 + 2 * spread
  if (at < 0.32) return 3 + 2 * spread
  return 5 + 15 * spread ** 2
}

/** Firms of the demo county: made up, with valid codes; a fifth above scale. `share` of firms by town sums to 1. */
export const makeFirms = (county: string, count: number, shares: readonly number[]): DemoFirm[] => {
  const random = seededRandom('land demo firms')
  const taken = new Set<string>()
  const pick = (weights: readonly number[]): number => {
    let left = random.next()
    const found = weights.findIndex((weight) => (left -= weight) < 0)
    return found < 0 ? weights.length - 1 : found
  }
  return Array.from({ length: count }, (_, index): DemoFirm => {
    const aboveScale = index % 5 === 0
    const [industry, industryName, suffix] = industries[pick(industries.map(([, , , share]) => share))] ?? industries[0]
    const brand = `${first[random.integer(first.length)]}${second[random.integer(second.length)]}`
    const plain = `三门${brand}${suffix}有限公司（演示）`
    // Names may not repeat in a county: the second of a brand carries its number.
    const name = taken.has(plain) ? `三门${brand}${index + 1}${suffix}有限公司（演示）` : plain
    taken.add(name)
    const mu = Math.min(220, Math.max(1.5, Math.exp(Math.log(aboveScale ? 32 : 9) + 0.7 * random.normal())))
    const plots = Math.min(4, Math.ceil(mu / 45))
    const founded = 1996 + random.integer(22)
    const month = String(1 + random.integer(12)).padStart(2, '0')
    return {
      code: `land-demo-${String(index + 1).padStart(4, '0')}`,
      uscc: usccOf(county, random),
      name,
      town: pick(shares),
      aboveScale,
      industry,
      industryName,
      foundedOn: `${founded}-${month}-15`,
      producingSince: `${founded + 1}-${month}-15`,
      utility: index % 150 === 149,
      plots: index % 15 === 7 ? [] : Array.from({ length: plots }, () => ((mu / plots) * 10_000) / 15),
      taxPerMu: aboveScale
        ? Math.exp(Math.log(13) + 0.75 * random.normal())
        : belowScaleTax(random.next(), random.next()),
    }
  })
}
