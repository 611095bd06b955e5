import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Calculator } from '../calculators.ts'
import { Problem } from '../errors/problem.ts'
import type { CalculatorPool } from './calculator-pool.ts'
import { refuseUnstorable } from './json-body.ts'
import { runCalculator, runCalculatorOnFile } from './run-calculator.ts'
import { formOverheadBytes, readUpload } from './upload.ts'

export const defaultCalculatorBodyBytes = 1024 * 1024

/** Lets one route take text/plain, as `{[key]: text}`; JSON it takes as every route does. */
const acceptText = (scope: FastifyInstance, key: string): void => {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  scope.addContentTypeParser('text/plain', { parseAs: 'buffer' }, (_request, bytes, done) => {
    try {
      const body = { [key]: utf8.decode(typeof bytes === 'string' ? Buffer.from(bytes) : bytes) }
      refuseUnstorable(body)
      done(null, body)
    } catch (error) {
      done(error instanceof Problem ? error : new Problem('malformed', '内容不是有效的 UTF-8'))
    }
  })
}

const accepts = (request: FastifyRequest, mediaType: string): boolean =>
  (request.headers.accept ?? '').split(',').some((entry) => entry.split(';')[0]?.trim().toLowerCase() === mediaType)

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
  const { bare, deadlineMs, file, textBody } = calculator
  const onFile = async (request: FastifyRequest): Promise<string> => {
    if (file === undefined) throw new Problem('unsupported_media', '该计算器不接受文件')
    const upload = await readUpload(request, { maxBytes: file.maxBytes, required: true })
    if (upload === null) throw Problem.field('/file', 'required', '请选择文件', 'malformed')
    return JSON.stringify(await runCalculatorOnFile(calculator, file, upload))
  }
  const answer = async (request: FastifyRequest): Promise<string> => {
    if (/^multipart\//i.test(request.headers['content-type'] ?? '')) return onFile(request)
    return deadlineMs === undefined
      ? JSON.stringify(await runCalculator(calculator, request.body))
      : pool.run({ source, name: calculator.name, body: request.body }, deadlineMs)
  }
  const mount = (scope: FastifyInstance): void => {
    scope.route({
      method: 'POST',
      url,
      bodyLimit:
        file === undefined
          ? (calculator.maxBodyBytes ?? defaultCalculatorBodyBytes)
          : file.maxBytes + formOverheadBytes,
      onRequest: admit,
      handler: async (request, reply) => {
        if (bare !== undefined && accepts(request, bare.mediaType)) {
          // Checked against the calculator's own schema just before: `key` holds a text there.
          const { value } = JSON.parse(await answer(request)) as { readonly value: Readonly<Record<string, string>> }
          return reply.type(`${bare.mediaType}; charset=utf-8`).send(value[bare.key])
        }
        reply.type('application/json; charset=utf-8')
        return answer(request)
      },
    })
  }
  if (textBody === undefined) {
    mount(server)
    return
  }
  void server.register(async (scope) => {
    acceptText(scope, textBody)
    mount(scope)
  })
}
