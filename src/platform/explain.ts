/**
 * A figure with its working (计算书): the value and the ordered steps that led to it.
 *
 * Every decision about people's money, land, marks or safety is returned as `Explained<T>`, so that the API returns
 * it, the page shows it, the PDF prints it and the test asserts it from one object.
 */

/** One named input of a step. `unit` is the unit of `value` as shown to people; `origin` links to the record it came from. */
export type WorkingInput = {
  readonly value: number | string | boolean | null
  readonly unit?: string
  readonly origin?: string
}

export type WorkingStep = {
  /** What this step finds, in official Chinese. */
  readonly label: string
  /** The formula in words or symbols, with the names of `inputs`. */
  readonly formula: string
  readonly inputs: Readonly<Record<string, WorkingInput>>
  readonly result: number | string | boolean | null
  readonly unit?: string
  /** Law with article, standard with clause, paper, or the rule table that decides. */
  readonly source: string
}

export type Warning = { readonly code: string; readonly message: string }

export type Explained<T> = {
  readonly value: T
  readonly working: readonly WorkingStep[]
  /** Rule table → version used. */
  readonly rules: Readonly<Record<string, string>>
  readonly warnings: readonly Warning[]
}

type Inputs = Readonly<Record<string, WorkingInput | WorkingInput['value']>>

const asInput = (input: WorkingInput | WorkingInput['value']): WorkingInput =>
  typeof input === 'object' && input !== null ? input : { value: input }

/**
 * Collects the steps of one computation. Pass it down the model; a model that is run for 130 000 families passes
 * `silent` and pays nothing for it.
 */
export class Working {
  static readonly silent = new Working(false)
  readonly #recording: boolean
  readonly #steps: WorkingStep[] = []
  readonly #rules: Record<string, string> = {}
  readonly #warnings: Warning[] = []

  constructor(recording = true) {
    this.#recording = recording
  }

  get recording(): boolean {
    return this.#recording
  }

  /** Adds a step and returns its result, so that a formula reads as one expression. */
  step<R extends WorkingStep['result']>(step: {
    label: string
    formula: string
    inputs?: Inputs
    result: R
    unit?: string
    source: string
  }): R {
    if (this.#recording) {
      const inputs = Object.fromEntries(
        Object.entries(step.inputs ?? {}).map(([name, input]) => [name, asInput(input)]),
      )
      this.#steps.push({ ...step, inputs })
    }
    return step.result
  }

  usedRule(table: string, version: string): void {
    if (this.#recording) this.#rules[table] = version
  }

  warn(code: string, message: string): void {
    if (this.#recording && !this.#warnings.some((known) => known.code === code && known.message === message)) {
      this.#warnings.push({ code, message })
    }
  }

  explain<T>(value: T): Explained<T> {
    return { value, working: [...this.#steps], rules: { ...this.#rules }, warnings: [...this.#warnings] }
  }
}
