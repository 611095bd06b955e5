/** The county's figures of industrial land on a day, from facts that carry their dates (land 4.5, 4.6, 4.9, 8). */
import { type CivilDate, makeDate } from '../../platform/dates.ts'
import type { Working } from '../../platform/explain.ts'

export type FirmFact = {
  readonly id: string
  readonly name: string
  readonly townCode: string
  readonly foundedOn: CivilDate
  readonly closedOn: CivilDate | null
}

/** Land in a firm's hands, first and last day included; rented-out land is negative. */
export type HoldingFact = {
  readonly firmId: string
  readonly parcelId: string
  readonly signedM2: number
  readonly from: CivilDate
  readonly to: CivilDate | null
}

/** What is known of a firm's year once both the tax and the statistics are delivered. */
export type YearFact = {
  readonly firmId: string
  readonly year: number
  readonly countedTaxFen: number | null
  readonly aboveScale: boolean | null
  /** The later of the deliveries; a figure is seen from that day on. */
  readonly taxOn: CivilDate | null
  readonly scaleOn: CivilDate | null
}

export type ParcelFact = {
  readonly id: string
  readonly code: string
  readonly townCode: string
  readonly areaM2: number
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
  readonly measuredOn: CivilDate | null
  readonly buildings: readonly {
    readonly countedFloorM2: number
    readonly completedOn: CivilDate
    readonly demolishedOn: CivilDate | null
  }[]
}

export type LandFacts = {
  readonly firms: readonly FirmFact[]
  readonly holdings: readonly HoldingFact[]
  readonly years: readonly YearFact[]
  readonly parcels: readonly ParcelFact[]
}

/** A sum over fewer firms would tell the figures of one of them (land 10). */
export const fewestFirms = 3

/** Of the above-scale firms so many must have their figures before the county's figure may be gone by (assumption). */
export const leastCoverage = 0.9

const source = '三门县闲置低效工业用地提质增效改革 8；浙政发〔2018〕5号'

export const standsOn = (from: CivilDate, to: CivilDate | null, day: CivilDate): boolean =>
  from <= day && (to === null || to >= day)

/** A firm that is closed on a day is none from that day on. */
export const firmsOn = ({ firms }: LandFacts, day: CivilDate): FirmFact[] =>
  firms.filter(({ foundedOn, closedOn }) => foundedOn <= day && (closedOn === null || closedOn > day))

/** Land counted for each firm on a day, m²; what is rented out twice leaves no negative land. */
export const landOfFirms = ({ holdings }: LandFacts, day: CivilDate): Map<string, number> => {
  const land = new Map<string, number>()
  for (const { firmId, signedM2, from, to } of holdings) {
    if (standsOn(from, to, day)) land.set(firmId, (land.get(firmId) ?? 0) + signedM2)
  }
  return new Map([...land].map(([firm, squareMetres]) => [firm, Math.max(0, squareMetres)]))
}

const known = (on: CivilDate | null, asOf: CivilDate): boolean => on !== null && on <= asOf

/** The last year whose tax and statistics had begun to arrive by the day; null before the first. */
export const latestYear = ({ years }: LandFacts, asOf: CivilDate): number | null =>
  years.reduce<number | null>(
    (latest, { year, taxOn, scaleOn }) =>
      known(taxOn, asOf) && known(scaleOn, asOf) && (latest === null || year > latest) ? year : latest,
    null,
  )

export type FirmTax = {
  readonly firm: FirmFact
  readonly aboveScale: boolean
  readonly countedTaxFen: number | null
  readonly landM2: number
}

/** Firms at the end of the year with what was known of them on the day. */
export const firmTaxes = (facts: LandFacts, year: number, asOf: CivilDate): FirmTax[] => {
  const end = makeDate(year, 12, 31)
  const land = landOfFirms(facts, end)
  const figures = new Map(facts.years.filter((each) => each.year === year).map((each) => [each.firmId, each]))
  return firmsOn(facts, end).map((firm) => {
    const figure = figures.get(firm.id)
    return {
      firm,
      aboveScale: figure !== undefined && known(figure.scaleOn, asOf) && figure.aboveScale === true,
      countedTaxFen: figure !== undefined && known(figure.taxOn, asOf) ? figure.countedTaxFen : null,
      landM2: land.get(firm.id) ?? 0,
    }
  })
}

/** A firm has its per-mu tax when its tax is delivered and its land is known. */
export const hasFigure = ({ countedTaxFen, landM2 }: FirmTax): boolean => countedTaxFen !== null && landM2 > 0

type Figure = {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly sufficient: boolean
  readonly reasons: readonly string[]
}

const none = (reason: string): Figure => ({
  value: null,
  numerator: null,
  denominator: null,
  sufficient: false,
  reasons: [reason],
})

/** Σ counted tax ÷ Σ land of the above-scale firms, yuan per mu: the ratio of the sums (land 4.9). */
export const taxPerMuOn = (facts: LandFacts, asOf: CivilDate, working: Working): Figure => {
  const year = latestYear(facts, asOf)
  if (year === null) return none('no_figures')
  const above = firmTaxes(facts, year, asOf).filter(({ aboveScale }) => aboveScale)
  const counted = above.filter(hasFigure)
  if (counted.length < fewestFirms) return none('too_few_firms')
  const yuan = counted.reduce((sum, { countedTaxFen }) => sum + (countedTaxFen ?? 0), 0) / 100
  const mu = (counted.reduce((sum, { landM2 }) => sum + landM2, 0) * 15) / 10_000
  const covered = counted.length / above.length
  const value = working.step({
    label: '规上工业企业亩均税收',
    formula: 'Σ 计入税收 ÷ Σ 用地面积（总和之比，不是企业均值的平均）',
    inputs: {
      年度: year,
      有数企业: { value: counted.length, unit: '家' },
      规上企业: { value: above.length, unit: '家' },
      税收: { value: yuan, unit: '元' },
      用地: { value: mu, unit: '亩' },
    },
    result: yuan / mu,
    unit: '元/亩',
    source,
  })
  const enough = covered >= leastCoverage
  return { value, numerator: yuan, denominator: mu, sufficient: enough, reasons: enough ? [] : ['coverage_low'] }
}

const share = (numerator: number, denominator: number, whyEmpty: string): Figure =>
  denominator === 0
    ? { value: null, numerator, denominator, sufficient: false, reasons: [whyEmpty] }
    : { value: numerator / denominator, numerator, denominator, sufficient: true, reasons: [] }

/** Firms with a per-mu tax ÷ firms, of the last year delivered. */
export const taxCoverageOn = (facts: LandFacts, asOf: CivilDate, working: Working): Figure => {
  const year = latestYear(facts, asOf)
  if (year === null) return none('no_figures')
  const firms = firmTaxes(facts, year, asOf)
  const result = share(firms.filter(hasFigure).length, firms.length, 'no_firms')
  working.step({
    label: '亩均税收计算覆盖率',
    formula: '税收已报送且用地已登记的企业 ÷ 工业企业',
    inputs: { 年度: year, 有数企业: result.numerator, 工业企业: result.denominator },
    result: result.value,
    source,
  })
  return result
}

/** Whether every parcel that a firm uses on the day is measured, and it uses one. */
export const measuredFirms = (facts: LandFacts, day: CivilDate): Set<string> => {
  const measured = new Map(facts.parcels.map(({ id, measuredOn }) => [id, measuredOn !== null && measuredOn <= day]))
  const firms = new Map<string, boolean>()
  for (const { firmId, parcelId, signedM2, from, to } of facts.holdings) {
    if (signedM2 <= 0 || !standsOn(from, to, day)) continue
    firms.set(firmId, (firms.get(firmId) ?? true) && (measured.get(parcelId) ?? false))
  }
  return new Set([...firms].flatMap(([firm, all]) => (all ? [firm] : [])))
}

/** Firms whose floor area ratio is complete ÷ industrial firms. */
export const farCoverageOn = (facts: LandFacts, asOf: CivilDate, working: Working): Figure => {
  const measured = measuredFirms(facts, asOf)
  const firms = firmsOn(facts, asOf)
  const result = share(firms.filter(({ id }) => measured.has(id)).length, firms.length, 'no_firms')
  working.step({
    label: '容积率测量覆盖率',
    formula: '所用宗地全部完成建筑测量的企业 ÷ 工业企业',
    inputs: { 已测企业: result.numerator, 工业企业: result.denominator, 截至日: asOf },
    result: result.value,
    source,
  })
  return result
}

/** Parcels that stand and are measured on the day, with the floor that counts for their ratio. */
export const measuredParcels = ({ parcels }: LandFacts, day: CivilDate) =>
  parcels
    .filter(
      ({ validFrom, validTo, measuredOn }) =>
        standsOn(validFrom, validTo, day) && measuredOn !== null && measuredOn <= day,
    )
    .map((parcel) => ({
      parcel,
      countedFloorM2: parcel.buildings
        .filter(({ completedOn, demolishedOn }) => completedOn <= day && (demolishedOn === null || demolishedOn > day))
        .reduce((sum, { countedFloorM2 }) => sum + countedFloorM2, 0),
    }))

/** Σ counted floor ÷ Σ land of the measured parcels. */
export const averageFarOn = (facts: LandFacts, asOf: CivilDate, working: Working): Figure => {
  const measured = measuredParcels(facts, asOf)
  const floor = measured.reduce((sum, { countedFloorM2 }) => sum + countedFloorM2, 0)
  const land = measured.reduce((sum, { parcel }) => sum + parcel.areaM2, 0)
  const result = share(floor, land, 'no_measured_parcel')
  working.step({
    label: '工业用地平均容积率',
    formula: 'Σ 计容建筑面积 ÷ Σ 宗地面积（已测宗地）',
    inputs: {
      计容建筑面积: { value: floor, unit: 'm²' },
      宗地面积: { value: land, unit: 'm²' },
      宗地: { value: measured.length, unit: '宗' },
    },
    result: result.value,
    source: `《工业项目建设用地控制指标》；${source}`,
  })
  return result
}
