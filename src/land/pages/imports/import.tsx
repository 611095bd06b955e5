import { useParams } from 'react-router'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { formatNumber } from '../../../platform/ui/format.ts'
import type { FeatureLayer } from '../../../platform/ui/map/feature-layer.ts'
import { FeatureMap } from '../../../platform/ui/map/zoom/feature-map.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import type { ImportCheck, ImportReply } from '../../api/imports/schema.ts'
import { type LandMapWords, useLandMap } from '../../messages/map/index.ts'
import '../decisions.css'
import { useImport } from '../geo-data.ts'
import { type Choices, ChoicesPanel } from './choices.tsx'

const mostShown = 100

const kinds = ['new', 'replaced', 'changed', 'unchanged'] as const
const colours = { new: '#0b6e6e', replaced: '#1a5f91', changed: '#d9622b', unchanged: '#a49a80' } as const

const layersOf = (check: ImportCheck, t: LandMapWords): readonly FeatureLayer[] => [
  {
    id: 'import',
    title: t('imports.preview'),
    // The API gives GeoJSON of the checked features.
    data: check.preview as GeoJSON.FeatureCollection,
    key: 'code',
    classOf: 'kind',
    classes: kinds.map((value) => ({ value, title: t(`imports.count.${value}`), colour: colours[value] })),
  },
]

const Refusals = ({
  check,
  open,
  busy,
  onAccept,
}: {
  check: ImportCheck
  open: boolean
  busy: boolean
  onAccept: (place: string) => void
}) => {
  const t = useLandMap()
  if (check.refusals.length === 0) return <p className="notice-bar notice-bar-good">{t('imports.refusals.none')}</p>
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('imports.refusals')}</h2>
        <span className="hint">{check.counts.refused}</span>
      </header>
      <ScrollBox>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('imports.place')}</th>
              <th>{t('imports.field.code')}</th>
              <th>{t('imports.reason')}</th>
              <th>{t('imports.proposal')}</th>
            </tr>
          </thead>
          <tbody>
            {check.refusals.slice(0, mostShown).map((refusal) => (
              <tr key={refusal.place + refusal.code}>
                <td className="nowrap">
                  {refusal.place}
                  {refusal.longitude !== null && (
                    <span className="hint">
                      {' '}
                      {formatNumber(refusal.longitude, 5)}, {formatNumber(refusal.latitude, 5)}
                    </span>
                  )}
                </td>
                <td>{refusal.name}</td>
                <td>{refusal.message}</td>
                <td>
                  {refusal.proposal !== null && (
                    <>
                      {t('imports.proposal.areas', {
                        before: formatNumber(refusal.proposal.beforeM2, 2),
                        after: formatNumber(refusal.proposal.afterM2, 2),
                      })}{' '}
                      {open && (
                        <Button kind="text" busy={busy} onClick={() => onAccept(refusal.place)}>
                          {t('imports.accept')}
                        </Button>
                      )}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}

const Diff = ({ check }: { check: ImportCheck }) => {
  const t = useLandMap()
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('imports.diff')}</h2>
        <span className="hint">
          {(['new', 'replaced', 'changed', 'unchanged', 'gone'] as const)
            .map((kind) => `${t(`imports.count.${kind}`)} ${check.counts[kind]}`)
            .join('　')}
        </span>
      </header>
      <ScrollBox>
        <table className="plain-table">
          <tbody>
            {check.diff.slice(0, mostShown).map((row) => (
              <tr key={row.kind + row.code}>
                <td>{t(`imports.count.${row.kind}`)}</td>
                <td>{row.code}</td>
                <td>{row.title}</td>
                <td className="num">{row.areaMu === 0 ? '' : `${formatNumber(row.areaMu, 2)} ${t('unit.mu')}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}

const Sample = ({ check }: { check: ImportCheck }) => {
  const t = useLandMap()
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('imports.sample')}</h2>
      </header>
      <ScrollBox>
        <table className="plain-table">
          <thead>
            <tr>
              {check.fields.map((field) => (
                <th key={field}>{field}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {check.sample.map((row, index) => (
              // The sample is the beginning of the file: its order is its identity.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index}>
                {check.fields.map((field) => (
                  <td key={field}>{row[field]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}

const View = ({ reply }: { reply: ImportReply }) => {
  const t = useLandMap()
  const path = `/api/land/imports/${reply.id}`
  const stale = ['/api/land/', '/ogc/']
  const recheck = useSend<Choices>({ path: `${path}/check`, stale })
  const end = useSend<'confirm' | 'discard'>({
    path: (verb) => `${path}/${verb}`,
    body: () => undefined,
    version: () => reply.version,
    stale,
  })
  const open = reply.state === 'previewed' || reply.state === 'uploaded'
  const { check } = reply
  const ready = check !== null && check.counts.valid > 0 && (check.counts.refused === 0 || reply.choices.leaveOut)
  return (
    <>
      <title>{`${reply.filename} · ${t('imports.title')}`}</title>
      <PageHead
        crumbs={[
          { title: t('land.title'), to: '/land' },
          { title: t('imports.title'), to: '/land/imports' },
          { title: reply.filename },
        ]}
        title={reply.filename}
        beside={<span className="tag">{t(`imports.state.${reply.state}`)}</span>}
        actions={
          open && (
            <>
              <Button busy={end.isPending && end.variables === 'discard'} onClick={() => end.mutate('discard')}>
                {t('imports.discard')}
              </Button>
              <Button
                kind="primary"
                disabled={!ready}
                busy={end.isPending && end.variables === 'confirm'}
                onClick={() => end.mutate('confirm')}
              >
                {t('imports.confirm')}
              </Button>
            </>
          )
        }
        ruled
      />
      <ProblemNote problem={recheck.error ?? end.error} />
      {reply.confirmedOn !== null && (
        <p className="notice-bar notice-bar-good">{t('imports.done', { date: reply.confirmedOn })}</p>
      )}
      {check !== null && (
        <>
          <p className="terms">
            {t('imports.counts', {
              features: check.counts.features,
              valid: check.counts.valid,
              refused: check.counts.refused,
              mu: formatNumber(check.areaMu, 2),
            })}
          </p>
          {check.warnings.map(({ code, message }) => (
            <p key={code + message} className="notice-bar">
              {message}
            </p>
          ))}
          <div className="decision-grid">
            <div>
              <Refusals
                check={check}
                open={open}
                busy={recheck.isPending}
                onAccept={(place) => recheck.mutate({ ...reply.choices, repair: [...reply.choices.repair, place] })}
              />
              <Diff check={check} />
              <Sample check={check} />
            </div>
            <div>
              <FeatureMap
                label={t('imports.preview')}
                layers={layersOf(check, t)}
                height={340}
                selected={null}
                onSelect={() => undefined}
                synthetic={false}
              />
              {open && (
                <ChoicesPanel reply={reply} busy={recheck.isPending} onApply={(choices) => recheck.mutate(choices)} />
              )}
            </div>
          </div>
        </>
      )}
    </>
  )
}

/** One import: what was read and how, what is refused and why, what would change. */
const ImportPage = () => {
  const { id = '' } = useParams()
  return (
    <Await query={useImport(id)} lines={14}>
      {(reply) => <View key={reply.version} reply={reply} />}
    </Await>
  )
}

export default ImportPage
