/** Runs solves in a worker of their own, so that a long one blocks no request and its memory is given back. */
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'
import type { LinearProblem } from './problem.ts'
import { type Solution, type SolveOptions, solve } from './solve.ts'

type Task = { readonly solverTask: { readonly problem: LinearProblem; readonly options: SolveOptions } }
type Reply = { readonly solution: Solution } | { readonly failure: string }

/** Heap of the worker's JavaScript side in MB; the solver's own memory is bounded by WebAssembly (4 GB) and `solverLimits`. */
const heapMegabytes = 512

/** Seconds over the solver's own limit after which the worker is ended: presolve does not look at the clock everywhere. */
const graceSeconds = 10

/**
 * Like `solve`, in a fresh worker. `signal` ends it at once.
 * @throws Error when the worker fails, or does not answer within the time limit plus 10 s.
 */
export const solveInWorker = (
  problem: LinearProblem,
  options: SolveOptions & { readonly signal?: AbortSignal } = {},
): Promise<Solution> => {
  const { signal, ...solveOptions } = options
  const task: Task = { solverTask: { problem, options: solveOptions } }
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new Error('求解已取消'))
      return
    }
    const worker = new Worker(new URL(import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    })
    const settle = (finish: () => void) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      void worker.terminate().then(finish, finish)
    }
    const abort = () => settle(() => reject(new Error('求解已取消')))
    const timer = setTimeout(
      () => settle(() => reject(new Error('求解超时，已终止'))),
      ((solveOptions.timeLimitSeconds ?? 20) + graceSeconds) * 1000,
    )
    signal?.addEventListener('abort', abort)
    worker.once('message', (reply: Reply) =>
      settle(() => ('solution' in reply ? resolve(reply.solution) : reject(new Error(reply.failure)))),
    )
    worker.once('error', (error) => settle(() => reject(error)))
  })
}

const isTask = (data: unknown): data is Task => typeof data === 'object' && data !== null && 'solverTask' in data

if (!isMainThread && isTask(workerData)) {
  const { problem, options } = workerData.solverTask
  const reply: Reply = await solve(problem, options).then(
    (solution) => ({ solution }),
    (error: unknown) => ({ failure: error instanceof Error ? error.message : String(error) }),
  )
  parentPort?.postMessage(reply)
}
