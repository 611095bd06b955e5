import { datedIndicator } from '../../platform/indicators/dated-indicator.ts'
import type { Indicator } from '../../platform/indicators/indicator.ts'
import {
  averageFarOn,
  farCoverageOn,
  firmsOn,
  firmTaxes,
  hasFigure,
  latestYear,
  measuredFirms,
  measuredParcels,
  taxCoverageOn,
  taxPerMuOn,
} from '../model/county-figures.ts'
import { rounded } from '../model/exact.ts'
import { loadLandFacts } from './facts.ts'

const firmHref = (id: string): string => `/land/firms/${id}`
const mu = (squareMetres: number): number => rounded((squareMetres * 15) / 10_000, 4)

const taxColumns = [
  { key: 'firm', title: '企业' },
  { key: 'year', title: '年度', align: 'right' },
  { key: 'scale', title: '规模' },
  { key: 'taxFen', title: '计入税收', unit: 'fen', align: 'right' },
  { key: 'landMu', title: '用地', unit: '亩', align: 'right' },
  { key: 'perMu', title: '亩均税收', unit: '元/亩', align: 'right' },
] as const

const taxRows =
  (above: boolean) => (facts: Awaited<ReturnType<typeof loadLandFacts>>, asOf: Parameters<typeof latestYear>[1]) => {
    const year = latestYear(facts, asOf)
    if (year === null) return []
    return firmTaxes(facts, year, asOf)
      .filter(({ aboveScale }) => !above || aboveScale)
      .map((row) => ({
        id: row.firm.id,
        firm: row.firm.name,
        year,
        scale: row.aboveScale ? '规上' : '规下',
        taxFen: row.countedTaxFen,
        landMu: mu(row.landM2),
        perMu: hasFigure(row) ? rounded((row.countedTaxFen ?? 0) / 100 / ((row.landM2 * 15) / 10_000), 2) : null,
        href: firmHref(row.firm.id),
      }))
  }

/** Figures of firms and their land (land 8). */
export const firmIndicators: readonly Indicator[] = [
  datedIndicator({
    id: 'land.tax_per_mu',
    title: '规上工业企业亩均税收',
    unit: 'yuan/mu',
    better: 'higher',
    period: 'yearly',
    scopes: ['town'],
    rises: { period: 'year', tolerance: 0 },
    definition:
      '截至日已报送的最近年度，规上工业企业计入税收合计除以用地面积合计；有数企业不足九成的不作为判断依据，不足三家的不公布。',
    load: (context, scope) => loadLandFacts(context, { taxes: true }, scope),
    figure: taxPerMuOn,
    columns: taxColumns,
    rows: taxRows(true),
  }),
  datedIndicator({
    id: 'land.tax_per_mu_coverage',
    title: '亩均税收计算覆盖率',
    unit: 'fraction',
    better: 'higher',
    period: 'yearly',
    scopes: ['town'],
    definition: '截至日已报送的最近年度，税收已报送且用地已登记的工业企业数除以工业企业数。',
    load: (context, scope) => loadLandFacts(context, { taxes: true }, scope),
    figure: taxCoverageOn,
    columns: taxColumns,
    rows: taxRows(false),
  }),
  datedIndicator({
    id: 'land.far_coverage',
    title: '容积率测量覆盖率',
    unit: 'fraction',
    better: 'higher',
    period: 'daily',
    scopes: ['town'],
    definition: '截至日所用宗地全部完成逐层建筑测量的工业企业数除以工业企业数。',
    load: (context, scope) => loadLandFacts(context, { parcels: true }, scope),
    figure: farCoverageOn,
    columns: [
      { key: 'firm', title: '企业' },
      { key: 'town', title: '乡镇（街道）' },
      { key: 'measured', title: '测量' },
    ],
    rows: (facts, asOf) => {
      const measured = measuredFirms(facts, asOf)
      return firmsOn(facts, asOf).map(({ id, name, townCode }) => ({
        id,
        firm: name,
        town: townCode,
        measured: measured.has(id) ? '已完成' : '未完成',
        href: firmHref(id),
      }))
    },
  }),
  datedIndicator({
    id: 'land.average_far',
    title: '工业用地平均容积率',
    unit: 'ratio',
    better: 'higher',
    period: 'daily',
    scopes: ['town'],
    definition: '截至日已完成建筑测量的工业宗地，计容建筑面积合计除以宗地面积合计；层高超过 8 米的加倍计算。',
    load: (context, scope) => loadLandFacts(context, { parcels: true }, scope),
    figure: averageFarOn,
    columns: [
      { key: 'parcel', title: '宗地代码' },
      { key: 'areaMu', title: '面积', unit: '亩', align: 'right' },
      { key: 'floorM2', title: '计容建筑面积', unit: 'm²', align: 'right' },
      { key: 'far', title: '容积率', align: 'right' },
    ],
    rows: (facts, asOf) =>
      measuredParcels(facts, asOf).map(({ parcel, countedFloorM2 }) => ({
        id: parcel.id,
        parcel: parcel.code,
        areaMu: mu(parcel.areaM2),
        floorM2: rounded(countedFloorM2, 2),
        far: rounded(countedFloorM2 / parcel.areaM2, 4),
        href: `/land/parcels/${parcel.id}`,
      })),
  }),
]
