/** Wind force (风力等级, GB/T 28591-2012) and grades of tropical cyclones (GB/T 19201-2006). */
import { rounded } from './rounding.ts'

/** Lower bounds of forces 1 to 17 and of "above 17", m/s. */
const forceBounds = [
  0.3, 1.6, 3.4, 5.5, 8.0, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7, 37.0, 41.5, 46.2, 51.0, 56.1, 61.3,
] as const

/**
 * Wind force 0 to 17, and 18 for "17级以上" (≥ 61.3 m/s). The standard prints its classes to 0.1 m/s (…17.1 | 17.2…), so
 * the speed is rounded to 0.1 first.
 */
export const windForce = (windMs: number): number => {
  const speed = rounded(windMs, 1)
  return forceBounds.filter((bound) => speed >= bound).length
}

/** Lower bound of a force 1 to 18, m/s. @throws RangeError for other forces. */
export const forceBound = (force: number): number => {
  const bound = forceBounds[force - 1]
  if (bound === undefined) throw new RangeError(`wind force ${force}`)
  return bound
}

export type CycloneGrade = { readonly grade: number; readonly nameZh: string; readonly force: number }

/** Grade of CMA's best tracks → name; 9 is extratropical, 0 weaker than a depression or unknown. */
export const cycloneGradeNames: Readonly<Record<number, string>> = {
  0: '弱于热带低压或等级未知',
  1: '热带低压',
  2: '热带风暴',
  3: '强热带风暴',
  4: '台风',
  5: '强台风',
  6: '超强台风',
  9: '变性',
}

const gradeForces = [6, 8, 10, 12, 14, 16] as const

/** Grade by the 2-minute mean wind near the centre: forces 6–7, 8–9, 10–11, 12–13, 14–15, 16 and above. */
export const cycloneGrade = (windMs: number): CycloneGrade => {
  const force = windForce(windMs)
  const grade = gradeForces.filter((bound) => force >= bound).length
  return { grade, nameZh: cycloneGradeNames[grade] ?? '', force }
}
