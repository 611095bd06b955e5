import { useState } from 'react'
import { useSend } from '../../platform/ui/api/query.ts'
import { Button } from '../../platform/ui/button.tsx'
import { ProblemNote } from '../../platform/ui/dialog.tsx'
import { Choice, TextArea, TextField } from '../../platform/ui/field.tsx'
import { useCase } from '../../platform/ui/cases/case-data.ts'
import { useSession } from '../../platform/ui/session.ts'
import { useLand } from '../messages/index.ts'
import type { IdleCase } from './data.ts'

type Option = NonNullable<IdleCase['option']>
const withReason = new Set(['find', 'dismiss', 'approveDecision', 'enforce'])

/** Steps that belong to one way of disposal only; the server refuses the others anyway. */
const only: Readonly<Record<string, readonly string[]>> = {
  negotiate: ['negotiate'],
  tellHearing: ['fee', 'resume'],
  pay: ['fee'],
  enforce: ['fee'],
  deregister: ['resume'],
}
const fits = (idle: IdleCase, event: string): boolean =>
  only[event] === undefined || only[event].includes(idle.finding?.value.disposal ?? 'none')

/** The steps that the reader may take now, with the words that each needs. */
export const IdleActs = ({ idle }: { idle: IdleCase }) => {
  const t = useLand()
  const today = useSession().data?.today ?? ''
  const actions = useCase(idle.caseId).data?.actions ?? []
  const mine = actions.filter(({ mine: own, event }) => own && fits(idle, event))
  const [text, setText] = useState('')
  const [option, setOption] = useState<Option | ''>('')
  const [start, setStart] = useState('')
  const [paidOn, setPaidOn] = useState(today)
  const step = useSend<string>({
    path: `/api/land/idle-cases/${idle.id}/steps`,
    body: (event) => ({
      event,
      ...(withReason.has(event) ? { reason: text } : {}),
      ...(event === 'materials' ? { text } : {}),
      ...(event === 'close' ? { outcome: text } : {}),
      ...(event === 'draftPlan' ? { option, agreedStart: start === '' ? null : start } : {}),
      ...(event === 'pay' ? { paidOn } : {}),
    }),
    stale: ['/api/'],
  })
  const needs = (...events: readonly string[]) => mine.some(({ event }) => events.includes(event))
  const options = idle.finding?.value.options ?? []
  return (
    <section className="panel land-panel">
      {mine.length === 0 && (
        <p className="muted">
          {t('idle.others', {
            who: actions.map(({ title, who }) => `${title}（${who.join('、')}）`).join('；') || '–',
          })}
        </p>
      )}
      {needs('find', 'dismiss', 'approveDecision', 'enforce', 'materials', 'close') && (
        <TextArea label={t('idle.words')} value={text} onChange={setText} rows={2} />
      )}
      {needs('draftPlan') && (
        <div className="land-form-row">
          <Choice
            label={t('idle.option')}
            value={option}
            options={options.map((value) => ({ value, title: t(`idle.option.${value}`) }))}
            onChange={setOption}
            empty="–"
          />
          <TextField label={t('idle.agreedStart')} type="date" value={start} onChange={setStart} />
        </div>
      )}
      {needs('pay') && <TextField label={t('idle.paidOn')} type="date" value={paidOn} onChange={setPaidOn} />}
      <p className="row-actions">
        {mine.map(({ event, title, primary }) => (
          <Button
            key={event}
            kind={primary ? 'primary' : 'plain'}
            busy={step.isPending}
            onClick={() => step.mutate(event)}
          >
            {title}
          </Button>
        ))}
      </p>
      <ProblemNote problem={step.error} />
    </section>
  )
}
