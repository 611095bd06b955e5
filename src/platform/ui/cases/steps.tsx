import { instant } from '../format.ts'
import { LightShape } from '../light.tsx'
import { useUi } from '../messages/index.ts'
import type { CaseReply } from './case-data.ts'

/** The state line: what is behind, where the case stands, what may follow. A state never entered stays pale. */
export const Steps = ({ reply }: { reply: CaseReply }) => {
  const t = useUi()
  const reached = new Map(reply.history.map((event) => [event.to, event.at]))
  const mine = reply.actions.some((action) => action.mine)
  return (
    <ol className="case-steps">
      {reply.states.map((state) => (
        <li key={state.name} data-status={state.status} aria-current={state.status === 'present' ? 'step' : undefined}>
          <span className="case-step-mark" aria-hidden="true">
            {state.status === 'passed' && <LightShape state="met" size={18} />}
          </span>
          <b>{state.title}</b>
          <span className="hint">
            {state.status === 'present' && reply.closedAt === null && mine
              ? t('case.yourTurn')
              : reached.has(state.name)
                ? instant(reached.get(state.name)).slice(5)
                : '\u00a0'}
          </span>
        </li>
      ))}
    </ol>
  )
}
