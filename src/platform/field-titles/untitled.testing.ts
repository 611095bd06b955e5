import { choiceTitle, fieldTitle, isSchema } from './titled-schema.ts'

/** Fields and choices without Chinese words, as `field` and `field=choice`; for the test that keeps the catalogue whole. */
export const untitled = (schema: unknown, module: string, field = ''): readonly string[] => {
  if (Array.isArray(schema)) return schema.flatMap((item) => untitled(item, module, field))
  if (!isSchema(schema)) return []
  return Object.entries(schema).flatMap(([key, inner]): readonly string[] => {
    if (key === 'properties' && isSchema(inner)) {
      return Object.entries(inner).flatMap(([name, one]) => [
        ...(fieldTitle(name, module) === undefined && !(isSchema(one) && typeof one['title'] === 'string')
          ? [name]
          : []),
        ...untitled(one, module, name),
      ])
    }
    if (key === 'enum' || key === 'const') {
      return (Array.isArray(inner) ? inner : [inner]).flatMap((choice) =>
        typeof choice === 'string' && /^[a-z]{2,}/iu.test(choice) && choiceTitle(field, choice) === undefined
          ? [`${field}=${choice}`]
          : [],
      )
    }
    return key === 'default' ? [] : untitled(inner, module, field)
  })
}
