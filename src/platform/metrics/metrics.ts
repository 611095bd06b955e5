import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

export type Metrics = {
  /** One answered request. `route` is the pattern, never the address: addresses hold the numbers of people's records. */
  readonly answered: (method: string, route: string, status: number, seconds: number) => void
  /** Prometheus text. */
  readonly text: () => Promise<string>
  readonly contentType: string
}

/** Counters of one server; the process's own (memory, event loop) beside them. */
export const createMetrics = (): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'gongfu_http_request_seconds',
    help: 'Time to answer, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers: [registry],
  })
  return {
    answered: (method, route, status, seconds) => requests.observe({ method, route, status: String(status) }, seconds),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
