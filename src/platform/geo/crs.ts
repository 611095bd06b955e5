/**
 * Coordinate reference systems that we take and give. Every projected position is [easting, northing], although the
 * registry's axis order of the Gauss–Krüger systems is northing, easting; OGC API Features with `crs=` answers in
 * registry order by `registryOrder`.
 */
import proj4 from 'proj4'
import { Problem } from '../errors/problem.ts'
import type { Position } from './shapes.ts'

/** CGCS2000 ellipsoid: semi-major axis in metres and flattening (GB 22021-2008). */
export const cgcs2000 = { a: 6_378_137, f: 1 / 298.257222101 } as const

export type CrsCode = 'EPSG:4490' | 'EPSG:4326' | 'EPSG:4549' | 'EPSG:4528' | 'EPSG:4550' | 'EPSG:4529' | 'EPSG:3857'

export type Crs = {
  readonly name: string
  readonly kind: 'geographic' | 'projected'
  readonly definition: string
  /** Central meridian in degrees, for Gauss–Krüger. */
  readonly centralMeridian?: number
  /** Easting of the central meridian, with the zone prefix if there is one. */
  readonly falseEasting?: number
  /** Whether registry order is northing (latitude) first. */
  readonly northingFirst: boolean
}

const ellipsoid = `+a=${cgcs2000.a} +rf=298.257222101`

const gaussKruger = (name: string, centralMeridian: number, falseEasting: number): Crs => ({
  name,
  kind: 'projected',
  definition: `+proj=tmerc +lat_0=0 +lon_0=${centralMeridian} +k=1 +x_0=${falseEasting} +y_0=0 ${ellipsoid} +units=m +no_defs`,
  centralMeridian,
  falseEasting,
  northingFirst: true,
})

/** WGS 84 is taken as CGCS2000: they differ by centimetres (GB 22021-2008; land 4.3). */
export const crsRegistry: Readonly<Record<CrsCode, Crs>> = {
  'EPSG:4490': {
    name: 'CGCS2000 经纬度',
    kind: 'geographic',
    definition: `+proj=longlat ${ellipsoid} +no_defs`,
    northingFirst: true,
  },
  'EPSG:4326': {
    name: 'WGS 84 经纬度（按 CGCS2000 使用）',
    kind: 'geographic',
    definition: `+proj=longlat ${ellipsoid} +no_defs`,
    northingFirst: true,
  },
  'EPSG:4549': gaussKruger('CGCS2000 三度带 中央经线 120°', 120, 500_000),
  'EPSG:4528': gaussKruger('CGCS2000 三度带 第 40 带', 120, 40_500_000),
  'EPSG:4550': gaussKruger('CGCS2000 三度带 中央经线 123°', 123, 500_000),
  'EPSG:4529': gaussKruger('CGCS2000 三度带 第 41 带', 123, 41_500_000),
  'EPSG:3857': {
    name: 'Web 墨卡托',
    kind: 'projected',
    definition:
      '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs',
    northingFirst: false,
  },
}

/** Gauss–Krüger on any central meridian, e.g. 121.5 for sea-use surveys (HY/T 251). */
export const localGaussKruger = (centralMeridian: number, falseEasting = 500_000): Crs =>
  gaussKruger(`CGCS2000 中央经线 ${centralMeridian}°`, centralMeridian, falseEasting)

const shifted = /gcj|bd-?\s*0?9|火星|百度|高德|amap|autonavi/i

/** PROJ strings of local CGCS2000 systems: transverse Mercator with plain numbers, nothing that opens files. */
const localSystem =
  /^\+proj=tmerc(?:\s+\+(?:(?:lat_0|lon_0|k|k_0|x_0|y_0|a|b|rf)=-?\d+(?:\.\d+)?|ellps=(?:GRS80|CGCS2000|WGS84)|units=m|no_defs|type=crs|towgs84=0(?:,0){2,6}))*$/

/**
 * Finds a system by `EPSG:4549`, `4549`, an OGC URI, or a PROJ string of a local CGCS2000 Gauss–Krüger system.
 * @throws Problem not_computable `crs_not_accepted` for the encrypted systems GCJ-02 and BD-09 (shifted by 300–700 m,
 * without a lawful exact inverse), `unknown_crs` for the rest.
 */
export const findCrs = (text: string, pointer = '/crs'): Crs => {
  if (shifted.test(text)) {
    throw Problem.field(pointer, 'crs_not_accepted', '不接受 GCJ-02、BD-09 坐标，请提供 CGCS2000 坐标')
  }
  if (/^(?:urn:ogc:def:crs:OGC:[\d.]*:CRS84|https?:\/\/www\.opengis\.net\/def\/crs\/OGC\/[\d.]+\/CRS84)$/.test(text)) {
    return { ...crsRegistry['EPSG:4326'], northingFirst: false }
  }
  const code =
    /^(?:EPSG:|urn:ogc:def:crs:EPSG:[\d.]*:|https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[\d.]+\/)?(\d{4,5})$/i.exec(
      text.trim(),
    )?.[1]
  const known = code === undefined ? undefined : crsRegistry[`EPSG:${code}` as CrsCode]
  if (known !== undefined) return known
  const local = text.trim().replace('+ellps=CGCS2000', ellipsoid)
  if (text.length <= 300 && localSystem.test(text.trim())) {
    const meridian = /\+lon_0=(-?[\d.]+)/.exec(text)?.[1]
    return {
      name: '地方坐标系',
      kind: 'projected',
      definition: local,
      northingFirst: true,
      ...(meridian === undefined ? {} : { centralMeridian: Number(meridian) }),
    }
  }
  throw Problem.field(pointer, 'unknown_crs', `不支持的坐标系：${text.slice(0, 60)}`)
}

/**
 * Makes a function that turns positions of one system into the other. Degrees for geographic, metres for projected.
 * Full Krüger series: within 1e-5 m of PROJ up to 3° from the meridian.
 * @throws (from the function) Problem not_computable `coordinate` for a position that is not finite or has no image.
 */
export const transformer = (from: Crs, to: Crs): ((position: Position) => Position) => {
  if (from.definition === to.definition) return (position) => position
  const converter = proj4(from.definition, to.definition)
  return ([x, y]) => {
    const fine =
      Number.isFinite(x) &&
      Number.isFinite(y) &&
      (from.kind === 'projected' || (Math.abs(x) <= 180 && Math.abs(y) <= 90))
    const [easting = Number.NaN, northing = Number.NaN] = fine ? converter.forward([x, y]) : []
    if (!Number.isFinite(easting) || !Number.isFinite(northing)) {
      throw Problem.field('', 'coordinate', `坐标无法转换：${x}, ${y}`)
    }
    return [easting, northing]
  }
}

/** Position in the order of the registry's axes, for OGC API Features Part 2. */
export const registryOrder = (crs: Crs, [x, y]: Position): Position => (crs.northingFirst ? [y, x] : [x, y])
