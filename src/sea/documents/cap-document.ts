/** Reads a CAP document and holds it against the OASIS schema. External entities and DTDs never load. */
import { readFileSync } from 'node:fs'
import { ParseOption, XmlDocument, XmlElement, XmlLibError, XsdValidator } from 'libxml2-wasm'
import { Problem } from '../../platform/errors/problem.ts'
import { capNamespace } from '../model/cap-alert.ts'
import { type ReadAlert, type ReadInfo, type RuleError, capRuleErrors } from '../model/cap-rules.ts'

export type SchemaError = { readonly line: number | null; readonly message: string }

export type CapCheck = {
  readonly schemaValid: boolean
  readonly schemaErrors: readonly SchemaError[]
  readonly ruleErrors: readonly RuleError[]
  /** Of a document that the schema accepts. */
  readonly alert: ReadAlert | null
}

const options = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NO_SYS_CATALOG

let validator: XsdValidator | undefined

/** Compiled once and kept for the life of the process. */
const schema = (): XsdValidator => {
  if (validator === undefined) {
    const document = XmlDocument.fromString(
      readFileSync(new URL('../../../data/sea/CAP-v1.2.xsd', import.meta.url), 'utf8'),
    )
    validator = XsdValidator.fromDoc(document)
  }
  return validator
}

const errorsOf = (error: XmlLibError): SchemaError[] =>
  error.details.length === 0
    ? [{ line: null, message: error.message.trim() }]
    : error.details.map(({ line, message }) => ({ line: line > 0 ? line : null, message: message.trim() }))

const namespaces = { cap: capNamespace }

const childrenOf = (parent: XmlElement, name: string): XmlElement[] =>
  parent.find(`cap:${name}`, namespaces).filter((node) => node instanceof XmlElement)

const textOf = (parent: XmlElement, name: string): string | undefined => childrenOf(parent, name)[0]?.content

const given = <Name extends string>(parent: XmlElement, ...names: Name[]): Partial<Record<Name, string>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const text = textOf(parent, name)
      return text === undefined ? [] : [[name, text] as const]
    }),
    // Keys are those of the list.
  ) as Partial<Record<Name, string>>

const readInfo = (info: XmlElement): ReadInfo => ({
  language: textOf(info, 'language') ?? 'en-US',
  event: textOf(info, 'event') ?? '',
  urgency: textOf(info, 'urgency') ?? '',
  severity: textOf(info, 'severity') ?? '',
  certainty: textOf(info, 'certainty') ?? '',
  ...given(info, 'onset', 'expires', 'headline', 'description', 'instruction'),
  areas: childrenOf(info, 'area').map((area) => ({
    areaDesc: textOf(area, 'areaDesc') ?? '',
    polygons: childrenOf(area, 'polygon').map(({ content }) => content),
    circles: childrenOf(area, 'circle').map(({ content }) => content),
  })),
})

const readAlert = (root: XmlElement): ReadAlert => ({
  identifier: textOf(root, 'identifier') ?? '',
  sender: textOf(root, 'sender') ?? '',
  sent: textOf(root, 'sent') ?? '',
  status: textOf(root, 'status') ?? '',
  msgType: textOf(root, 'msgType') ?? '',
  scope: textOf(root, 'scope') ?? '',
  ...given(root, 'restriction', 'addresses', 'references'),
  info: childrenOf(root, 'info').map(readInfo),
})

/**
 * Schema first, then the rules in words. A document that is not XML fails the schema with the parser's line.
 * @throws Problem not_computable `doctype`: a CAP document has no document type declaration.
 */
export const checkCap = (xml: string): CapCheck => {
  if (/<!DOCTYPE/i.test(xml)) throw Problem.field('/xml', 'doctype', 'CAP 文档不得含 DOCTYPE 声明')
  const refused = (error: unknown): CapCheck => {
    if (!(error instanceof XmlLibError)) throw error
    return { schemaValid: false, schemaErrors: errorsOf(error), ruleErrors: [], alert: null }
  }
  let document: XmlDocument
  try {
    document = XmlDocument.fromString(xml, { option: options })
  } catch (error) {
    return refused(error)
  }
  try {
    schema().validate(document)
    const alert = readAlert(document.root)
    return { schemaValid: true, schemaErrors: [], ruleErrors: capRuleErrors(alert), alert }
  } catch (error) {
    return refused(error)
  } finally {
    document.dispose()
  }
}
