import { JobCancelled } from './job.ts'

/**
 * Writes progress beside the work and never within it: a job that holds the only connection of the embedded database
 * would wait for itself. One write at a time, the newest figure wins.
 */
export class Progress {
  readonly #write: (done: number, total: number) => Promise<boolean>
  readonly #controller: AbortController
  #next: readonly [number, number] | null = null
  #writing: Promise<void> | null = null

  /** `write` stores a figure and says whether the run was cancelled meanwhile. */
  constructor(write: (done: number, total: number) => Promise<boolean>, controller: AbortController) {
    this.#write = write
    this.#controller = controller
  }

  report = (done: number, total: number): void => {
    if (this.#controller.signal.aborted) throw new JobCancelled()
    this.#next = [done, total]
    this.#writing ??= this.#drain()
  }

  /** Resolves when what was reported is stored. */
  async settled(): Promise<void> {
    await this.#writing
  }

  async #drain(): Promise<void> {
    try {
      for (let next = this.#next; next !== null; next = this.#next) {
        this.#next = null
        if (await this.#write(...next)) this.#controller.abort(new JobCancelled())
      }
    } catch {
      // A figure that could not be written is no reason to fail the work itself.
      this.#next = null
    } finally {
      this.#writing = null
    }
  }
}
