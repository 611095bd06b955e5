import type { ImportReply } from '../../api/imports/schema.ts'
import { useLedger } from '../../messages/index.ts'

/** What a re-import changes; bindings of unchanged targets stay. */
export const ImportDiff = ({ diff }: { diff: NonNullable<ImportReply['diff']> }) => {
  const t = useLedger()
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('import.diff')}</h2>
        <span className="hint">
          {diff.length === 0 ? t('import.diff.none') : t('import.diff.count', { count: diff.length })}
        </span>
      </header>
      {diff.map((change) => (
        <details key={change.no} className="import-change">
          <summary>
            <b>{t('reform.no', { no: change.no })}</b> {t(`import.diff.${change.change}`)}　
            <span className="hint">
              {t('import.diff.text', {
                added: change.targetsAdded,
                removed: change.targetsRemoved,
                kept: change.bindingsKept,
              })}
            </span>
          </summary>
          {change.columns.map((column) => (
            <div key={column.column} className="import-before-after">
              <h3>{t.maybe(`reform.${column.column}`, column.column)}</h3>
              <del>{column.before}</del>
              <ins>{column.after}</ins>
            </div>
          ))}
        </details>
      ))}
    </section>
  )
}
