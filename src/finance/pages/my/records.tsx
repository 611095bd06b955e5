import { useState } from 'react'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { formatFen } from '../../../platform/ui/format.ts'
import type { AssetRow } from '../../api/assets/schema.ts'
import type { MemberRow } from '../../api/households/schema.ts'
import { useFinance } from '../../messages/index.ts'
import { finance, useAssets, useFamilies, useFamily, useHonours, useIncomes, useLiabilities } from '../data.ts'
import { DeclareAsset } from './declare-asset.tsx'
import { DebtDialog, EvidenceDialog, HonourDialog, IncomeDialog, MemberDialog } from './record-dialogs.tsx'
import { FamilyPage } from './tabs.tsx'

const stale = ['/api/finance/']

type Opened =
  | { readonly kind: 'asset' | 'debt' | 'income' | 'honour' }
  | { readonly kind: 'member'; readonly member: MemberRow }
  | { readonly kind: 'evidence'; readonly asset: AssetRow }

/** 申报与更正: everything that the family itself says; what banks and villages made of it stands on the other pages. */
const Records = () => {
  const t = useFinance()
  const families = useFamilies()
  const family = useFamily(families.data?.rows[0]?.id ?? null)
  const assets = useAssets()
  const debts = useLiabilities()
  const incomes = useIncomes()
  const honours = useHonours()
  const [opened, setOpened] = useState<Opened | null>(null)
  const end = useSend<string>({ path: (id) => `${finance}/liabilities/${id}/end`, body: () => undefined, stale })
  const close = () => setOpened(null)
  return (
    <FamilyPage title={t('my.records')}>
      <section>
        <Await query={family} lines={3}>
          {(data) => (
            <>
              <h2>{t('records.members')}</h2>
              <table className="rows">
                <tbody>
                  {data.memberRows.map((member) => (
                    <tr key={member.personId}>
                      <td>
                        {member.name}
                        <small>
                          {t(`relation.${member.relation}` as 'relation.head')}
                          {member.facts !== null &&
                            ` · ${t(`household.${member.facts.category}`)} · ${t('records.since', { date: member.facts.residentSince })}`}
                        </small>
                      </td>
                      <td className="num">
                        <Button kind="text" onClick={() => setOpened({ kind: 'member', member })}>
                          {t(member.facts === null ? 'records.fill' : 'records.edit')}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          )}
        </Await>
      </section>
      <section>
        <div className="section-head">
          <h2>{t('records.assets')}</h2>
          <span className="grow" />
          <Button onClick={() => setOpened({ kind: 'asset' })}>{t('records.asset.add')}</Button>
        </div>
        <Await query={assets}>
          {({ rows }) =>
            rows.filter((row) => row.endedOn === null).length === 0 ? (
              <Empty title={t('records.assets.empty')}>{t('records.assets.empty.text')}</Empty>
            ) : (
              <table className="rows">
                <tbody>
                  {rows
                    .filter((row) => row.endedOn === null)
                    .map((row) => (
                      <tr key={row.id}>
                        <td>
                          {row.title}
                          <small>
                            {t(`class.${row.class}`)} · {t(`evidence.${row.evidence}`)}
                          </small>
                        </td>
                        <td className="num">
                          <Button kind="text" onClick={() => setOpened({ kind: 'evidence', asset: row })}>
                            {t('records.evidence.add')}
                          </Button>
                        </td>
                      </tr>
                    ))}
                </tbody>
              </table>
            )
          }
        </Await>
      </section>
      <section>
        <div className="section-head">
          <h2>{t('records.debts')}</h2>
          <span className="grow" />
          <Button onClick={() => setOpened({ kind: 'debt' })}>{t('records.debt.add')}</Button>
        </div>
        <table className="rows">
          <tbody>
            {(debts.data?.rows ?? []).map((row) => (
              <tr key={row.id}>
                <td>
                  {t(`liability.${row.kind}`)}
                  <small>{row.counterparty}</small>
                </td>
                <td className="num">{formatFen(row.balanceFen)}</td>
                <td className="num">
                  <Button kind="text" onClick={() => end.mutate(row.id)}>
                    {t('records.debt.end')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <div className="section-head">
          <h2>{t('records.incomes')}</h2>
          <span className="grow" />
          <Button onClick={() => setOpened({ kind: 'income' })}>{t('records.income.add')}</Button>
        </div>
        <table className="rows">
          <tbody>
            {(incomes.data?.rows ?? []).map((row) => (
              <tr key={`${row.personId} ${row.year} ${row.source}`}>
                <td>
                  {row.source}
                  <small>{t('records.income.of', { year: row.year })}</small>
                </td>
                <td className="num">{formatFen(row.netFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <div className="section-head">
          <h2>{t('records.honours')}</h2>
          <span className="grow" />
          <Button onClick={() => setOpened({ kind: 'honour' })}>{t('records.honour.add')}</Button>
        </div>
        <table className="rows">
          <tbody>
            {(honours.data?.rows ?? []).map((row) => (
              <tr key={row.id}>
                <td>
                  {row.title}
                  <small>
                    {t(`honour.level.${row.level}`)} · {row.issuer} · {row.issuedOn}
                  </small>
                </td>
                <td className="num">{t(`honour.state.${row.state}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {opened?.kind === 'asset' && <DeclareAsset onClose={close} />}
      {opened?.kind === 'debt' && <DebtDialog onClose={close} />}
      {opened?.kind === 'income' && <IncomeDialog onClose={close} />}
      {opened?.kind === 'honour' && <HonourDialog onClose={close} />}
      {opened?.kind === 'evidence' && <EvidenceDialog asset={opened.asset} onClose={close} />}
      {opened?.kind === 'member' && family.data !== undefined && (
        <MemberDialog family={family.data} member={opened.member} onClose={close} />
      )}
    </FamilyPage>
  )
}

export default Records
