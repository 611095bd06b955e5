/** What of a file can be registered, and why the rest cannot: feature by feature, with its place (land 10). */
import { crsRegistry, type Crs, findCrs, transformer } from '../../platform/geo/crs.ts'
import { type CrsReading, detectCrs } from '../../platform/geo/detect-crs.ts'
import { geodesicArea } from '../../platform/geo/ellipsoid.ts'
import { placeInArea } from '../../platform/geo/inside.ts'
import { commonArea, overlapsOf, prepareZones } from '../../platform/geo/overlay.ts'
import { type Area, type Box, boxOfArea, planeArea, type Position } from '../../platform/geo/shapes.ts'
import { findShapeFaults, withRightHandRule } from '../../platform/geo/validity.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { checkRealEstateUnit } from '../../platform/identifiers/real-estate-unit.ts'
import type { ImportChoices, TargetField } from '../api/imports/schema.ts'
import { registerPlane } from '../model/area.ts'
import { guessFields } from './fields.ts'
import type { RawFeature, RawFile, Refused } from './raw.ts'

/** What overlaps by less is rounding of the neighbours' common corners (assumption). */
const overlapToleranceM2 = 0.1
/** A registered plot is at least this large; less is a slip of the pen (assumption). */
const leastM2 = 1
/** Shapes agree when they differ by less than this share: coordinates are stored with nine decimals of a degree. */
const sameShare = 1e-4
/** GCJ-02 and BD-09 lie so far from CGCS2000 in this county, m (land 4.3). */
const shiftedBy = { least: 150, most: 1_200 } as const

export type Known = { readonly code: string; readonly area: Area }
export type Town = { readonly code: string; readonly area: Area }

export type CheckJob = {
  readonly target: 'parcels' | 'layer'
  readonly choices: ImportChoices
  readonly box: Box
  /** Parcels that stand, or zones of the version in force; in degrees. */
  readonly known: readonly Known[]
  readonly towns: readonly Town[]
  /** Accepted repairs by place, in degrees. */
  readonly repaired: Readonly<Record<string, Area>>
}

export type Checked = {
  readonly place: string
  readonly values: Readonly<Partial<Record<TargetField, string>>>
  readonly code: string
  readonly parents: readonly string[]
  readonly townCode: string
  readonly area: Area
  readonly areaM2: number
  readonly repaired: boolean
  readonly kind: 'new' | 'replaced' | 'unchanged' | 'changed'
}

export type RefusedFeature = Refused & {
  readonly place: string
  readonly name: string
  readonly at: Position | null
  /** In degrees, where it could be read so far: a repair can be proposed. */
  readonly area: Area | null
}

export type CheckResult = {
  readonly crs: string | null
  readonly crsName: string
  readonly crsFrom: 'chosen' | 'file' | 'detected' | 'unknown'
  readonly candidates: readonly CrsReading[]
  readonly fields: Readonly<Partial<Record<TargetField, string>>>
  readonly features: readonly Checked[]
  readonly refused: readonly RefusedFeature[]
  /** Codes of known ones that the file does not have. */
  readonly gone: readonly string[]
  readonly warnings: readonly { readonly code: string; readonly message: string }[]
}

type System = {
  readonly crs: Crs | null
  readonly name: string | null
  readonly from: CheckResult['crsFrom']
  readonly swap: boolean
  readonly candidates: readonly CrsReading[]
  readonly refused: Refused | null
}

const sampleSize = 400

const samplePoints = (features: readonly RawFeature[]): Position[] => {
  const points: Position[] = []
  const step = Math.max(1, Math.floor(features.length / sampleSize))
  for (let index = 0; index < features.length; index += step) {
    const point = features[index]?.area?.[0]?.[0]?.[0]
    if (point !== undefined && point.every(Number.isFinite)) points.push(point)
  }
  return points
}

/** Which system the numbers are in: as chosen, as the file says, or as they fall into the county. */
const systemOf = (file: RawFile, { choices, box }: CheckJob): System => {
  const points = samplePoints(file.features)
  const candidates = detectCrs(points, box)
  const told = choices.crs ?? file.crs
  if (told !== null) {
    const from = choices.crs === null ? 'file' : 'chosen'
    try {
      return { crs: findCrs(told), name: told, from, swap: choices.swapAxes, candidates, refused: null }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const [first] = error.errors
      const old = told === '北京54/西安80'
      return {
        crs: null,
        name: told,
        from,
        swap: false,
        candidates,
        refused: {
          code: old ? 'crs_not_accepted' : (first?.code ?? 'unknown_crs'),
          message: old ? '北京 54、西安 80 坐标须先转换到 CGCS2000' : (first?.message ?? error.message),
        },
      }
    }
  }
  const [best] = candidates
  if (best === undefined) {
    return {
      crs: null,
      name: null,
      from: 'unknown',
      swap: false,
      candidates,
      refused: { code: 'unknown_crs', message: '文件没有写明坐标系，坐标按任何一种读法都不在本县，请选择坐标系' },
    }
  }
  const swap = choices.swapAxes || best.axisSwapped
  return { crs: crsRegistry[best.crs], name: best.crs, from: 'detected', swap, candidates, refused: null }
}

const middle = (area: Area): Position => {
  const box = boxOfArea(area)
  return [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2]
}

const inBox = (area: Area, box: Box): boolean => {
  const own = boxOfArea(area)
  return own.minX >= box.minX && own.maxX <= box.maxX && own.minY >= box.minY && own.maxY <= box.maxY
}

type Draft = Omit<Checked, 'kind'> & { readonly name: string; readonly plane: Area }

const toPlane = transformer(crsRegistry['EPSG:4490'], crsRegistry[registerPlane])
const planeOf = (area: Area): Area => area.map((part) => part.map((ring) => ring.map(toPlane)))

/** Parents stand in one cell, separated as people write lists. */
const listOf = (text: string): string[] => text.split(/[、,，;；\s]+/).filter((part) => part !== '')

class Checking {
  readonly refused: RefusedFeature[] = []
  readonly warnings: { code: string; message: string }[] = []

  refuse(feature: { place: string; name: string }, why: Refused, at: Position | null, area: Area | null): null {
    this.refused.push({ ...why, place: feature.place, name: feature.name, at, area })
    return null
  }
}

const degreesOf = (raw: RawFeature, system: System, checking: Checking, name: string): Area | null => {
  const who = { place: raw.place, name }
  if (raw.refused !== null || raw.area === null) {
    return checking.refuse(who, raw.refused ?? { code: 'empty_geometry', message: '要素没有图形' }, null, null)
  }
  if (system.crs === null)
    return checking.refuse(who, system.refused ?? { code: 'unknown_crs', message: '坐标系未知' }, null, null)
  const image = transformer(system.crs, crsRegistry['EPSG:4490'])
  const swap = ([x, y]: Position): Position => (system.swap ? [y, x] : [x, y])
  try {
    // Repeated points are slips of drawing programs and change nothing: they are left out.
    return raw.area.map((part) =>
      part.map((ring) =>
        ring
          .filter(
            (point, index) => index === 0 || point[0] !== ring[index - 1]?.[0] || point[1] !== ring[index - 1]?.[1],
          )
          .map((position) => image(swap(position))),
      ),
    )
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return checking.refuse(who, { code: 'coordinate', message: error.errors[0]?.message ?? error.message }, null, null)
  }
}

const draftOf = (
  raw: RawFeature,
  system: System,
  job: CheckJob,
  fields: CheckResult['fields'],
  checking: Checking,
): Draft | null => {
  const values = Object.fromEntries(
    Object.entries(fields).map(([field, column]) => [field, (raw.properties[column] ?? '').trim()]),
  ) as Draft['values']
  const name = values.code ?? ''
  const who = { place: raw.place, name }
  const accepted = job.repaired[raw.place]
  const degrees = accepted ?? degreesOf(raw, system, checking, name)
  if (degrees === null) return null
  const [fault] = findShapeFaults(degrees, 1)
  if (fault !== undefined) {
    return checking.refuse(who, { code: fault.code, message: fault.message.replace(/（.*）$/, '') }, fault.at, degrees)
  }
  const area = withRightHandRule(degrees)
  if (!inBox(area, job.box)) {
    const turned = area.map((part) => part.map((ring) => ring.map(([x, y]): Position => [y, x])))
    const message = inBox(turned, job.box) ? '界线在本县范围之外，坐标顺序可能颠倒' : '界线在本县范围之外，请核对坐标系'
    return checking.refuse(who, { code: 'outside_county', message }, null, null)
  }
  const areaM2 = geodesicArea(area)
  if (areaM2 < leastM2)
    return checking.refuse(
      who,
      { code: 'too_small', message: `面积只有 ${areaM2.toFixed(3)} 平方米` },
      middle(area),
      null,
    )
  if (name === '')
    return checking.refuse(who, { code: 'code_missing', message: '没有代码，请核对字段对应' }, middle(area), null)
  let code = name
  if (job.target === 'parcels') {
    const checked = checkRealEstateUnit(name)
    if (!checked.valid || checked.parts?.level !== 'parcel') {
      const message = `宗地代码“${name.slice(0, 40)}”不正确：${checked.reason ?? 'LENGTH'}`
      return checking.refuse(who, { code: 'unit_code_invalid', message }, middle(area), null)
    }
    code = checked.code
  } else if (name.length > 64) {
    return checking.refuse(who, { code: 'code_too_long', message: '编号不得超过 64 个字' }, middle(area), null)
  }
  const townCode = townOf(area, values, job)
  if (townCode === null) {
    return checking.refuse(
      who,
      { code: 'town_unknown', message: '不在任何乡镇街道内，请指定乡镇街道' },
      middle(area),
      null,
    )
  }
  return {
    place: raw.place,
    name,
    values,
    code,
    parents: listOf(values.parents ?? ''),
    townCode,
    area,
    areaM2,
    plane: planeOf(area),
    repaired: accepted !== undefined,
  }
}

const townOf = (area: Area, values: Draft['values'], { target, choices, towns }: CheckJob): string | null => {
  if (target === 'layer') return ''
  if (values.townCode !== undefined && towns.some(({ code }) => code === values.townCode)) return values.townCode
  const at = middle(area)
  return towns.find((town) => placeInArea(at, town.area) !== 'outside')?.code ?? choices.townCode
}

/** Drops a draft that is refused for what stands beside it. */
const without = (
  drafts: readonly Draft[],
  checking: Checking,
  why: (draft: Draft, index: number) => Refused | null,
): Draft[] =>
  drafts.filter((draft, index) => {
    const refused = why(draft, index)
    if (refused !== null) checking.refuse(draft, refused, middle(draft.area), null)
    return refused === null
  })

const noDuplicates = (drafts: readonly Draft[], checking: Checking): Draft[] => {
  const first = new Map<string, string>()
  return without(drafts, checking, ({ code, place }) => {
    const known = first.get(code)
    if (known === undefined) first.set(code, place)
    return known === undefined ? null : { code: 'duplicate_code', message: `代码与${known}重复` }
  })
}

const noOverlapsInside = (drafts: readonly Draft[], checking: Checking): Draft[] => {
  const zones = prepareZones(drafts.map(({ plane }) => plane))
  return without(drafts, checking, ({ plane }, index) => {
    // Of a pair the later one is refused, so that one correction clears both.
    const hit = overlapsOf(plane, zones).find(({ zone, areaM2 }) => zone < index && areaM2 > overlapToleranceM2)
    return hit === undefined
      ? null
      : { code: 'overlaps_feature', message: `与${drafts[hit.zone]?.place ?? ''}重叠 ${hit.areaM2.toFixed(2)} 平方米` }
  })
}

const againstKnown = (drafts: readonly Draft[], job: CheckJob, checking: Checking): Checked[] => {
  const planes = job.known.map(({ area }) => planeOf(area))
  const byCode = new Map(job.known.map(({ code }, index) => [code, index]))
  const shifted = shiftOf(drafts, planes, byCode)
  const zones = job.target === 'parcels' ? prepareZones(planes) : null
  return drafts.flatMap((draft): Checked[] => {
    const { name: _name, plane, ...rest } = draft
    const refuse = (code: string, message: string): Checked[] => {
      checking.refuse(draft, { code, message }, middle(draft.area), null)
      return []
    }
    if (shifted !== null) {
      return refuse('shifted_coordinates', `与登记位置一致偏移约 ${Math.round(shifted)} 米，疑为 GCJ-02 或 BD-09 坐标`)
    }
    const own = byCode.get(draft.code)
    const ownPlane = own === undefined ? undefined : planes[own]
    if (ownPlane !== undefined) {
      const common = commonArea(plane, ownPlane)
      const same = Math.max(planeArea(plane), planeArea(ownPlane)) - common <= sameShare * planeArea(ownPlane)
      if (same) return [{ ...rest, kind: 'unchanged' }]
      return job.target === 'layer'
        ? [{ ...rest, kind: 'changed' }]
        : refuse('boundary_changed', '界线与登记不同：请用新的宗地代码登记，并填写原宗地代码')
    }
    for (const parent of draft.parents) {
      if (!byCode.has(parent)) return refuse('parent_not_found', `原宗地 ${parent} 不是现行宗地`)
    }
    const hit =
      zones === null
        ? undefined
        : overlapsOf(plane, zones).find(
            ({ zone, areaM2 }) => areaM2 > overlapToleranceM2 && !draft.parents.includes(job.known[zone]?.code ?? ''),
          )
    if (hit !== undefined) {
      return refuse('overlaps_parcel', `与宗地 ${job.known[hit.zone]?.code ?? ''} 重叠 ${hit.areaM2.toFixed(2)} 平方米`)
    }
    return [{ ...rest, kind: draft.parents.length > 0 ? 'replaced' : 'new' }]
  })
}

/** How far the file as a whole lies from what is registered; null unless most of several plots agree. */
const shiftOf = (
  drafts: readonly Draft[],
  planes: readonly Area[],
  byCode: ReadonlyMap<string, number>,
): number | null => {
  const shifts = drafts.flatMap(({ code, plane }) => {
    const known = planes[byCode.get(code) ?? -1]
    if (known === undefined) return []
    const [a, b] = [middle(plane), middle(known)]
    return [Math.hypot(a[0] - b[0], a[1] - b[1])]
  })
  const far = shifts.filter((metres) => metres >= shiftedBy.least && metres <= shiftedBy.most).sort((a, b) => a - b)
  return far.length >= 3 && far.length > 0.8 * shifts.length ? (far[Math.floor(far.length / 2)] ?? null) : null
}

/** Children together should have the land of their parents; a difference is told, surveys do differ. */
const compareWithParents = (features: readonly Checked[], known: readonly Known[], checking: Checking): void => {
  const areas = new Map(known.map(({ code, area }) => [code, area]))
  const groups = Map.groupBy(
    features.filter(({ parents }) => parents.length > 0),
    ({ parents }) => parents.toSorted().join('、'),
  )
  for (const [parents, children] of groups) {
    const before = listOf(parents).reduce((sum, code) => sum + geodesicArea(areas.get(code) ?? []), 0)
    const after = children.reduce((sum, { areaM2 }) => sum + areaM2, 0)
    if (Math.abs(after - before) > Math.max(1, 0.001 * before)) {
      checking.warnings.push({
        code: 'area_differs_from_parents',
        message: `原宗地 ${parents} 共 ${before.toFixed(2)} 平方米，新宗地共 ${after.toFixed(2)} 平方米`,
      })
    }
  }
}

/** Judges every feature of a file. Pure: what is known of the county comes with the job. */
export const checkFile = (file: RawFile, job: CheckJob): CheckResult => {
  const checking = new Checking()
  const system = systemOf(file, job)
  if (system.from === 'detected' && system.candidates.length > 1) {
    checking.warnings.push({ code: 'crs_ambiguous', message: '坐标有几种读法都落在本县，请在地图上核对' })
  }
  if (system.from === 'detected' && system.swap) {
    checking.warnings.push({ code: 'axes_swapped', message: '坐标按“北、东”顺序书写，已自动对调' })
  }
  const fields = { ...guessFields(job.target, file.fields), ...job.choices.fields }
  const drafts = file.features.flatMap((raw) => draftOf(raw, system, job, fields, checking) ?? [])
  const unique = noDuplicates(drafts, checking)
  const clear = job.target === 'parcels' ? noOverlapsInside(unique, checking) : unique
  const features = againstKnown(clear, job, checking)
  if (job.target === 'parcels') compareWithParents(features, job.known, checking)
  const present = new Set(features.map(({ code }) => code))
  return {
    crs: system.crs === null ? null : system.name,
    crsName: system.crs?.name ?? system.name ?? '',
    crsFrom: system.from,
    candidates: system.candidates,
    fields,
    features,
    refused: checking.refused,
    gone: job.target === 'layer' ? job.known.flatMap(({ code }) => (present.has(code) ? [] : [code])) : [],
    warnings: checking.warnings,
  }
}
