import { useEffect } from 'react'
import { useSearchParams } from 'react-router'
import { Await, Empty, PageBoundary, PageFailure } from '../../../platform/ui/await.tsx'
import { useAsOf } from '../../../platform/ui/as-of.ts'
import { longDate, weekday } from '../../../platform/ui/format.ts'
import { LightShape, lightStates } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { useSession } from '../../../platform/ui/session.ts'
import { useLedger } from '../../messages/index.ts'
import type { CockpitReply } from '../../api/cockpit/schema.ts'
import type { ReformRow } from '../../api/reforms/schema.ts'
import { useCockpit } from '../data.ts'
import { AlarmStrip } from './alarm-strip.tsx'
import { CockpitMap } from './cockpit-map.tsx'
import { CockpitTime } from './cockpit-time.tsx'
import { ReformCard } from './reform-card.tsx'
import './cockpit.css'

/** The wall is deep sea; leaving it, the page is paper again. */
const useDeepGround = (): void => {
  useEffect(() => {
    document.documentElement.dataset['ground'] = 'deep'
    return () => {
      delete document.documentElement.dataset['ground']
    }
  }, [])
}

const Head = ({ reply }: { reply: CockpitReply }) => {
  const t = useLedger()
  const ui = useUi()
  const lang = t.lang
  const county = useSession().data?.county
  return (
    <header className="cockpit-head">
      <Go to="/" className="cockpit-title">
        <svg width="36" height="36" viewBox="0 0 28 28" aria-hidden="true">
          <rect width="28" height="28" rx="6" fill="#e9e2d3" />
          <g fill="none" stroke="#0b3142" strokeWidth="1.8" strokeLinecap="round">
            <path d="M5.2 16.5v-4.6a2.9 2.9 0 0 1 5.8 0v4.6M11 16.5V11a3 3 0 0 1 6 0v5.5M17 16.5v-4.6a2.9 2.9 0 0 1 5.8 0v4.6" />
            <path d="M4.8 20.6c1.55-1.3 3.05-1.3 4.6 0s3.05 1.3 4.6 0 3.05-1.3 4.6 0 3.05 1.3 4.6 0" />
          </g>
        </svg>
        <h1>{t('cockpit.title', { county: county ? (lang === 'en' ? county.nameEn : county.name) : '' })}</h1>
      </Go>
      <p className="cockpit-counts">
        {lightStates.map((state) => (
          <span key={state}>
            <LightShape state={state} size={16} />
            {ui(`light.${state}`)}
            <b>{reply.counts[state]}</b>
          </span>
        ))}
      </p>
      <p className="cockpit-date">
        <b>{longDate(reply.asOf, lang)}</b>
        {t('cockpit.weekday', { day: weekday(reply.asOf, lang) })}
      </p>
    </header>
  )
}

const Column = ({ side, reforms, asOf }: { side: 'left' | 'right'; reforms: readonly ReformRow[]; asOf: string }) => (
  <div className={`cockpit-column cockpit-${side}`}>
    {reforms.map((reform) => (
      <ReformCard key={reform.no} reform={reform} asOf={asOf} />
    ))}
  </div>
)

const Wall = ({ reply }: { reply: CockpitReply }) => {
  const half = Math.ceil(reply.reforms.length / 2)
  return (
    <>
      <Head reply={reply} />
      <Column side="left" reforms={reply.reforms.slice(0, half)} asOf={reply.asOf} />
      <CockpitMap reply={reply} />
      <Column side="right" reforms={reply.reforms.slice(half)} asOf={reply.asOf} />
      <AlarmStrip alarms={reply.alarms} />
      <CockpitTime reply={reply} />
    </>
  )
}

/** 驾驶舱: map in the middle, ten reforms on both sides, what is late below, the day at the foot. */
const Cockpit = () => {
  const t = useLedger()
  useDeepGround()
  const { asOf } = useAsOf()
  const [search] = useSearchParams()
  const cockpit = useCockpit(asOf, search.get('figure'))
  return (
    <main id="main" className="cockpit">
      <PageBoundary fallback={PageFailure}>
        <Await query={cockpit} lines={12}>
          {(reply) =>
            reply.reforms.length === 0 ? (
              <Empty title={t('empty.table')}>{t('empty.table.text')}</Empty>
            ) : (
              <Wall reply={reply} />
            )
          }
        </Await>
      </PageBoundary>
    </main>
  )
}

export default Cockpit
