import { useSearchParams } from 'react-router'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { useWeb } from '../../messages/index.ts'
import { type CalculatorEntry, finds, useCalculators } from './catalogue.ts'
import './calculators.css'

const byModule = (
  calculators: readonly CalculatorEntry[],
): readonly (readonly [string, readonly CalculatorEntry[]])[] => [
  ...Map.groupBy(calculators, (calculator) => calculator.moduleTitle),
]

/** 计算器: every model of the house as a public form, found by its words. */
const Calculators = () => {
  const t = useWeb()
  const [search, setSearch] = useSearchParams()
  const question = search.get('q') ?? ''
  const calculators = useCalculators()
  return (
    <div className="calculators">
      <header className="calculators-head">
        <div>
          <h1>{t('calculators.title')}</h1>
          <p className="muted">{t('calculators.lead')}</p>
        </div>
        <input
          className="input"
          type="search"
          value={question}
          placeholder={t('calculators.search')}
          aria-label={t('calculators.search')}
          onChange={(event) => setSearch(event.target.value === '' ? {} : { q: event.target.value }, { replace: true })}
        />
      </header>
      <Await query={calculators} lines={12}>
        {(reply) => {
          const found = reply.rows.filter((calculator) => finds(calculator, question))
          if (found.length === 0) return <Empty title={t('calculators.none')}>{t('calculators.none.text')}</Empty>
          return byModule(found).map(([module, list]) => (
            <section key={module}>
              <h2>
                {module} <span className="hint">{list.length}</span>
              </h2>
              <ul className="calculators-list">
                {list.map((calculator) => (
                  <li key={calculator.href}>
                    <Go to={`/services/calculators/${calculator.module}/${calculator.name}`}>
                      <b>{calculator.title}</b>
                      <span>{calculator.summary}</span>
                    </Go>
                  </li>
                ))}
              </ul>
            </section>
          ))
        }}
      </Await>
    </div>
  )
}

export default Calculators
