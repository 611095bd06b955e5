import { PageHead } from '../../platform/ui/page-head.tsx'
import { useLand } from '../messages/index.ts'
import { IndicatorFigure } from './indicator-figure.tsx'
import './land.css'

/** 工业用地概览: the figures of the two reforms. */
const Overview = () => {
  const t = useLand()
  return (
    <>
      <title>{t('overview.title')}</title>
      <PageHead
        crumbs={[{ title: t('land.title') }]}
        title={t('overview.title')}
        beside={<span className="muted">{t('overview.lead')}</span>}
        ruled
      />
      <section className="land-figures" aria-label={t('overview.figures')}>
        {['land.tax_per_mu', 'land.average_far', 'land.class_ab_share', 'land.far_coverage'].map((id) => (
          <IndicatorFigure key={id} id={id} />
        ))}
      </section>
    </>
  )
}

export default Overview
