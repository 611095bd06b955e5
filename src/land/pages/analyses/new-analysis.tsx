import { useState } from 'react'
import { useNavigate } from 'react-router'
import { send } from '../../../platform/ui/api/client.ts'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Button, Segmented } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { TextArea, TextField } from '../../../platform/ui/field.tsx'
import { formatNumber } from '../../../platform/ui/format.ts'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { useSession } from '../../../platform/ui/session.ts'
import type { z } from 'zod'
import type { AnalysisReply, SiteVerdictReply } from '../../api/analyses/schema.ts'
import { useLandMap } from '../../messages/map/index.ts'
import '../decisions.css'
import { Verdict } from '../verdict.tsx'
import { DrawMap } from './draw-map.tsx'
import { crsOf, polygonOf, readCorners } from './site-text.ts'

type How = 'draw' | 'pick' | 'text'
type Corner = readonly [number, number]
type Page = { readonly rows: readonly { readonly id: string; readonly code: string }[] }

const idOf = async (code: string): Promise<string | undefined> =>
  (await send<Page>('/api/land/parcels', { query: { q: code, limit: 1 } })).rows[0]?.id

/** 分析一块地: draw it, pick parcels, or type its corners; the layers' verdict shows before anything is kept. */
const NewAnalysis = () => {
  const t = useLandMap()
  const go = useNavigate()
  const year = Number((useSession().data?.today ?? '2022').slice(0, 4)) + 1
  const [title, setTitle] = useState('')
  const [how, setHow] = useState<How>('draw')
  const [corners, setCorners] = useState<readonly Corner[]>([])
  const [closed, setClosed] = useState(false)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [text, setText] = useState('')
  const [plan, setPlan] = useState({ tax: '20', jobs: '5', start: '', price: '30', probability: '80' })
  const typed = readCorners(text) ?? []
  const drawn = how === 'text' ? typed : corners
  const crs = how === 'text' ? crsOf(typed) : 'EPSG:4490'
  const complete = how === 'pick' ? chosen.length > 0 : drawn.length >= 3 && (how === 'text' || closed)
  const judge = useSend<readonly Corner[], z.output<typeof SiteVerdictReply>>({
    path: '/api/land/site-verdict',
    body: (ring) => ({ geometry: polygonOf(ring), crs }),
  })
  const open = useSend<readonly string[], AnalysisReply>({
    path: '/api/land/analyses',
    body: (parcelIds) => ({
      title,
      ...(how === 'pick' ? { parcelIds } : { geometry: polygonOf(drawn), crs }),
      plan: {
        startYear: plan.start === '' ? year : Number(plan.start),
        taxWanPerMu: Number(plan.tax),
        jobsPerMu: Number(plan.jobs),
        priceWanPerMu: Number(plan.price),
        probability: Number(plan.probability) / 100,
      },
    }),
    stale: ['/api/land/analyses'],
  })
  const submit = async (): Promise<void> => {
    const ids = how === 'pick' ? await Promise.all(chosen.map(idOf)) : []
    open.mutate(
      ids.filter((id) => id !== undefined),
      { onSuccess: ({ id }) => void go(`/land/analyses/${id}`) },
    )
  }
  return (
    <>
      <title>{t('analyses.new')}</title>
      <PageHead
        crumbs={[
          { title: t('land.title'), to: '/land' },
          { title: t('analyses.title'), to: '/land/analyses' },
          { title: t('analyses.new') },
        ]}
        title={t('analyses.new')}
        ruled
      />
      <div className="decision-grid">
        <div>
          <div className="draw-bar">
            <Segmented
              label={t('analyses.how')}
              value={how}
              options={(['draw', 'pick', 'text'] as const).map((value) => ({
                value,
                title: t(`analyses.how.${value}`),
              }))}
              onChange={setHow}
            />
            {how === 'draw' && (
              <>
                <Button disabled={corners.length === 0 || closed} onClick={() => setCorners(corners.slice(0, -1))}>
                  {t('analyses.undo')}
                </Button>
                <Button
                  disabled={corners.length < 3 || closed}
                  onClick={() => {
                    setClosed(true)
                    judge.mutate(corners)
                  }}
                >
                  {t('analyses.close')}
                </Button>
                <Button
                  kind="text"
                  onClick={() => {
                    setCorners([])
                    setClosed(false)
                    judge.reset()
                  }}
                >
                  {t('analyses.restart')}
                </Button>
              </>
            )}
            {how === 'pick' && <span>{t('analyses.chosen', { count: chosen.length })}</span>}
          </div>
          {how === 'text' ? (
            <TextArea
              label={t('analyses.points')}
              hint={t('analyses.text.hint')}
              rows={6}
              value={text}
              onChange={setText}
            />
          ) : (
            <p className="hint">{t(how === 'draw' ? 'analyses.draw.hint' : 'analyses.pick.hint')}</p>
          )}
          <DrawMap
            key={how}
            corners={crs === 'EPSG:4490' ? drawn : []}
            closed={how === 'text' || closed}
            chosen={how === 'pick' ? chosen : []}
            mode={how === 'text' ? 'show' : how}
            height={460}
            onCorner={(corner) => setCorners([...corners, corner])}
            onParcel={(code) =>
              setChosen(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code])
            }
          />
        </div>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          <TextField label={t('analyses.name')} value={title} onChange={setTitle} required maxLength={100} />
          <h2>{t('analyses.plan')}</h2>
          <div className="decision-form">
            {(['tax', 'jobs', 'start', 'price', 'probability'] as const).map((key) => (
              <TextField
                key={key}
                label={t(`analyses.plan.${key}`)}
                type="number"
                value={plan[key]}
                {...(key === 'start' ? { placeholder: String(year) } : {})}
                onChange={(value) => setPlan({ ...plan, [key]: value })}
              />
            ))}
          </div>
          {judge.data !== undefined && (
            <section className="section">
              <header className="section-head">
                <h2>{t('analyses.live')}</h2>
                <span className="hint">
                  {formatNumber(judge.data.mu, 2)} {t('unit.mu')}
                </span>
              </header>
              <p>
                <Verdict verdict={judge.data.verdict} />
              </p>
              <ul className="reasons">
                {judge.data.layers
                  .filter(({ verdict }) => verdict !== 'clear')
                  .map((layer) => (
                    <li key={layer.layer} data-tone={layer.verdict === 'prohibited' ? 'bad' : undefined}>
                      {layer.title} {formatNumber(layer.conflictM2, 0)} m²
                    </li>
                  ))}
              </ul>
            </section>
          )}
          <ProblemNote problem={judge.error ?? open.error} />
          <p className="draw-bar">
            <Button kind="primary" type="submit" disabled={!complete || title.trim() === ''} busy={open.isPending}>
              {t('analyses.submit')}
            </Button>
          </p>
        </form>
      </div>
    </>
  )
}

export default NewAnalysis
