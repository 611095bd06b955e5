import { instant } from '../../platform/ui/format.ts'
import { LightShape } from '../../platform/ui/light.tsx'
import { showWorking } from '../../platform/ui/working-sheet.ts'
import type { TargetReply } from '../api/targets/schema.ts'
import type { LedgerWords } from '../messages/index.ts'
import { valueWords } from './target-words.ts'

/** The same figure on its other bases; only the adopted one sets the light. */
const Bases = ({ target, t }: { target: TargetReply; t: LedgerWords }) => (
  <section className="section">
    <div className="section-head">
      <h3>{t('target.bases', { title: target.title })}</h3>
      <span className="hint">{t('target.bases.hint')}</span>
    </div>
    <table className="step-inputs">
      <tbody>
        {target.bases.map((basis) => (
          <tr key={basis.indicatorId}>
            <th scope="row">
              {basis.adopted && <LightShape state="met" size={13} />}{' '}
              {basis.adopted ? <b>{basis.title}</b> : basis.title}
            </th>
            <td className="num">{valueWords(basis.value, { unit: basis.unit, word: target.word }, t)}</td>
            <td className="step-origin">{basis.adopted ? t('target.adopted') : t('target.alsoPublished')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

/** Opens the 计算书 of a target beside the page. */
export const openTargetWorking = (target: TargetReply, t: LedgerWords): void => {
  const { sealed } = target
  const differs =
    sealed?.differs === true
      ? [{ code: 'differs', message: t('target.differs', { value: valueWords(sealed.value, target, t) }) }]
      : []
  showWorking({
    question: target.question,
    explained: { working: target.working, rules: target.rules, warnings: [...target.warnings, ...differs] },
    basis: target.references,
    ...(target.bases.length > 1 ? { foot: <Bases target={target} t={t} /> } : {}),
    ...(sealed
      ? {
          seal: t('target.seal', {
            at: instant(sealed.computedAt),
            digest: sealed.digest.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 '),
          }),
        }
      : {}),
  })
}
