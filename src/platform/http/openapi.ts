import { z } from 'zod'
import type { Calculator, CalculatorFile } from '../calculators.ts'
import { errorCodes } from '../errors/codes.ts'
import type { Module, Modules } from '../module.ts'
import type { Route } from './route.ts'
import { explainedReply } from './run-calculator.ts'

export type JsonObject = { readonly [key: string]: unknown }

/** A schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1. What JSON cannot say (a transform) becomes `{}`. */
export const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonObject => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' })
  return rest
}

/** Where a route stands. */
export const routeUrl = (module: Pick<Module, 'name'>, route: Route): string =>
  route.root === true ? route.path : `/api/${module.name}${route.path === '/' ? '' : route.path}`

export const calculatorUrl = (module: Pick<Module, 'name'>, calculator: Calculator): string =>
  `/api/${module.name}/calculators/${calculator.name}`

const template = (url: string): string => url.replace(/:(\w+)(?:\([^)]*\))?/g, '{$1}').replace(/\*$/, '{wildcard}')

const problem = { $ref: '#/components/responses/Problem' }

const parameters = (schema: z.ZodType | undefined, place: 'path' | 'query'): readonly JsonObject[] => {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input')
  const names = Array.isArray(required) ? required : []
  return Object.entries(properties ?? {}).map(([name, inner]) => ({
    name: name === '*' ? 'wildcard' : name,
    in: place,
    required: place === 'path' || names.includes(name),
    schema: inner,
  }))
}

const header = (name: string, required: boolean, description: string): JsonObject => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
})

const requestBody = (route: Route): JsonObject => {
  if (route.upload !== undefined) {
    const fields = route.body === undefined ? {} : (jsonSchema(route.body, 'input')['properties'] ?? {})
    const schema = {
      type: 'object',
      properties: { ...fields, file: { type: 'string', format: 'binary' } },
      ...(route.upload.required === true ? { required: ['file'] } : {}),
    }
    return { requestBody: { content: { 'multipart/form-data': { schema } } } }
  }
  if (route.body === undefined) return {}
  return {
    requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(route.body, 'input') } } },
  }
}

const operationId = (method: string, url: string): string =>
  `${method.toLowerCase()}${url
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '' && word !== 'api')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}`

const describeRoute = (module: Module, route: Route): JsonObject => {
  const writes = route.method !== 'GET'
  const content =
    route.stream === true
      ? { content: { 'text/event-stream': { schema: { type: 'string' } } } }
      : route.reply === undefined
        ? {}
        : { content: { 'application/json': { schema: jsonSchema(route.reply, 'output') } } }
  return {
    operationId: operationId(route.method, routeUrl(module, route)),
    tags: [module.name],
    summary: route.summary,
    'x-access': route.access,
    ...(route.access === 'public' ? { security: [] } : {}),
    parameters: [
      ...parameters(route.params, 'path'),
      ...parameters(route.query, 'query'),
      ...(route.updates === true ? [header('If-Match', true, '读取时得到的 ETag')] : []),
      ...(writes ? [header('Idempotency-Key', false, '同一个键只执行一次，重发得到同样的答复')] : []),
    ],
    ...requestBody(route),
    responses: {
      [String(route.status ?? (route.reply === undefined && writes ? 204 : 200))]: { description: '成功', ...content },
      default: problem,
    },
  }
}

const fieldsOf = (file: CalculatorFile) => jsonSchema(file.fields, 'input')['properties'] as JsonObject

const formOf = (file: CalculatorFile): JsonObject => ({
  type: 'object',
  properties: { ...fieldsOf(file), file: { type: 'string', format: 'binary' } },
  required: ['file'],
})

const describeCalculator = (module: Module, calculator: Calculator): JsonObject => ({
  operationId: operationId('post', calculatorUrl(module, calculator)),
  tags: [`${module.name} 计算器`],
  summary: calculator.title,
  description: calculator.summary,
  'x-access': 'public',
  security: [],
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: jsonSchema(calculator.input, 'input'),
        examples: Object.fromEntries(
          calculator.examples.map((example, index) => [
            `example${index + 1}`,
            { summary: example.title, value: example.input },
          ]),
        ),
      },
      ...(calculator.textBody === undefined ? {} : { 'text/plain': { schema: { type: 'string' } } }),
      ...(calculator.file === undefined ? {} : { 'multipart/form-data': { schema: formOf(calculator.file) } }),
    },
  },
  responses: {
    200: {
      description: '结果与计算书',
      content: {
        'application/json': { schema: jsonSchema(explainedReply(calculator.value), 'output') },
        ...(calculator.bare === undefined ? {} : { [calculator.bare.mediaType]: { schema: { type: 'string' } } }),
      },
    },
    default: problem,
  },
})

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'errors'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(errorCodes) },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'message'],
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}

/** The whole HTTP surface as OpenAPI 3.1, from the same schemas that validate it. */
export const openApiDocument = (modules: Modules, publicUrl: string | undefined): JsonObject => {
  const paths: Record<string, Record<string, JsonObject>> = {}
  const put = (url: string, method: string, operation: JsonObject) => {
    const path = (paths[template(url)] ??= {})
    path[method.toLowerCase()] = operation
  }
  for (const module of modules) {
    for (const route of module.routes) put(routeUrl(module, route), route.method, describeRoute(module, route))
    for (const one of module.calculators) put(calculatorUrl(module, one), 'post', describeCalculator(module, one))
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '共富 gongfu',
      version: '1',
      description:
        '山区县共同富裕十项突破性改革平台的接口。金额以分为单位的整数（…Fen），百分比为小数，日期为 YYYY-MM-DD（北京时间）。',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl ?? '/' }],
    tags: modules.flatMap((module) => [
      { name: module.name, description: module.title },
      ...(module.calculators.length === 0
        ? []
        : [{ name: `${module.name} 计算器`, description: `${module.title}：公开的计算器` }]),
    ]),
    security: [{ session: [] }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      responses: {
        Problem: {
          description: '错误（RFC 9457）',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'better-auth.session_token' } },
    },
  }
}
