export const oxygenSource =
  'Benson & Krause, Limnology and Oceanography 29 (1984) 620–632；APHA Standard Methods 4500-O'
export const garciaSource =
  'Garcia & Gordon, Limnology and Oceanography 37 (1992) 1307–1312，Benson & Krause 数据的系数'

const kelvin = (t: number): number => t + 273.15

/** Pressure of water vapour over water of salinity S, atm (Green & Carritt 1967). */
export const vapourPressure = (t: number, salinity: number): number => {
  const ratio = 373.16 / kelvin(t)
  const inner =
    18.1973 * (1 - ratio) +
    3.1813e-7 * (1 - Math.exp(26.1205 * (1 - 1 / ratio))) -
    0.018726 * (1 - Math.exp(8.03945 * (1 - ratio))) +
    5.02802 * Math.log(ratio)
  return (1 - 0.000537 * salinity) * Math.exp(inner)
}

/** Factor from 1 atm to another pressure (atm): less air above, and the share of vapour grows. */
const pressureFactor = (t: number, salinity: number, pressureAtm: number): number => {
  const theta = 0.000975 - 1.426e-5 * t + 6.436e-8 * t ** 2
  const vapour = vapourPressure(t, salinity)
  return (pressureAtm * (1 - vapour / pressureAtm) * (1 - theta * pressureAtm)) / ((1 - vapour) * (1 - theta))
}

/** Oxygen at saturation, mg/L, at `pressureAtm` of moist air. Valid 0–40 °C, salinity 0–40, 0.5–1.1 atm. */
export const oxygenSaturation = (t: number, salinity: number, pressureAtm = 1): number => {
  const T = kelvin(t)
  const logarithm =
    -139.34411 +
    1.575701e5 / T -
    6.642308e7 / T ** 2 +
    1.2438e10 / T ** 3 -
    8.621949e11 / T ** 4 -
    salinity * (0.017674 - 10.754 / T + 2140.7 / T ** 2)
  return Math.exp(logarithm) * pressureFactor(t, salinity, pressureAtm)
}

/** Oxygen at saturation, µmol/kg; the same range. */
export const oxygenSaturationPerKg = (t: number, salinity: number, pressureAtm = 1): number => {
  const y = Math.log((298.15 - t) / kelvin(t))
  const fresh = 5.80871 + y * (3.20291 + y * (4.17887 + y * (5.10006 + y * (-0.0986643 + y * 3.80369))))
  const salt = -0.00701577 + y * (-0.00770028 + y * (-0.0113864 - y * 0.00951519))
  return Math.exp(fresh + salinity * (salt - 2.75915e-7 * salinity)) * pressureFactor(t, salinity, pressureAtm)
}

/** What a probe set to `setSalinity` really saw: it over-reads in saltier water (ponds 4.5). mg/L. */
export const correctedOxygen = (doMgL: number, t: number, salinity: number, setSalinity: number): number =>
  (doMgL * oxygenSaturation(t, salinity)) / oxygenSaturation(t, setSalinity)
