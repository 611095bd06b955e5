/** Verdict on a sample of discharged water (养殖尾水, ponds 4.12). */
import { type CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'

export const tailItems = [
  'ss',
  'ph',
  'codmn',
  'bod5',
  'cu',
  'zn',
  'inorganicN',
  'activeP',
  'sulphide',
  'residualCl',
] as const
export type TailItem = (typeof tailItems)[number]

export const tailItemTitles: Readonly<Record<TailItem, string>> = {
  ss: '悬浮物',
  ph: 'pH',
  codmn: '化学需氧量（CODMn）',
  bod5: '五日生化需氧量',
  cu: '铜',
  zn: '锌',
  inorganicN: '无机氮',
  activeP: '活性磷酸盐',
  sulphide: '硫化物',
  residualCl: '总余氯',
}

/** The provincial standard takes over on this day (DB33/1384-2024, in force 2024-10-15). */
export const provincialFrom = '2024-10-15'
export const nationalStandard = 'SC/T 9103-2007'
export const provincialStandard = 'DB33/1384-2024'

/**
 * The standard in force on the day of sampling.
 * @throws Problem not_computable `standard_not_loaded` from 2024-10-15: its limits are not loaded, and the system does
 * not guess.
 */
export const standardOn = (sampledOn: CivilDate): typeof nationalStandard => {
  if (sampledOn >= provincialFrom) {
    throw Problem.field('/sampledOn', 'standard_not_loaded', `${provincialStandard} 的限值尚未录入，不能判定`)
  }
  return nationalStandard
}

export type TailLimit = { readonly low: number | null; readonly high: number }

/** `'<0.05'`: below the detection limit, which counts as compliant; a number is compared as the laboratory gave it. */
export type TailValue = number | string

export const meets = (value: TailValue, { low, high }: TailLimit): boolean =>
  typeof value === 'string' || (value <= high && (low === null || value >= low))
