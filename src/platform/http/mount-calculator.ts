import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Calculator } from '../calculators.ts'
import type { CalculatorPool } from './calculator-pool.ts'
import { runCalculator } from './run-calculator.ts'

export const defaultCalculatorBodyBytes = 1024 * 1024

/**
 * Mounts a calculator. One with `deadlineMs` runs in the pool; `source` is the file there it is found again. The rest
 * take milliseconds and run here.
 */
export const mountCalculator = (
  server: FastifyInstance,
  calculator: Calculator,
  url: string,
  source: string,
  pool: CalculatorPool,
  admit: (request: FastifyRequest, reply: FastifyReply) => Promise<void>,
): void => {
  const { deadlineMs } = calculator
  server.route({
    method: 'POST',
    url,
    bodyLimit: calculator.maxBodyBytes ?? defaultCalculatorBodyBytes,
    onRequest: admit,
    handler: async (request, reply) => {
      reply.type('application/json; charset=utf-8')
      if (deadlineMs === undefined) return JSON.stringify(await runCalculator(calculator, request.body))
      return pool.run({ source, name: calculator.name, body: request.body }, deadlineMs)
    },
  })
}
