/** CMA best-track files (热带气旋最佳路径数据集), UTC. Format: tcdata.typhoon.org.cn, "CMA 最佳路径数据集说明". */
import { Problem } from '../../platform/errors/problem.ts'
import { geodesicDistance } from '../../platform/geo/ellipsoid.ts'
import { cycloneGradeNames } from './wind-force.ts'

export type TrackPoint = {
  /** Milliseconds since 1970. */
  readonly time: number
  readonly grade: number
  readonly lat: number
  readonly lon: number
  readonly pressureHpa: number
  /** 2-minute mean near the centre, m/s; 9 means below 10; null: missing (0 in the file). */
  readonly windMs: number | null
}

export type Storm = {
  readonly internationalId: string
  readonly cmaId: string
  /** Serial number, depressions included. */
  readonly tcSerial: string
  readonly records: number
  /** 0 dissipated, 1 left the area, 2 merged, 3 quasi-stationary. */
  readonly endFlag: number
  /** Of the header; the lines' own times hold: since 2017 they are three-hourly near landfall. */
  readonly intervalHours: number
  readonly name: string
  readonly points: readonly TrackPoint[]
}

const hour = 3_600_000
/** No cyclone moves farther in six hours. */
const [jumpKm, jumpHours] = [1_000, 6]

const refuse = (line: number, code: string, message: string): Problem =>
  Problem.field('/text', code, `第 ${line} 行：${message}`)

const header = /^66666\s+(\d{4})\s+(\d+)\s+(\d{4})\s+(\d{4})\s+(\d)\s+(\d+)\s+(.*?)\s+(\d{8})\s*$/
const record = /^(\d{10})\s+(\d)\s+(-?\d{1,3})\s+(\d{1,4})\s+(\d{3,4})\s+(\d{1,3})(?:\s+\d{1,3})?\s*$/

const timeOf = (text: string): number | null => {
  const [year, month, day, hours] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8), text.slice(8, 10)].map(
    Number,
  )
  const time = Date.UTC(year ?? 0, (month ?? 0) - 1, day, hours)
  return new Date(time).toISOString().slice(0, 13).replace(/[-T]/g, '') === text ? time : null
}

const readPoint = (text: string, line: number): TrackPoint => {
  const match = record.exec(text)
  if (match === null) throw refuse(line, 'record_format', '不是最佳路径记录“时间 等级 纬度 经度 气压 风速”')
  const [, stamp = '', grade = '', lat = '', lon = '', pressure = '', wind = ''] = match
  const time = timeOf(stamp)
  if (time === null) throw refuse(line, 'record_time', `时间 ${stamp} 不存在`)
  if (!(Number(grade) in cycloneGradeNames)) throw refuse(line, 'record_grade', `没有等级 ${grade}`)
  const [latitude, east] = [Number(lat) / 10, Number(lon) / 10]
  if (Math.abs(latitude) > 90 || east > 360) throw refuse(line, 'record_position', `位置 ${lat}、${lon} 超出范围`)
  return {
    time,
    grade: Number(grade),
    lat: latitude,
    lon: east > 180 ? Math.round(east * 10 - 3_600) / 10 : east,
    pressureHpa: Number(pressure),
    windMs: Number(wind) === 0 ? null : Number(wind),
  }
}

const checkStep = (before: TrackPoint, point: TrackPoint, line: number): void => {
  const hours = (point.time - before.time) / hour
  if (hours <= 0) throw refuse(line, 'time_backwards', '时间没有向前')
  const km = geodesicDistance([before.lon, before.lat], [point.lon, point.lat]) / 1000
  if (km > jumpKm * (Math.max(hours, 1) / jumpHours)) {
    throw refuse(line, 'position_jump', `${hours} 小时移动 ${Math.round(km)} km，位置有误`)
  }
}

/**
 * Reads all storms of a file. @throws Problem not_computable with the line: a header or record that does not fit, a
 * count that differs from the records read (both numbers are told), time not going forward, a jump of over 1 000 km in 6 h.
 */
export const parseBestTrack = (text: string): Storm[] => {
  const lines = text
    .split(/\r?\n/)
    .map((content, index) => ({ content: content.trim(), line: index + 1 }))
    .filter(({ content }) => content !== '')
  if (lines.length === 0) throw Problem.field('/text', 'empty', '没有内容')
  const storms: (Omit<Storm, 'points'> & { readonly points: TrackPoint[]; readonly line: number })[] = []
  for (const { content, line } of lines) {
    if (content.startsWith('66666')) {
      const match = header.exec(content)
      if (match === null) throw refuse(line, 'header_format', '不是最佳路径头记录')
      const [, internationalId = '', records, tcSerial = '', cmaId = '', endFlag, interval, name = ''] = match
      storms.push({
        internationalId,
        cmaId,
        tcSerial,
        name,
        line,
        points: [],
        records: Number(records),
        endFlag: Number(endFlag),
        intervalHours: Number(interval),
      })
      continue
    }
    const storm = storms.at(-1)
    if (storm === undefined) throw refuse(line, 'no_header', '记录之前没有头记录 66666')
    const point = readPoint(content, line)
    const before = storm.points.at(-1)
    if (before !== undefined) checkStep(before, point, line)
    storm.points.push(point)
  }
  return storms.map(({ line, ...storm }) => {
    if (storm.points.length !== storm.records) {
      throw refuse(line, 'count_mismatch', `头记录写明 ${storm.records} 条，实有 ${storm.points.length} 条`)
    }
    return storm
  })
}
