import { instant } from '../format.ts'
import { LightShape } from '../light.tsx'
import { useUi } from '../messages/index.ts'
import type { CaseReply } from './case-data.ts'

type State = CaseReply['states'][number]
type Step = { readonly states: readonly [State, ...State[]] }

/** States in their order; the ends are alternatives, so those still open make one step together, and none once it is decided. */
const stepsOf = (reply: CaseReply): readonly Step[] => {
  const ends = reply.states.filter((state) => state.end && state.status === 'open')
  const [first, ...rest] = ends
  const line = reply.states.filter((state) => !ends.includes(state)).map((state): Step => ({ states: [state] }))
  return first === undefined || reply.closedAt !== null ? line : [...line, { states: [first, ...rest] }]
}

/** The state line: what is behind, where the case stands, what may follow. A state never entered stays pale. */
export const Steps = ({ reply }: { reply: CaseReply }) => {
  const t = useUi()
  const reached = new Map(reply.history.map((event) => [event.to, event.at]))
  const mine = reply.actions.some((action) => action.mine)
  return (
    <ol className="case-steps">
      {stepsOf(reply).map(({ states }) => {
        const [state] = states
        return (
          <li
            key={state.name}
            data-status={state.status}
            aria-current={state.status === 'present' ? 'step' : undefined}
          >
            <span className="case-step-mark" aria-hidden="true">
              {state.status === 'passed' && <LightShape state="met" size={18} />}
            </span>
            <b>{states.map(({ title }) => title).join('／')}</b>
            <span className="hint">
              {state.status === 'present' && reply.closedAt === null && mine
                ? t('case.yourTurn')
                : reached.has(state.name)
                  ? instant(reached.get(state.name)).slice(5)
                  : '\u00a0'}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
