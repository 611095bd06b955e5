import { Await, Empty } from '../../platform/ui/await.tsx'
import { useAsOf } from '../../platform/ui/as-of.ts'
import { FigureText } from '../../platform/ui/figure.tsx'
import { figureText, formatFigure, longDate, shortDate } from '../../platform/ui/format.ts'
import { Light, LightShape, lightStates } from '../../platform/ui/light.tsx'
import { useLargeType } from '../../platform/ui/large-type.ts'
import { Go } from '../../platform/ui/link.tsx'
import { useSession } from '../../platform/ui/session.ts'
import { useUi } from '../../platform/ui/messages/index.ts'
import { useHome } from '../../ledger/pages/data.ts'
import { useGoals } from '../../ledger/messages/goals/index.ts'
import type { HomeReply } from '../../ledger/api/home/schema.ts'
import { dateWords, worstFirst } from '../../ledger/pages/target-words.ts'
import { useWeb } from '../messages/index.ts'
import { hasPage } from '../modules.ts'
import { HomeMap } from './home-map.tsx'
import { ServiceList } from './service-list.tsx'
import './home.css'

type HomeReform = HomeReply['reforms'][number]

/** What stands under the name: reached on, or what is aimed at and by when. */
const Second = ({ reform, asOf }: { reform: HomeReform; asOf: string }) => {
  const t = useGoals()
  const { title, metOn, due, threshold, unit, word, light } = reform
  const aim =
    light === 'met' && metOn !== null
      ? t('verdict.metOn', { date: dateWords(metOn, asOf, t) })
      : threshold !== null && unit !== null && light !== 'overdue'
        ? t('goal.is', { goal: figureText(formatFigure(threshold, unit, { lang: t.lang, trim: true, word })) })
        : due === null
          ? ''
          : t('due.on', { date: dateWords(due, asOf, t) })
  return (
    <em>
      {title}　{aim}
    </em>
  )
}

const Line = ({ reform, asOf }: { reform: HomeReform; asOf: string }) => (
  <Go to={`/ledger/reforms/${reform.no}`} className="home-line">
    <i>{reform.no}</i>
    <span className="home-line-name">
      <b>{reform.shortName}</b>
      <Second reform={reform} asOf={asOf} />
    </span>
    <span className="home-line-value">
      {reform.value !== null && (
        <FigureText value={reform.value} unit={reform.unit ?? ''} size="s" word={reform.word} />
      )}
    </span>
    <Light state={reform.light} size={15} />
  </Go>
)

const Counts = ({ reply }: { reply: HomeReply }) => {
  const t = useUi()
  return (
    <p className="home-counts">
      {lightStates.map((state) => (
        <span key={state} className="light" data-light={state} data-none={reply.counts[state] === 0 ? '' : undefined}>
          <LightShape state={state} size={15} />
          {t(`light.${state}`)}
          <b>{reply.counts[state]}</b>
        </span>
      ))}
    </p>
  )
}

const Ten = ({ reply }: { reply: HomeReply }) => {
  const t = useWeb()
  const lang = t.lang
  const large = useLargeType()
  const worst = worstFirst(reply.reforms)
  return (
    <section className="home-ten">
      <header className="home-head">
        <h2 className="home-desktop">{t('home.ten')}</h2>
        <h2 className="home-phone">{t('home.progress')}</h2>
        <span className="grow" />
        <span className="hint home-phone">
          {t('home.badFirst')}　{t('home.asOf', { date: shortDate(reply.asOf, lang) })}
        </span>
        <Go className="home-desktop" to="/ledger">
          {t('home.all')}
        </Go>
      </header>
      <div className="home-lines home-desktop">
        {reply.reforms.map((reform) => (
          <Line key={reform.no} reform={reform} asOf={reply.asOf} />
        ))}
      </div>
      {/* On the phone bad news comes first, and four lines are enough. */}
      <div className="home-lines home-phone">
        {worst.slice(0, large ? 3 : 4).map((reform) => (
          <Line key={reform.no} reform={reform} asOf={reply.asOf} />
        ))}
        <Go className="home-more" to="/ledger">
          {t('home.allTen')}
        </Go>
      </div>
    </section>
  )
}

const Notices = ({ announcements }: { announcements: HomeReply['announcements'] }) => {
  const t = useWeb()
  return (
    <section className="home-notices">
      <h2>{t('home.notices')}</h2>
      {announcements.length === 0 && <span className="hint">{t('home.noNotices')}</span>}
      {announcements.slice(0, 3).map((notice) => (
        <Go key={`${notice.href} ${notice.title}`} to={notice.href}>
          <span className="hint">{shortDate(notice.date, t.lang)}</span>
          {notice.title}
        </Go>
      ))}
      <span className="grow" />
      {hasPage('/ledger/bulletins') && <Go to="/ledger/bulletins">{t('home.more')}</Go>}
    </section>
  )
}

const Home = () => {
  const t = useWeb()
  const { asOf } = useAsOf()
  const county = useSession().data?.county
  const home = useHome(asOf)
  return (
    <div className="home">
      <section className="home-hero">
        <div className="home-title">
          <h1 className="song">
            <span>
              {t('home.title.1', { county: county === undefined ? '' : t.lang === 'en' ? county.nameEn : county.name })}
            </span>
            <span>{t('home.title.2')}</span>
          </h1>
          {home.data && home.data.reforms.length > 0 && (
            <>
              <p className="home-lead">
                {t('home.lead.1', { total: home.data.total, met: home.data.counts.met })}
                <span>{t('home.lead.2')}</span>
              </p>
              <Counts reply={home.data} />
              <p className="hint home-as-of">{t('home.asOf', { date: longDate(home.data.asOf, t.lang) })}</p>
            </>
          )}
        </div>
        <HomeMap projects={home.data?.projects ?? []} />
      </section>
      <div className="home-body">
        <Await query={home} lines={10}>
          {(reply) =>
            reply.reforms.length === 0 ? (
              <Empty title={t('home.notImported')}>{t('home.notImported.text')}</Empty>
            ) : (
              <Ten reply={reply} />
            )
          }
        </Await>
        <section className="home-services">
          <header className="home-head home-desktop">
            <h2>{t('home.services')}</h2>
            <span className="grow" />
            <Go to="/services">{t('home.more')}</Go>
          </header>
          <ServiceList short />
        </section>
      </div>
      <Notices announcements={home.data?.announcements ?? []} />
    </div>
  )
}

export default Home
