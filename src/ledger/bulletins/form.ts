import type { BulletinReply, BulletinRow } from '../api/bulletins/schema.ts'
import { lightWords } from './words.ts'

/** The official table's own columns in its own order, then what this platform adds. `share` of the page's width. */
export const formColumns = [
  { title: '序号', share: 3 },
  { title: '改革名称', share: 9 },
  { title: '经验借鉴', share: 5 },
  { title: '改革举措（进展）', share: 18 },
  { title: '主要目标', share: 16 },
  { title: '标志性成果', share: 15 },
  { title: '责任部门', share: 9 },
  { title: '实际进展', share: 18 },
  { title: '亮灯', share: 7 },
] as const

/** The nine cells of a row; the first seven are the words of the table as they were imported. */
export const formCells = (row: BulletinRow): readonly string[] => [
  String(row.no),
  row.name,
  row.standing,
  row.measures,
  row.milestones,
  row.landmarks,
  row.departments,
  row.progress,
  lightWords(
    row.light,
    row.lights.map(({ light }) => light),
  ),
]

/** Lines above the table: title, edition with its reason, summary. A draft says so. */
export const formHead = (bulletin: BulletinReply): { readonly title: string; readonly lines: readonly string[] } => ({
  title: bulletin.state === 'draft' ? `${bulletin.title}（草稿）` : bulletin.title,
  lines: [
    ...(bulletin.correction === null ? [] : [`第${bulletin.edition}版，更正说明：${bulletin.correction}`]),
    ...(bulletin.summary === '' ? [] : [bulletin.summary]),
  ],
})

/** Line below the table, by which a printed copy is compared with the published one. */
export const formFoot = (bulletin: BulletinReply): string =>
  bulletin.digest === null ? '草稿，未发布' : `校验值（SM3）：${bulletin.digest}`
