import { Problem } from '../../platform/errors/problem.ts'

export const salinitySource =
  'PSS-78：Fofonoff & Millard, UNESCO Technical Papers in Marine Science 44 (1983)；S < 2：Hill et al., IEEE J. Oceanic Eng. 11 (1986)'

/** Conductivity of standard sea water at 15 °C, S 35 and no pressure, mS/cm (Culkin & Smith 1980). */
export const standardConductivity = 42.914

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)

/** rt: conductivity of S 35 at t relative to that at 15 °C. */
const temperatureRatio = (t: number): number =>
  polynomial([0.6766097, 2.00564e-2, 1.104259e-4, -6.9698e-7, 1.0031e-9], t)

/** Rp: the effect of pressure (dbar) on the conductivity ratio R. */
const pressureRatio = (ratio: number, t: number, p: number): number =>
  1 +
  (p * polynomial([2.07e-5, -6.37e-10, 3.989e-15], p)) /
    (1 + 3.426e-2 * t + 4.464e-4 * t ** 2 + (4.215e-1 - 3.107e-3 * t) * ratio)

/**
 * Practical salinity from conductivity (mS/cm), temperature (°C) and gauge pressure (dbar). Valid −2…35 °C, 0…42;
 * below 2 with Hill's extension, which gives exactly 0 for no conductivity.
 * @throws Problem not_computable `out_of_range` when the salinity leaves 0…42.
 */
export const practicalSalinity = (conductivityMsCm: number, t: number, p: number): number => {
  const ratio = conductivityMsCm / standardConductivity
  const rt = ratio / (temperatureRatio(t) * pressureRatio(ratio, t, p))
  const root = Math.sqrt(rt)
  const k = (t - 15) / (1 + 0.0162 * (t - 15))
  const pss78 =
    polynomial([0.008, -0.1692, 25.3851, 14.0941, -7.0261, 2.7081], root) +
    k * polynomial([0.0005, -0.0056, -0.0066, -0.0375, 0.0636, -0.0144], root)
  const [x, y] = [400 * rt, 100 * rt]
  const salinity =
    pss78 < 2 ? pss78 - 0.008 / (1 + 1.5 * x + x ** 2) - (0.0005 * k) / (1 + Math.sqrt(y) + y ** 1.5) : pss78
  if (salinity > 42) throw Problem.field('/conductivityMsCm', 'out_of_range', '盐度超出 0 至 42 的适用范围')
  return Math.max(0, salinity)
}
