/** How the animals of a pond grow (ponds 4.10). Weights in g, temperatures in °C, one step a day. */
import { Problem } from '../../platform/errors/problem.ts'
import type { Species } from './species.ts'

export const growthSource =
  'Ruscoe et al. 2004（30 °C 附近生长最快）；Thach 2004；Moksnes 2014；参数见规则表 ponds.growth'

/** The water of one day; null: not observed, and then taken as good. */
export type DayWater = {
  readonly temperatureC: number
  readonly salinityPsu: number | null
  readonly doMgL: number | null
}

export type CrabGrowth = {
  /** g^(1/3) a day at the best temperature. */
  readonly k: number
  readonly coldC: number
  readonly bestC: number
  readonly hotC: number
}

/** Beta function of temperature: 0 outside (cold, hot), 1 at the best. */
export const temperatureFactor = (t: number, { coldC, bestC, hotC }: CrabGrowth): number => {
  if (t <= coldC || t >= hotC) return 0
  return ((hotC - t) / (hotC - bestC)) * ((t - coldC) / (bestC - coldC)) ** ((bestC - coldC) / (hotC - bestC))
}

/** 0 up to 2, straight to 1 at 10, 1 up to 20, straight to 0.7 at 40. */
export const salinityFactor = (salinity: number | null): number => {
  if (salinity === null) return 1
  if (salinity <= 2) return 0
  if (salinity < 10) return (salinity - 2) / 8
  if (salinity <= 20) return 1
  return 1 - (0.3 * (Math.min(salinity, 40) - 20)) / 20
}

/** Of the day's 10th percentile of dissolved oxygen: 0 at 2 mg/L, 1 from 5 on. */
export const oxygenFactor = (doMgL: number | null): number =>
  doMgL === null ? 1 : Math.min(1, Math.max(0, (doMgL - 2) / 3))

/** W^(1/3) = W₀^(1/3) + Σ k·f(T)·g(S)·h(DO). */
export const crabWeight = (w0G: number, days: Iterable<DayWater>, growth: CrabGrowth): number => {
  let root = Math.cbrt(w0G)
  for (const { temperatureC, salinityPsu, doMgL } of days) {
    root += growth.k * temperatureFactor(temperatureC, growth) * salinityFactor(salinityPsu) * oxygenFactor(doMgL)
  }
  return root ** 3
}

/** Thermal growth coefficient: W^(1/3) = W₀^(1/3) + TGC/1000 · Σ max(0, T − Tb) (Iwama & Tautz 1981). */
export const shrimpWeight = (w0G: number, days: Iterable<DayWater>, tgc: number, baseC: number): number => {
  let degreeDays = 0
  for (const { temperatureC } of days) degreeDays += Math.max(0, temperatureC - baseC)
  return (Math.cbrt(w0G) + (tgc / 1000) * degreeDays) ** 3
}

/** Shell length by von Bertalanffy, mm: L∞ − (L∞ − L₀)·e^(−K·t), K a year. */
export const shellLength = (l0Mm: number, days: number, asymptoteMm: number, perYear: number): number => {
  if (l0Mm > asymptoteMm) throw Problem.field('/l0Mm', 'out_of_range', `壳长不得超过渐近壳长 ${asymptoteMm} mm`)
  return asymptoteMm - (asymptoteMm - l0Mm) * Math.exp((-perYear * days) / 365)
}

export const displayBaseC = 15

/** Σ max(0, T − 15), for display. */
export const degreeDays = (temperatures: Iterable<number>): number => {
  let sum = 0
  for (const t of temperatures) sum += Math.max(0, t - displayBaseC)
  return sum
}

/** Moults between two weights: a crab gains about 85 % at each. */
export const moultsBetween = (w0G: number, wG: number): number => Math.max(0, Math.log(wG / w0G) / Math.log(1.85))

/** Before the first sampling a forecast may be this far off either way. */
export const unsampledInterval = 0.25

/** k of a pond after a sampling: observed by predicted gain, clipped to [0.5, 1.5], blended half and half. */
export const recalibrated = (k: number, observedGain: number, predictedGain: number): number => {
  if (predictedGain <= 0) return k
  const ratio = Math.min(1.5, Math.max(0.5, observedGain / predictedGain))
  return k * (0.5 + 0.5 * ratio)
}

/** Animals alive after `days` at a daily mortality m, less recorded deaths and harvest; never below 0. */
export const survivors = (stocked: number, days: number, m: number, taken = 0): number =>
  Math.max(0, stocked * Math.exp(-m * days) - taken)

export type GrowthKind = 'crab' | 'shrimp' | 'shell'

export const growthKinds: Readonly<Record<Species, GrowthKind>> = {
  scylla_paramamosain: 'crab',
  exopalaemon_carinicauda: 'shrimp',
  litopenaeus_vannamei: 'shrimp',
  sinonovacula_constricta: 'shell',
  tegillarca_granosa: 'shell',
}
