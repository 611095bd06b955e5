import fc from 'fast-check'
import { nearExamples } from '../src/platform/calculators.testing.ts'
import type { JsonObject } from '../src/platform/http/openapi.ts'

/** Bodies drawn from a JSON Schema, most of them valid, the rest damaged in one to three places. */

type Node = JsonObject

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
const nodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : [])
const bound = (value: unknown, fallback: number): number =>
  typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : fallback

const text = (node: Node): fc.Arbitrary<string> => {
  switch (node['format']) {
    case 'uuid':
      return fc.uuid()
    case 'date':
      return fc
        .date({ min: new Date('2000-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10))
    case 'date-time':
      return fc
        .date({ min: new Date('2000-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString())
    default: {
      const minLength = Math.min(bound(node['minLength'], 0), 200)
      if (typeof node['pattern'] === 'string' && !node['pattern'].includes('(?')) {
        return fc.oneof(
          // As long as the pattern asks: digests have 64 characters, signatures more.
          fc.stringMatching(new RegExp(node['pattern'], 'u')),
          fc.string({ maxLength: 10 }),
        )
      }
      return fc.string({
        minLength,
        maxLength: Math.max(minLength, Math.min(bound(node['maxLength'], 30), 30)),
        unit: 'grapheme',
      })
    }
  }
}

const arbitrary = (node: Node, root: Node, depth: number): fc.Arbitrary<unknown> => {
  if (typeof node['$ref'] === 'string') {
    const name = /^#\/\$defs\/(.+)$/.exec(node['$ref'])?.[1]
    const definitions = isNode(root['$defs']) ? root['$defs'] : {}
    const found = name === undefined ? root : definitions[name]
    return depth > 4 || !isNode(found) ? fc.constant(null) : arbitrary(found, root, depth + 1)
  }
  if ('const' in node) return fc.constant(node['const'])
  if (Array.isArray(node['enum'])) return fc.constantFrom(...(node['enum'] as unknown[]))
  const choices = [...nodes(node['anyOf']), ...nodes(node['oneOf'])]
  if (choices.length > 0) return fc.oneof(...choices.map((choice) => arbitrary(choice, root, depth + 1)))
  switch (node['type']) {
    case 'object': {
      const properties = isNode(node['properties']) ? node['properties'] : {}
      const required = Array.isArray(node['required']) ? node['required'].map(String) : []
      const entries = Object.entries(properties).filter((entry): entry is [string, Node] => isNode(entry[1]))
      const drawn = Object.fromEntries(entries.map(([key, inner]) => [key, arbitrary(inner, root, depth + 1)]))
      return fc.record(drawn, { requiredKeys: required.filter((key) => key in drawn), noNullPrototype: true })
    }
    case 'array': {
      const inner = isNode(node['items']) ? arbitrary(node['items'], root, depth + 1) : fc.jsonValue()
      const minLength = Math.min(bound(node['minItems'], 0), 5)
      return fc.array(inner, { minLength, maxLength: Math.max(minLength, 3) })
    }
    case 'integer': {
      const min = Math.ceil(bound(node['minimum'], -1000))
      return fc.integer({
        min: Math.max(min, -(2 ** 31)),
        max: Math.min(Math.floor(bound(node['maximum'], min + 100_000)), 2 ** 31 - 1),
      })
    }
    case 'number':
      return fc.double({ min: bound(node['minimum'], -1000), max: bound(node['maximum'], 100_000), noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return text(node)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

/** One body in three is damaged. */
export const bodiesOf = (schema: JsonObject): fc.Arbitrary<unknown> => {
  const sound = arbitrary(schema, schema, 0).map((body) => JSON.parse(JSON.stringify(body)) as unknown)
  return fc.oneof(
    { arbitrary: sound, weight: 2 },
    { arbitrary: sound.chain((body) => nearExamples([body])), weight: 1 },
  )
}
