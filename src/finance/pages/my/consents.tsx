import { useState } from 'react'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Tick } from '../../../platform/ui/field.tsx'
import { instant } from '../../../platform/ui/format.ts'
import { Light } from '../../../platform/ui/light.tsx'
import type { ConsentRow } from '../../api/consents/schema.ts'
import { useFinance } from '../../messages/index.ts'
import { type ConsentCategory, consentCategories } from '../../model/consent-terms.ts'
import { finance, useAccessLog, useConsents, useControllers } from '../data.ts'
import { FamilyPage } from './tabs.tsx'

type Controller = { readonly id: string; readonly name: string; readonly lends: boolean }

/** Only what a valuer needs to come and look. */
const valuerCategories: readonly ConsentCategory[] = ['family', 'assets']
const sensitive: readonly ConsentCategory[] = ['deposits', 'income', 'liabilities']

const ControllerPanel = ({ controller, given }: { controller: Controller; given: ConsentRow | undefined }) => {
  const t = useFinance()
  const offered = controller.lends ? consentCategories : valuerCategories
  const [chosen, setChosen] = useState<readonly ConsentCategory[]>(given?.categories ?? valuerCategories)
  const give = useSend<readonly ConsentCategory[]>({
    path: `${finance}/consents`,
    body: (categories) => ({ bankId: controller.id, categories }),
    stale: ['/api/finance/'],
  })
  const withdraw = useSend<string>({
    path: (id) => `${finance}/consents/${id}/withdraw`,
    body: () => undefined,
    stale: ['/api/finance/'],
  })
  const changed = given !== undefined && [...chosen].sort().join() !== [...given.categories].sort().join()
  return (
    <section aria-label={controller.name}>
      <div className="section-head">
        <h2>{controller.name}</h2>
        {given === undefined ? (
          <Light state="no_data" word={t('consents.off')} />
        ) : (
          <Light state="met" word={t('consents.on', { date: instant(given.validUntil).slice(0, 10) })} />
        )}
      </div>
      <div className="switches">
        {offered.map((category) => (
          <Tick
            key={category}
            checked={chosen.includes(category)}
            onChange={(checked) =>
              setChosen(checked ? [...chosen, category] : chosen.filter((each) => each !== category))
            }
          >
            {t(`category.${category}`)}
          </Tick>
        ))}
      </div>
      {chosen.some((category) => sensitive.includes(category)) && (
        <p className="notice-bar">
          {t('consents.harm', {
            categories: chosen
              .filter((category) => sensitive.includes(category))
              .map((category) => t(`category.${category}`))
              .join('、'),
          })}
        </p>
      )}
      <ProblemNote problem={give.error ?? withdraw.error} />
      <p className="two-actions">
        {given !== undefined && (
          <Button kind="danger" busy={withdraw.isPending} onClick={() => withdraw.mutate(given.id)}>
            {t('consents.withdraw')}
          </Button>
        )}
        {(given === undefined || changed) && (
          <Button
            kind={given === undefined ? 'plain' : 'primary'}
            busy={give.isPending}
            disabled={chosen.length === 0}
            onClick={() => give.mutate(chosen)}
          >
            {t(given === undefined ? 'consents.give' : 'consents.change')}
          </Button>
        )}
      </p>
    </section>
  )
}

/** 授权: to whom, which data, until when; on and off; and who looked at what. */
const Consents = () => {
  const t = useFinance()
  const controllers = useControllers()
  const consents = useConsents()
  const log = useAccessLog()
  return (
    <FamilyPage title={t('my.consents')}>
      <p className="muted">{t('consents.lead')}</p>
      <Await query={controllers}>
        {({ rows }) => (
          <Await query={consents}>
            {({ rows: all }) =>
              rows.map((controller) => {
                const given = all.find((row) => row.bankId === controller.id && row.state === 'given')
                return (
                  <ControllerPanel key={`${controller.id} ${given?.id ?? ''}`} controller={controller} given={given} />
                )
              })
            }
          </Await>
        )}
      </Await>
      <section>
        <h2>{t('consents.log')}</h2>
        <Await query={log} lines={3}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty title={t('consents.log.empty')} />
            ) : (
              <table className="rows">
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <td>
                        {row.organisation}　{row.actorName}
                        <small>
                          {row.purpose} · {row.categories.map((each) => t.maybe(`category.${each}`, each)).join('、')}
                        </small>
                      </td>
                      <td className="num">{instant(row.at)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Await>
      </section>
    </FamilyPage>
  )
}

export default Consents
