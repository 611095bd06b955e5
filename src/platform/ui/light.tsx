import { useUi } from './messages/index.ts'

export type LightState = 'met' | 'on_track' | 'at_risk' | 'overdue' | 'no_data'

export const lightStates: readonly LightState[] = ['met', 'on_track', 'at_risk', 'overdue', 'no_data']

/** Names of the tokens of each state: `--met-fill`, `--met-word` … On track shares the green of met. */
export const lightToken: Readonly<Record<LightState, 'met' | 'risk' | 'late' | 'none'>> = {
  met: 'met',
  on_track: 'met',
  at_risk: 'risk',
  overdue: 'late',
  no_data: 'none',
}

const tick = 'M4.6 8.3l2.4 2.4 4.5-5'

/** The shape alone, 16 units square, for places that say the word themselves. */
export const LightShape = ({ state, size = 14 }: { state: LightState; size?: number }) => {
  const fill = `var(--${lightToken[state]}-fill)`
  const stroke = { fill: 'none', strokeLinecap: 'round', strokeLinejoin: 'round' } as const
  return (
    <svg className="light-shape" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {state === 'met' && (
        <>
          <circle cx="8" cy="8" r="7.2" fill={fill} />
          <path d={tick} stroke="var(--on-fill)" strokeWidth="1.8" {...stroke} />
        </>
      )}
      {state === 'on_track' && (
        <>
          <circle cx="8" cy="8" r="6.4" fill="none" stroke={fill} strokeWidth="1.6" />
          <path d={tick} stroke={fill} strokeWidth="1.6" {...stroke} />
        </>
      )}
      {state === 'at_risk' && (
        <>
          <path d="M8 1.4L15.2 14.2H.8Z" fill={fill} stroke={fill} strokeWidth="1" strokeLinejoin="round" />
          <path d="M8 6v4" stroke="#3a2100" strokeWidth="1.7" strokeLinecap="round" />
          <circle cx="8" cy="12.2" r="1" fill="#3a2100" />
        </>
      )}
      {state === 'overdue' && (
        <>
          <rect x="1.2" y="1.2" width="13.6" height="13.6" rx="2" fill={fill} />
          <path d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" stroke="#fff" strokeWidth="1.8" {...stroke} />
        </>
      )}
      {state === 'no_data' && (
        <>
          <circle cx="8" cy="8" r="6.4" fill="none" stroke={fill} strokeWidth="1.5" strokeDasharray="2.4 2" />
          <path d="M5.4 8h5.2" stroke={fill} strokeWidth="1.6" strokeLinecap="round" />
        </>
      )}
    </svg>
  )
}

/** A light: shape and word, never colour alone. `word` replaces the state's own word where a list has its own (已核验). */
export const Light = ({ state, word, size }: { state: LightState; word?: string; size?: number }) => {
  const t = useUi()
  return (
    <span className="light" data-light={state}>
      <LightShape state={state} {...(size === undefined ? {} : { size })} />
      {word ?? t(`light.${state}`)}
    </span>
  )
}
