/** Linear and mixed-integer problems as plain data: they can be tested, logged and sent to a worker. */

export type Sense = 'minimise' | 'maximise'

export type Variable = {
  readonly name: string
  readonly lower: number
  readonly upper: number
  readonly integer: boolean
  /** Coefficient in the objective. */
  readonly cost: number
}

export type Row = {
  readonly name: string
  readonly lower: number
  readonly upper: number
  /** Index of the variable → coefficient, each variable once. */
  readonly terms: readonly (readonly [variable: number, coefficient: number])[]
}

export type LinearProblem = {
  readonly sense: Sense
  /** Added to the objective. */
  readonly offset: number
  readonly variables: readonly Variable[]
  readonly rows: readonly Row[]
}

export type VariableOptions = {
  readonly lower?: number
  readonly upper?: number
  readonly cost?: number
  readonly integer?: boolean
}

export type Terms = Iterable<readonly [variable: number, coefficient: number]>

/**
 * Collects a problem. Variables are referred to by the index that `variable` answers; bounds default to [0, ∞); the
 * coefficients of a variable that is named twice in a row add up.
 */
export class ProblemBuilder {
  readonly #sense: Sense
  readonly #variables: Variable[] = []
  readonly #rows: Row[] = []
  #offset = 0

  constructor(sense: Sense) {
    this.#sense = sense
  }

  /** @throws RangeError for NaN, an infinite cost, or bounds that exclude each other. */
  variable(name: string, options: VariableOptions = {}): number {
    const { lower = 0, upper = Number.POSITIVE_INFINITY, cost = 0, integer = false } = options
    if (!(lower <= upper)) throw new RangeError(`bounds of ${name}: ${lower} to ${upper}`)
    if (!Number.isFinite(cost)) throw new RangeError(`cost of ${name}: ${cost}`)
    return this.#variables.push({ name, lower, upper, integer, cost }) - 1
  }

  /** A yes-or-no decision. */
  binary(name: string, cost = 0): number {
    return this.variable(name, { upper: 1, cost, integer: true })
  }

  /** lower ≤ Σ coefficient · variable ≤ upper; answers the index of the row. */
  row(name: string, lower: number, terms: Terms, upper: number): number {
    if (!(lower <= upper)) throw new RangeError(`bounds of ${name}: ${lower} to ${upper}`)
    const summed = new Map<number, number>()
    for (const [variable, coefficient] of terms) {
      if (this.#variables[variable] === undefined) throw new RangeError(`row ${name}: no variable ${variable}`)
      if (!Number.isFinite(coefficient)) throw new RangeError(`row ${name}: coefficient ${coefficient}`)
      summed.set(variable, (summed.get(variable) ?? 0) + coefficient)
    }
    return this.#rows.push({ name, lower, upper, terms: [...summed] }) - 1
  }

  atMost(name: string, terms: Terms, limit: number): number {
    return this.row(name, Number.NEGATIVE_INFINITY, terms, limit)
  }

  atLeast(name: string, terms: Terms, limit: number): number {
    return this.row(name, limit, terms, Number.POSITIVE_INFINITY)
  }

  equal(name: string, terms: Terms, value: number): number {
    return this.row(name, value, terms, value)
  }

  /** Adds a constant to the objective. */
  addOffset(value: number): void {
    this.#offset += value
  }

  build(): LinearProblem {
    return {
      sense: this.#sense,
      offset: this.#offset,
      variables: [...this.#variables],
      rows: [...this.#rows],
    }
  }
}
