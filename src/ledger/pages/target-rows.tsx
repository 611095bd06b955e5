import { formatFigure } from '../../platform/ui/format.ts'
import { Light } from '../../platform/ui/light.tsx'
import { Go } from '../../platform/ui/link.tsx'
import type { TargetRow } from '../api/targets/schema.ts'
import { useLedger } from '../messages/index.ts'
import { goalWords, verdictWords } from './target-words.ts'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'

const dueInData = (due: string, asOf: string): string => (due.slice(0, 4) === asOf.slice(0, 4) ? due.slice(5) : due)

/** Targets with their figures; the numbers are those in the official text beside. */
export const TargetRows = ({
  targets,
  asOf,
  chosen,
  onChoose,
}: {
  targets: readonly TargetRow[]
  asOf: string
  chosen: string | null
  onChoose: (id: string) => void
}) => {
  const t = useLedger()
  return (
    <ScrollBox>
      <table className="plain-table plain-table-prose target-rows">
        <thead>
          <tr>
            <th>
              <span className="visually-hidden">{t('column.no')}</span>
            </th>
            <th>{t('column.indicator')}</th>
            <th className="num target-actual">{t('column.actual')}</th>
            <th>{t('column.target')}</th>
            <th>{t('column.due')}</th>
            <th>{t('column.light')}</th>
            <th>{t('column.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => {
            const figure =
              target.kind === 'figure'
                ? formatFigure(target.value, target.unit, { lang: t.lang, word: target.word })
                : null
            return (
              <tr
                key={target.id}
                data-light={target.light}
                data-chosen={chosen === target.id ? '' : undefined}
                // A link inside leads to the target's own page; choosing the row as well would lead back.
                onClick={(event) => {
                  if (event.target instanceof Element && event.target.closest('a')) return
                  onChoose(target.id)
                }}
              >
                <td>
                  <span className="target-no">{target.no}</span>
                </td>
                <td className="target-title">
                  <Go to={`/ledger/targets/${target.id}`}>{target.title}</Go>
                </td>
                <td className="num target-actual">
                  {figure && (
                    <>
                      <b>{figure.number}</b>
                      <span className="target-unit">{figure.unit}</span>
                    </>
                  )}
                </td>
                <td className="nowrap">{goalWords(target, t)}</td>
                <td className="muted nowrap">{dueInData(target.due, asOf)}</td>
                <td>
                  <Light state={target.light} />
                </td>
                <td className="target-verdict">{verdictWords(target, t)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollBox>
  )
}
