import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ErrorCode } from '../errors/codes.ts'
import { Problem, type FieldError } from '../errors/problem.ts'

/** One computation for a thread. `source` is the URL of a module's calculators.ts, whose exports hold it. */
export type Order = { readonly source: string; readonly name: string; readonly body: unknown }

export type Answer =
  | { readonly kind: 'value'; readonly text: string }
  | {
      readonly kind: 'problem'
      readonly code: ErrorCode
      readonly detail: string
      readonly errors: readonly FieldError[]
    }
  | { readonly kind: 'defect'; readonly message: string }

type Waiting = {
  readonly order: Order
  readonly deadlineMs: number
  readonly resolve: (text: string) => void
  readonly reject: (error: Error) => void
}

/** Requests that may wait for a thread; beyond, the caller is told to come back. */
const maxWaiting = 64

/** A solver answers with the best found at its deadline; this is the time it has to hand that in. */
const graceMs = (deadlineMs: number): number => 500 + deadlineMs / 4

/** Loading a module's code for the first time is no part of the computation. */
const loadingMs = 15_000

/**
 * Heavy solves run beside the event loop, one a thread. A thread that overruns its deadline is ended, so that no input
 * can hold the server.
 */
export class CalculatorPool {
  readonly #size: number
  readonly #idle: Worker[] = []
  readonly #busy = new Set<Worker>()
  readonly #queue: Waiting[] = []
  readonly #loaded = new WeakMap<Worker, Set<string>>()
  #closed = false

  constructor(size = Math.max(1, availableParallelism() - 1)) {
    this.#size = size
  }

  /** Starts one thread and loads the code, so that the first caller does not wait for it. */
  warm(sources: readonly string[]): void {
    const worker = this.#idle[0] ?? this.#start()
    if (!this.#idle.includes(worker)) this.#idle.push(worker)
    for (const warm of sources) worker.postMessage({ warm })
  }

  /**
   * Runs a calculator; resolves with the JSON text of its reply. Throws the calculator's `Problem`, `not_computable`
   * (code `deadline_exceeded`) when it overran, `unavailable` when too many wait, and an Error for a defect.
   */
  run(order: Order, deadlineMs: number): Promise<string> {
    if (this.#closed) return Promise.reject(new Problem('unavailable', '服务正在停止'))
    if (this.#queue.length >= maxWaiting) {
      return Promise.reject(new Problem('unavailable', '正在计算的请求过多，请稍后重试'))
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ order, deadlineMs, resolve, reject })
      this.#next()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const waiting of this.#queue.splice(0)) waiting.reject(new Problem('unavailable', '服务正在停止'))
    await Promise.all([...this.#idle.splice(0), ...this.#busy].map((worker) => worker.terminate()))
  }

  #start(): Worker {
    const worker = new Worker(new URL('./calculator-worker.ts', import.meta.url))
    worker.unref()
    this.#loaded.set(worker, new Set())
    return worker
  }

  #next(): void {
    if (this.#closed || this.#queue.length === 0) return
    const worker = this.#idle.pop() ?? (this.#busy.size < this.#size ? this.#start() : undefined)
    if (worker === undefined) return
    const waiting = this.#queue.shift()
    if (waiting !== undefined) this.#hand(worker, waiting)
  }

  #hand(worker: Worker, { order, deadlineMs, resolve, reject }: Waiting): void {
    this.#busy.add(worker)
    const loaded = this.#loaded.get(worker)
    const patience = deadlineMs + graceMs(deadlineMs) + (loaded?.has(order.source) === true ? 0 : loadingMs)

    const settle = (keep: boolean, finish: () => void): void => {
      clearTimeout(timer)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      this.#busy.delete(worker)
      if (keep && !this.#closed) this.#idle.push(worker)
      else void worker.terminate()
      finish()
      this.#next()
    }
    const onMessage = (answer: Answer) => {
      loaded?.add(order.source)
      settle(true, () => {
        if (answer.kind === 'value') resolve(answer.text)
        else if (answer.kind === 'problem') reject(new Problem(answer.code, answer.detail, answer.errors))
        else reject(new Error(answer.message))
      })
    }
    const onError = (error: Error) => settle(false, () => reject(error))
    const onExit = (code: number) => settle(false, () => reject(new Error(`calculator thread ended with code ${code}`)))
    const timer = setTimeout(() => {
      const message = `${deadlineMs / 1000} 秒内没有算出结果，请缩小规模`
      settle(false, () => reject(Problem.field('', 'deadline_exceeded', message)))
    }, patience)

    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    worker.postMessage(order)
  }
}
