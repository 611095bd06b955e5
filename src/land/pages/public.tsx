import { useState } from 'react'
import { Await } from '../../platform/ui/await.tsx'
import { formatNumber } from '../../platform/ui/format.ts'
import { TextField } from '../../platform/ui/field.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'
import { useLand } from '../messages/index.ts'
import { useClasses, useEvaluations, useIdleNotices } from './data.ts'
import { mu } from './task-words.ts'
import '../../platform/ui/list/list.css'
import './land.css'

const Classes = () => {
  const t = useLand()
  const [words, setWords] = useState('')
  const latest = useEvaluations().data?.rows.find(({ state }) => state === 'published')
  const classes = useClasses(latest?.id ?? null)
  if (latest === undefined) return <p className="hint">{t('public.noClasses')}</p>
  return (
    <Await query={classes} lines={6}>
      {(reply) => {
        const found = words.trim() === '' ? [] : reply.rows.filter(({ name }) => name.includes(words.trim()))
        return (
          <>
            <p>{t('public.classes.lead', { year: reply.year, day: reply.publishedOn ?? '' })}</p>
            <ul className="land-counts">
              {(['above', 'below'] as const).map((group) => (
                <li key={group}>
                  <span className="hint">{t(`group.${group}`)}</span>
                  {Object.entries(reply.counts[group]).map(([letter, count]) => (
                    <span key={letter}>
                      <b>{letter}</b> {formatNumber(count, 0)}
                    </span>
                  ))}
                </li>
              ))}
            </ul>
            <TextField
              label={t('public.search')}
              value={words}
              onChange={setWords}
              type="search"
              placeholder={t('public.search.hint')}
            />
            {found.length > 0 && (
              <table className="plain-table">
                <tbody>
                  {found.slice(0, 30).map((row) => (
                    <tr key={row.name}>
                      <td>{row.name}</td>
                      <td>{t(`group.${row.group}`)}</td>
                      <td>
                        <b>{row.class}</b>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            {words.trim() !== '' && found.length === 0 && <p className="hint">{t('public.search.none')}</p>}
          </>
        )
      }}
    </Await>
  )
}

/** 公开: classes of firms without any figure, and idle land as the law orders it published. */
const Public = () => {
  const t = useLand()
  return (
    <article className="land-record">
      <title>{t('public.title')}</title>
      <PageHead crumbs={[{ title: t('land.title'), to: '/land' }]} title={t('public.title')} ruled />
      <section className="section">
        <h2>{t('public.classes')}</h2>
        <Classes />
      </section>
      <section className="section">
        <h2>{t('public.idle')}</h2>
        <p className="hint">{t('public.idle.law')}</p>
        <Await query={useIdleNotices()} lines={4}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p className="hint">{t('public.idle.none')}</p>
            ) : (
              <ScrollBox>
                <table className="register-table">
                  <thead>
                    <tr>
                      <th>{t('column.parcel')}</th>
                      <th>{t('column.holder')}</th>
                      <th className="num">{t('column.area')}</th>
                      <th>{t('idle.startDue')}</th>
                      <th>{t('idle.mark.found')}</th>
                      <th>{t('idle.cause')}</th>
                      <th>{t('public.number')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.number}>
                        <td>
                          {row.parcelCode}
                          <span className="hint land-basis">{row.location}</span>
                        </td>
                        <td data-title={t('column.holder')}>{row.holder}</td>
                        <td data-title={t('column.area')} className="num">
                          {formatNumber(mu(row.areaM2), 2)}
                        </td>
                        <td data-title={t('idle.startDue')}>{row.startDue}</td>
                        <td data-title={t('idle.mark.found')}>{row.foundOn}</td>
                        <td data-title={t('idle.cause')}>{row.cause}</td>
                        <td data-title={t('public.number')}>{row.number}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
            )
          }
        </Await>
      </section>
    </article>
  )
}

export default Public
