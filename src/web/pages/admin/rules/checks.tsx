import { Light } from '../../../../platform/ui/light.tsx'
import { useAdmin } from '../messages/index.ts'
import type { Rule } from './rule-data.ts'

/** What the server found about the saved rows: gaps and conflicts, overlaps, test cases. */
export const Checks = ({ rule }: { rule: Rule }) => {
  const t = useAdmin()
  return (
    <>
      <section>
        <h2>{t('rules.problems')}</h2>
        {rule.errors.length === 0 ? (
          <Light state="met" word={t('rules.noProblems')} />
        ) : (
          <ul className="rule-problems">
            {rule.errors.map((error) => (
              <li key={`${error.pointer} ${error.message}`}>{error.message}</li>
            ))}
          </ul>
        )}
        {rule.overlaps.length > 0 && (
          <>
            <p className="hint">{t('rules.overlaps')}</p>
            <ul className="hint">
              {rule.overlaps.map((overlap) => (
                <li key={`${overlap.rows.join(' ')} ${JSON.stringify(overlap.region)}`}>
                  {t('rules.rows', { rows: overlap.rows.join('、') })}
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section>
        <h2>{t('rules.tests')}</h2>
        {rule.tests.length === 0 && <p className="hint">{t('rules.tests.none')}</p>}
        <ul className="rule-tests">
          {rule.tests.map((test) => (
            <li key={test.title}>
              <Light state={test.passed ? 'met' : 'overdue'} word={test.title} />
              {!test.passed && (
                <span className="hint">
                  {t('rules.expected', { expected: JSON.stringify(test.expected) })}　
                  {t('rules.failed', { got: JSON.stringify(test.got) })}
                </span>
              )}
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
