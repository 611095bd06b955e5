import type { ColumnKey, ReformReply } from '../api/reforms/schema.ts'
import { useLedger } from '../messages/index.ts'
import { type Marked, OfficialText } from './official-text.tsx'

const columns: readonly ColumnKey[] = ['name', 'standing', 'measures', 'milestones', 'landmarks', 'departments']

/** The row of the official table as the State wrote it. */
export const OfficialRow = ({
  reply,
  chosen,
  onChoose,
}: {
  reply: ReformReply
  chosen: string | null
  onChoose: (id: string) => void
}) => {
  const t = useLedger()
  const marksOf = (column: ColumnKey): readonly Marked[] =>
    reply.spans
      .filter((span) => span.column === column)
      .flatMap((span) => {
        const target = reply.targets.find((one) => one.id === span.targetId)
        return target ? [{ from: span.from, to: span.to, no: target.no, light: target.light, id: target.id }] : []
      })
  return (
    <section className="panel official">
      <div className="section-head">
        <h2>{t('reform.original')}</h2>
        <span className="hint">{t('reform.original.hint', { no: reply.no, count: reply.spans.length })}</span>
      </div>
      {/* The State's words stay Chinese whatever the language of the page. */}
      <dl className="official-text song" lang="zh-CN">
        {columns.map((column) => (
          <div key={column} data-column={column}>
            <dt>{t(`reform.${column}`)}</dt>
            <dd>
              <OfficialText
                text={
                  column === 'departments'
                    ? (reply.columns[column] ?? '').trim().replaceAll('\n', '、')
                    : (reply.columns[column] ?? '')
                }
                marks={marksOf(column)}
                chosen={chosen}
                onChoose={onChoose}
              />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
