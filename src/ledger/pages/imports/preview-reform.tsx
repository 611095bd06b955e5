import { useState } from 'react'
import { Light, type LightState } from '../../../platform/ui/light.tsx'
import type { ImportReply } from '../../api/imports/schema.ts'
import { useLedger } from '../../messages/index.ts'
import { OfficialText } from '../official-text.tsx'
import { goalWords } from '../target-words.ts'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'

type Reform = ImportReply['reforms'][number]
type Target = Reform['targets'][number]

/** Bound to a figure that is computed, bound to one that is not connected yet, or still to be bound by hand. */
const bindingState = (target: Target): LightState =>
  target.kind === 'deliverable'
    ? 'on_track'
    : target.indicatorId === null
      ? 'at_risk'
      : target.connected
        ? 'on_track'
        : 'no_data'

const columns = ['measures', 'milestones', 'landmarks'] as const

/** One row of the table as it was read: the State's words left, what was understood right. */
export const PreviewReform = ({ reform }: { reform: Reform }) => {
  const t = useLedger()
  const [chosen, setChosen] = useState<string | null>(null)
  const numbered = reform.targets.map((target, index) => ({ target, no: index + 1 }))
  const words = (target: Target): string => {
    switch (bindingState(target)) {
      case 'at_risk':
        return t('import.unbound')
      case 'no_data':
        return t('import.notConnected')
      default:
        return target.kind === 'deliverable'
          ? t('goal.deliverable')
          : target.kept
            ? t('import.kept')
            : t('import.proposed')
    }
  }
  return (
    <div className="reform-grid">
      <section className="panel official">
        <dl className="official-text song" lang="zh-CN">
          <div data-column="name">
            <dt>{t('reform.name')}</dt>
            <dd>{reform.name}</dd>
          </div>
          <div>
            <dt>{t('reform.standing')}</dt>
            <dd>{reform.standing}</dd>
          </div>
          {columns.map((column) => (
            <div key={column}>
              <dt>{t(`reform.${column}`)}</dt>
              <dd>
                <OfficialText
                  text={reform[column]}
                  marks={numbered
                    .filter(({ target }) => target.column === column)
                    .map(({ target, no }) => ({
                      from: target.from,
                      to: target.to,
                      no,
                      light: bindingState(target),
                      id: target.key,
                    }))}
                  chosen={chosen}
                  onChoose={setChosen}
                />
              </dd>
            </div>
          ))}
          <div>
            <dt>{t('reform.departments')}</dt>
            <dd>
              {reform.departments.map((department, index) => (
                <span key={department.name}>
                  {index > 0 && '、'}
                  {department.name}
                  {department.organisationId === null && (
                    <small className="tag tag-warn">{t('import.unknownDepartment')}</small>
                  )}
                </span>
              ))}
            </dd>
          </div>
        </dl>
      </section>
      <section className="reform-live">
        <ScrollBox>
          <table className="plain-table plain-table-prose target-rows">
            <thead>
              <tr>
                <th>
                  <span className="visually-hidden">{t('column.no')}</span>
                </th>
                <th>{t('target.text')}</th>
                <th>{t('column.target')}</th>
                <th>{t('column.due')}</th>
                <th>{t('column.indicator')}</th>
                <th>{t('import.binding')}</th>
              </tr>
            </thead>
            <tbody>
              {numbered.map(({ target, no }) => (
                <tr
                  key={target.key}
                  data-light={bindingState(target)}
                  data-chosen={chosen === target.key ? '' : undefined}
                  onClick={() => setChosen(target.key)}
                >
                  <td>
                    <span className="target-no">{no}</span>
                  </td>
                  <td className="target-title">{target.text}</td>
                  <td className="nowrap">{goalWords({ ...target, word: null }, t)}</td>
                  <td className="muted nowrap">{target.due}</td>
                  <td className="muted">{target.indicatorTitle ?? target.indicatorId}</td>
                  <td>
                    <Light state={bindingState(target)} word={words(target)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </section>
    </div>
  )
}
