/** Gamma function, regularised incomplete gamma and its inverse. */

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const

/** ln Γ(x) for x > 0: Stirling's series from 20 on, Lanczos (g = 7) below; about 1e-14 relative. */
export const lnGamma = (x: number): number => {
  if (x >= 20) {
    const inverse = 1 / (x * x)
    const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series
  }
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x)
  const shifted = x - 1
  const sum = lanczos.reduce(
    (total, coefficient, index) => total + coefficient / (shifted + index + 1),
    0.99999999999980993,
  )
  const t = shifted + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum)
}

/** Γ(x) for x > 0. */
export const gamma = (x: number): number => Math.exp(lnGamma(x))

/**
 * Regularised lower incomplete gamma P(a, x) and its complement Q, a > 0: series below a + 1, continued fraction above.
 * Source: Press et al., Numerical Recipes, 3rd ed., 6.2.
 */
export const incompleteGamma = (a: number, x: number): { readonly p: number; readonly q: number } => {
  if (x <= 0) return { p: 0, q: 1 }
  const factor = Math.exp(a * Math.log(x) - x - lnGamma(a))
  if (x < a + 1) {
    let [term, sum] = [1 / a, 1 / a]
    for (let n = 1; n < 100_000; n++) {
      term *= x / (a + n)
      sum += term
      if (term < sum * 1e-17) break
    }
    const p = Math.min(1, sum * factor)
    return { p, q: 1 - p }
  }
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let h = d
  for (let i = 1; i < 100_000; i++) {
    const an = -i * (i - a)
    b += 2
    d = 1 / (Math.abs(an * d + b) < tiny ? tiny : an * d + b)
    c = Math.abs(b + an / c) < tiny ? tiny : b + an / c
    const change = d * c
    h *= change
    if (Math.abs(change - 1) < 1e-16) break
  }
  const q = Math.min(1, factor * h)
  return { p: 1 - q, q }
}

/** Quantile of the standard normal, 0 < p < 1. Source: Acklam's rational approximation with one Halley step. */
export const normalQuantile = (p: number): number => {
  if (p > 0.5) return -normalQuantile(1 - p)
  const tail = Math.sqrt(-2 * Math.log(p))
  // Abramowitz & Stegun 26.2.23 as the start.
  let z = -(
    tail -
    (2.515517 + tail * (0.802853 + tail * 0.010328)) / (1 + tail * (1.432788 + tail * (0.189269 + tail * 0.001308)))
  )
  for (let round = 0; round < 4; round++) {
    const { p: half, q } = incompleteGamma(0.5, (z * z) / 2)
    const below = z < 0 ? q / 2 : (1 + half) / 2
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
    const u = (below - p) / density
    z -= u / (1 + (z * u) / 2)
  }
  return z
}

/**
 * The x with Q(a, x) = q, 0 < q < 1, by Halley's steps from the Wilson–Hilferty start, kept in a bracket.
 */
export const gammaQuantileUpper = (a: number, q: number): number => {
  const z = -normalQuantile(q)
  let x = a * Math.max(1e-4, 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a))) ** 3
  if (a < 1) {
    const t = 1 - a * (0.253 + a * 0.12)
    x = 1 - q < t ? ((1 - q) / t) ** (1 / a) : 1 - Math.log(1 - (1 - q - t) / (1 - t))
  }
  let [low, high] = [0, Infinity]
  for (let round = 0; round < 200; round++) {
    const found = incompleteGamma(a, x)
    // The smaller tail has the digits.
    const error = q < 0.5 ? q - found.q : found.p - (1 - q)
    if (error > 0) high = x
    else low = x
    const density = Math.exp((a - 1) * Math.log(x) - x - lnGamma(a))
    const u = error / density
    let next = x - u / (1 - 0.5 * Math.max(-1, Math.min(1, u * ((a - 1) / x - 1))))
    if (!(next > low && next < high) || !Number.isFinite(next)) next = high === Infinity ? 2 * x : (low + high) / 2
    if (Math.abs(next - x) <= 1e-14 * x) return next
    x = next
  }
  return x
}
