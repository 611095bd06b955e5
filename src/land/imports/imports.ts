import { randomUUID } from 'node:crypto'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Actor, App, Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { type ReceivedFile, storeFile } from '../../platform/files/files.ts'
import { readContent } from '../../platform/files/store.ts'
import { file } from '../../platform/files/tables.ts'
import { muOf } from '../../platform/geo/ellipsoid.ts'
import type { Area } from '../../platform/geo/shapes.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { DeepReadonly } from '../../platform/read-only.ts'
import {
  ImportChoices,
  type ImportCheck,
  type ImportReply,
  type ImportsReply,
  type UploadFields,
} from '../api/imports/schema.ts'
import { requireDuty } from '../duties.ts'
import { publishVersion } from '../layers/publish.ts'
import { insertParcels } from '../parcels/insert.ts'
import { landImport, landImportTemplate, landLayer } from '../tables.ts'
import { askRecomputation } from '../verdicts/job.ts'
import type { CheckResult } from './check.ts'
import { countyData } from './county-data.ts'
import { readAndCheck, sourceOf } from './read-file.ts'
import { proposeRepairs, type Repair } from './repair.ts'

/** Lists of an answer stay readable; the counts are whole. */
const [mostRefusals, mostDiff, mostShapes] = [500, 500, 400]

type Free = App & { readonly actor: Actor }
type Row = typeof landImport.$inferSelect
type Read = Awaited<ReturnType<typeof readAndCheck>>

/** One transaction of the actor. Named one by one: a route without a transaction refuses to have its `tx` read. */
const scoped = <T>(at: Free, work: (context: Context) => Promise<T>): Promise<T> => {
  const { config, clock, database, modules, jobs, channels, actor } = at
  const app = {
    config,
    clock,
    database,
    modules,
    ...(jobs === undefined ? {} : { jobs }),
    ...(channels === undefined ? {} : { channels }),
  }
  return database.scoped(actor, (tx) => work({ ...app, actor, tx }))
}

const find = async (
  { tx, actor }: Context,
  id: string,
): Promise<Row & { readonly digest: string; readonly kind: string }> => {
  const [row] = await tx
    .select({ row: landImport, digest: file.digest, kind: file.kind })
    .from(landImport)
    .innerJoin(file, and(eq(file.county, landImport.county), eq(file.id, landImport.fileId)))
    .where(and(eq(landImport.county, actor.county), eq(landImport.id, id)))
  if (row === undefined) throw new Problem('not_found', '没有这次导入')
  return { ...row.row, digest: row.digest, kind: row.kind }
}

export const listImports = async ({ tx, actor }: Context): Promise<DeepReadonly<z.input<typeof ImportsReply>>> => {
  const rows = await tx
    .select({
      id: landImport.id,
      target: landImport.target,
      layerId: landImport.layerId,
      filename: landImport.filename,
      format: landImport.format,
      state: landImport.state,
      uploadedByName: landImport.uploadedByName,
      uploadedAt: landImport.uploadedAt,
      confirmedOn: landImport.confirmedOn,
      features: sql<number | null>`(${landImport.check} -> 'counts' ->> 'features')::int`,
      refused: sql<number | null>`(${landImport.check} -> 'counts' ->> 'refused')::int`,
    })
    .from(landImport)
    .where(eq(landImport.county, actor.county))
    .orderBy(desc(landImport.uploadedAt))
    .limit(200)
  return { rows: rows.map((row) => ({ ...row, uploadedAt: row.uploadedAt.toISOString() })) }
}

/** @throws Problem not_found */
export const viewImport = async (context: Context, id: string): Promise<DeepReadonly<z.input<typeof ImportReply>>> => {
  const row = await find(context, id)
  const templates = await context.tx
    .select({ name: landImportTemplate.name, fields: landImportTemplate.fields })
    .from(landImportTemplate)
    .where(and(eq(landImportTemplate.county, context.actor.county), eq(landImportTemplate.target, row.target)))
    .orderBy(landImportTemplate.name)
  return {
    id: row.id,
    target: row.target,
    layerId: row.layerId,
    filename: row.filename,
    format: row.format,
    choices: row.choices,
    check: row.check,
    state: row.state,
    uploadedByName: row.uploadedByName,
    uploadedAt: row.uploadedAt.toISOString(),
    confirmedOn: row.confirmedOn,
    templates,
    version: row.version,
  }
}

/** Reads the file in a worker and judges it against the county of this moment. Holds no transaction while it reads. */
const check = async (
  at: Free,
  received: { readonly kind: ReceivedFile['kind']; readonly bytes: Uint8Array; readonly filename: string },
  target: Row['target'],
  layerId: string | null,
  choices: ImportChoices,
  repaired: Readonly<Record<string, Area>>,
): Promise<Read> => {
  const source = await sourceOf(received.kind, received.bytes, received.filename)
  const county = await scoped(at, (context) => countyData(context, target, layerId))
  return readAndCheck({ source, encoding: choices.encoding, check: { target, choices, ...county, repaired } })
}

const shapesOf = (result: CheckResult) => {
  const step = Math.max(1, Math.ceil(result.features.length / mostShapes))
  return {
    type: 'FeatureCollection' as const,
    features: result.features
      .filter((_, index) => index % step === 0)
      .map(({ code, kind, area }) => ({
        type: 'Feature' as const,
        properties: { code, kind },
        geometry: { type: 'MultiPolygon' as const, coordinates: area },
      })),
  }
}

const toCheck = ({ file: read, result }: Read, repairs: ReadonlyMap<string, Repair>): ImportCheck => {
  const count = (kind: string) => result.features.filter((feature) => feature.kind === kind).length
  const diff = [
    ...result.features.flatMap(({ kind, code, values, areaM2 }) =>
      kind === 'unchanged' ? [] : [{ kind, code, title: values.location ?? values.name ?? '', areaMu: muOf(areaM2) }],
    ),
    ...result.gone.map((code) => ({ kind: 'gone' as const, code, title: '', areaMu: 0 })),
  ]
  return {
    fields: [...read.fields],
    sample: read.sample.map((row) => ({ ...row })),
    encoding: read.encoding,
    crs: result.crs,
    crsName: result.crsName,
    crsFrom: result.crsFrom,
    candidates: result.candidates.map((each) => ({ ...each })),
    counts: {
      features: read.count,
      valid: result.features.length,
      refused: result.refused.length,
      repaired: result.features.filter(({ repaired }) => repaired).length,
      new: count('new'),
      replaced: count('replaced'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      gone: result.gone.length,
    },
    areaMu: muOf(result.features.reduce((sum, { areaM2 }) => sum + areaM2, 0)),
    refusals: result.refused.slice(0, mostRefusals).map(({ place, name, code, message, at }) => {
      const repair = repairs.get(place)
      return {
        place,
        name,
        code,
        message,
        longitude: at === null ? null : at[0],
        latitude: at === null ? null : at[1],
        proposal:
          repair === undefined
            ? null
            : {
                beforeM2: repair.beforeM2,
                afterM2: repair.afterM2,
                geometry: { type: 'MultiPolygon', coordinates: repair.area },
              },
      }
    }),
    diff: diff.slice(0, mostDiff),
    warnings: result.warnings.map((each) => ({ ...each })),
    preview: shapesOf(result),
  }
}

/** Accepted repairs, made anew from the file: what was shown is what is taken. */
const acceptedRepairs = async (
  at: Free,
  received: Parameters<typeof check>[1],
  row: Pick<Row, 'target' | 'layerId'>,
  choices: ImportChoices,
): Promise<Readonly<Record<string, Area>>> => {
  if (choices.repair.length === 0) return {}
  const { result } = await check(at, received, row.target, row.layerId, choices, {})
  const wanted = result.refused.filter(({ place }) => choices.repair.includes(place))
  const repairs = await scoped(at, (context) => proposeRepairs(context, wanted))
  return Object.fromEntries([...repairs].map(([place, { area }]) => [place, area]))
}

/**
 * Takes a file in, reads it and shows what it would do; nothing of it counts before it is confirmed.
 * @throws Problem hostile_file, not_computable of the whole file, forbidden
 */
export const uploadImport = async (
  at: Free,
  received: ReceivedFile,
  fields: z.output<typeof UploadFields>,
): Promise<DeepReadonly<z.input<typeof ImportReply>>> => {
  const { target } = fields
  const layerId = target === 'layer' ? (fields.layerId ?? '') : null
  await scoped(at, async (context) => {
    if (target === 'layer') await requireDuty(context, 'resources')
    if (layerId === null) return
    const known = await context.tx.$count(
      landLayer,
      and(eq(landLayer.county, at.actor.county), eq(landLayer.id, layerId)),
    )
    if (known === 0) throw Problem.field('/layerId', 'layer_unknown', '没有这个图层')
  })
  const choices = ImportChoices.parse({})
  const read = await check(at, received, target, layerId, choices, {})
  return scoped(at, async (context) => {
    const stored = await storeFile(context, received)
    const id = randomUUID()
    await context.tx.insert(landImport).values({
      county: at.actor.county,
      id,
      target,
      layerId,
      filename: received.filename.slice(-200),
      fileId: stored.id,
      bytes: received.sizeBytes,
      format: read.file.format,
      choices,
      check: toCheck(read, await proposeRepairs(context, read.result.refused)),
      state: 'previewed',
      uploadedByName: at.actor.name,
      uploadedAt: at.clock.now(),
    })
    return viewImport(context, id)
  })
}

const received = async (at: Free, row: Awaited<ReturnType<typeof find>>): Promise<Parameters<typeof check>[1]> => ({
  // The register of files holds kinds of ours only.
  kind: row.kind as ReceivedFile['kind'],
  bytes: await readContent(at.config.dataDir, at.actor.county, row.digest),
  filename: row.filename,
})

const requireOpen = (row: Row): void => {
  if (row.state === 'confirmed' || row.state === 'discarded') throw new Problem('state_conflict', '这次导入已经结束')
}

/** Checks again with other choices: system, encoding, columns, accepted repairs. @throws Problem state_conflict */
export const recheckImport = async (
  at: Free,
  id: string,
  choices: ImportChoices,
): Promise<DeepReadonly<z.input<typeof ImportReply>>> => {
  const row = await scoped(at, (context) => find(context, id))
  requireOpen(row)
  const content = await received(at, row)
  const repaired = await acceptedRepairs(at, content, row, choices)
  const read = await check(at, content, row.target, row.layerId, choices, repaired)
  return scoped(at, async (context) => {
    const { template, ...kept } = choices
    if (template !== null) {
      const fields = { ...read.result.fields }
      const values = { county: at.actor.county, target: row.target, name: template, fields }
      await context.tx
        .insert(landImportTemplate)
        .values(values)
        .onConflictDoUpdate({
          target: [landImportTemplate.county, landImportTemplate.target, landImportTemplate.name],
          set: { fields },
        })
    }
    await context.tx
      .update(landImport)
      .set({
        choices: { ...kept, template: null },
        check: toCheck(read, await proposeRepairs(context, read.result.refused)),
        version: row.version + 1,
      })
      .where(and(eq(landImport.county, at.actor.county), eq(landImport.id, id)))
    return viewImport(context, id)
  })
}

const apply = async (context: Context, row: Row, { result }: Read): Promise<void> => {
  const today = civilDateOf(context.clock.now())
  if (row.target === 'layer') {
    const zones = result.features.map(({ code, values, area }) => ({
      code,
      name: values.name === undefined || values.name === '' ? code : values.name,
      level: values.level === undefined || values.level === '' ? null : values.level,
      area,
    }))
    await publishVersion(
      context,
      row.layerId ?? '',
      zones,
      row.choices.source === '' ? row.filename : row.choices.source,
    )
    return
  }
  const parcels = result.features
    .filter(({ kind }) => kind !== 'unchanged')
    .map(({ code, values, townCode, area, areaM2, parents }) => ({
      code,
      landUse: values.landUse === undefined || values.landUse === '' ? row.choices.landUse : values.landUse,
      townCode,
      location: values.location === undefined || values.location === '' ? code : values.location.slice(0, 200),
      areaRegisteredM2: registered(values.areaRegisteredM2, areaM2),
      areaM2,
      area,
      parents,
    }))
  await insertParcels(context, parcels, {
    from: row.choices.validFrom ?? today,
    crs: result.crs ?? 'EPSG:4490',
    importId: row.id,
  })
  await askRecomputation(context)
}

/** The register's own area where the file has it; else that of the boundary with two decimals. */
const registered = (text: string | undefined, areaM2: number): number => {
  const value = Number((text ?? '').replaceAll(',', ''))
  return Number.isFinite(value) && value > 0 && value < 1e9 ? value : Math.round(areaM2 * 100) / 100
}

/**
 * Takes over what the preview showed. The file is read once more against the county of this moment, in one transaction
 * that neighbours entered meanwhile cannot pass; while a feature is refused nothing is taken unless it is to be left out.
 * @throws Problem state_conflict, not_computable `refused_features`, forbidden for who is not on duty
 */
export const confirmImport = async (
  at: Free,
  id: string,
  ifMatch: string | null,
): Promise<DeepReadonly<z.input<typeof ImportReply>>> => {
  const row = await scoped(at, (context) => find(context, id))
  requireOpen(row)
  if (ifMatch !== null && ifMatch !== '*' && ifMatch !== String(row.version)) {
    throw new Problem('state_conflict', '这次导入已被他人修改，请重新打开')
  }
  const content = await received(at, row)
  const repaired = await acceptedRepairs(at, content, row, row.choices)
  const read = await check(at, content, row.target, row.layerId, row.choices, repaired)
  const refused = read.result.refused.length
  if (refused > 0 && !row.choices.leaveOut) {
    throw Problem.field('/leaveOut', 'refused_features', `有 ${refused} 个要素未通过检查，请更正，或选择不导入这些要素`)
  }
  if (read.result.features.length === 0) throw Problem.field('/file', 'no_features', '没有可以导入的要素')
  return scoped(at, async (context) => {
    await context.tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`land_parcels ${at.actor.county}`}))`)
    const [taken] = await context.tx
      .update(landImport)
      .set({
        state: 'confirmed',
        confirmedOn: civilDateOf(at.clock.now()),
        check: toCheck(read, new Map()),
        version: row.version + 1,
      })
      .where(and(eq(landImport.county, at.actor.county), eq(landImport.id, id), eq(landImport.version, row.version)))
      .returning({ id: landImport.id })
    if (taken === undefined) throw new Problem('state_conflict', '这次导入已被他人修改，请重新打开')
    await apply(context, row, read)
    return viewImport(context, id)
  })
}

/** @throws Problem state_conflict */
export const discardImport = async (context: Context, id: string): Promise<void> => {
  const row = await find(context, id)
  requireOpen(row)
  await context.tx
    .update(landImport)
    .set({ state: 'discarded', version: row.version + 1 })
    .where(and(eq(landImport.county, context.actor.county), eq(landImport.id, id)))
}
