import { useState } from 'react'
import { useSend } from '../../../../platform/ui/api/query.ts'
import { Button } from '../../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../../platform/ui/dialog.tsx'
import { useUi } from '../../../../platform/ui/messages/index.ts'
import { useAdmin } from '../messages/index.ts'
import { readInput } from './cells.ts'
import { type Effect, type Rows, type Rule, rulePath } from './rule-data.ts'

const side = (value: Effect['changed'][number]['before']): string =>
  'problem' in value ? value.problem : JSON.stringify(value.output)

/** Cases of one's own, tried on the rows in force and on the draft. */
export const EffectPreview = ({ rule, rows }: { rule: Rule; rows: Rows }) => {
  const t = useAdmin()
  const ui = useUi()
  const [cases, setCases] = useState<readonly Readonly<Record<string, string>>[]>([{}])
  const effect = useSend<undefined, Effect>({
    path: `${rulePath(rule.name)}/effect`,
    body: () => ({
      rows,
      inputs: cases.map((one) =>
        Object.fromEntries(rule.inputs.map((column) => [column.key, readInput(one[column.key] ?? '', column)])),
      ),
    }),
  })
  return (
    <section>
      <h2>{t('rules.effect')}</h2>
      {cases.map((one, at) => (
        // Cases are only appended: their place is their identity.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className="rule-case">
          {rule.inputs.map((column) => (
            <label key={column.key}>
              <span className="hint">{column.title}</span>
              <input
                className="input"
                value={one[column.key] ?? ''}
                list={column.options ? `options-${column.key}` : undefined}
                onChange={(event) =>
                  setCases(
                    cases.map((other, index) =>
                      index === at ? { ...other, [column.key]: event.target.value } : other,
                    ),
                  )
                }
              />
            </label>
          ))}
        </div>
      ))}
      <p className="row-actions">
        <Button onClick={() => setCases([...cases, {}])}>{ui('action.add')}</Button>
        <Button busy={effect.isPending} onClick={() => effect.mutate(undefined)}>
          {t('rules.effect')}
        </Button>
      </p>
      <ProblemNote problem={effect.error} />
      {effect.data && (
        <div aria-live="polite">
          <p>{t('rules.effect.result', { total: effect.data.total, changed: effect.data.changed.length })}</p>
          <ul className="rule-effects">
            {effect.data.changed.map((change) => (
              <li key={change.index}>
                {change.index + 1}. <del>{side(change.before)}</del> <ins>{side(change.after)}</ins>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
