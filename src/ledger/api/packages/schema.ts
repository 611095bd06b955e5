import { z } from 'zod'
import { Comparator, EvidenceRow } from '../targets/schema.ts'

/** One reform's targets, bindings, rule tables and case settings, in a form another county can run. */
export const PackageContent = z.strictObject({
  format: z.literal('gongfu-reform-package/1'),
  county: z.string(),
  year: z.int(),
  madeOn: z.iso.date(),
  reform: z.strictObject({
    name: z.string(),
    subtitle: z.string().nullable(),
    standing: z.string(),
    measures: z.string(),
    milestones: z.string(),
    landmarks: z.string(),
    departments: z.array(z.string()),
  }),
  targets: z.array(
    z.strictObject({
      no: z.int(),
      column: z.enum(['measures', 'milestones', 'landmarks']),
      itemNo: z.int(),
      from: z.int(),
      to: z.int(),
      kind: z.enum(['figure', 'deliverable']),
      title: z.string(),
      text: z.string(),
      word: z.string().nullable(),
      indicatorId: z.string().nullable(),
      /** Where the figure is asked for; ids of the county of origin (a project's code), to be rebound where they differ. */
      scope: z.strictObject({ kind: z.string(), id: z.string() }).nullable(),
      comparator: Comparator,
      threshold: z.number().nullable(),
      baseline: z.number().nullable(),
      benchmark: z.string().nullable(),
      unit: z.string(),
      due: z.iso.date(),
      counted: z.boolean(),
      requiredKinds: z.array(EvidenceRow.shape.kind),
    }),
  ),
  rules: z.array(
    z.strictObject({
      table: z.string(),
      version: z.string(),
      rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
    }),
  ),
  caseSettings: z.array(
    z.strictObject({
      type: z.string(),
      deadlines: z.array(z.strictObject({ state: z.string(), days: z.int(), count: z.enum(['working', 'calendar']) })),
    }),
  ),
})
export const SignedPackage = z.strictObject({
  content: PackageContent,
  /** SM2 with SM3 (GB/T 32918.2, 32905) over the canonical JSON of `content`; key and signature (DER) in hex. */
  signature: z.strictObject({
    algorithm: z.enum(['sm2-sm3']),
    publicKey: z.string().regex(/^04[0-9a-f]{128}$/),
    value: z
      .string()
      .regex(/^[0-9a-f]+$/)
      .max(200),
  }),
})
export const PackageState = z.enum(['imported', 'adapted', 'running'])
export const PackageRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  fromCounty: z.string(),
  state: PackageState,
  importedAt: z.iso.datetime(),
  publicKey: z.string(),
  /** The reform number it runs under here. */
  reformNo: z.int().nullable(),
  /** Indicators it needs and whether this installation computes them. */
  indicators: z.array(z.strictObject({ id: z.string(), connected: z.boolean() })),
  version: z.int(),
})
/** What stands in the way of running it here, or differs; told before anything is stored. */
export const PackageRemark = z.strictObject({
  kind: z.enum([
    'indicator_missing',
    'rule_missing',
    'rule_differs',
    'case_missing',
    'deadline_differs',
    'scope_local',
  ]),
  subject: z.string(),
  message: z.string(),
})
export const PackagePreview = z.strictObject({
  name: z.string(),
  fromCounty: z.string(),
  publicKey: z.string(),
  /** Signed by this very installation. */
  own: z.boolean(),
  digest: z.string(),
  targets: z.int(),
  remarks: z.array(PackageRemark),
})
export const PackageList = z.strictObject({ rows: z.array(PackageRow), publicKey: z.string() })
export const PackageExportQuery = z.strictObject({ reform: z.coerce.number().int().min(1).max(99) })
export const PackageParams = z.strictObject({ id: z.string().max(80) })
export const PackageAdaptation = z.strictObject({
  reformNo: z.int().min(1).max(99),
  year: z.int().min(2020).max(2100),
  lead: z.string().trim().min(2).max(80),
  /** New thresholds and due dates by target number; what is not named stays. */
  targets: z
    .array(z.strictObject({ no: z.int(), threshold: z.number().nullable(), due: z.iso.date() }))
    .max(200)
    .default([]),
})
export const PackageView = PackageRow.extend({
  digest: z.string(),
  content: PackageContent,
  adaptation: PackageAdaptation.nullable(),
  remarks: z.array(PackageRemark),
})
export type PackageView = z.infer<typeof PackageView>
export type PackageRemark = z.infer<typeof PackageRemark>
export type PackageRow = z.infer<typeof PackageRow>
export type SignedPackage = z.infer<typeof SignedPackage>
export type PackageContent = z.infer<typeof PackageContent>
