import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useSend } from '../../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../../platform/ui/await.tsx'
import { Button } from '../../../../platform/ui/button.tsx'
import { fieldError, ProblemNote } from '../../../../platform/ui/dialog.tsx'
import { TextArea, TextField } from '../../../../platform/ui/field.tsx'
import { useUi } from '../../../../platform/ui/messages/index.ts'
import { PageHead } from '../../../../platform/ui/page-head.tsx'
import { usePermission, useSession } from '../../../../platform/ui/session.ts'
import { useAdmin } from '../messages/index.ts'
import { Checks } from './checks.tsx'
import { EffectPreview } from './effect.tsx'
import { RuleGrid } from './grid.tsx'
import {
  type Rows,
  type Rule,
  rulePath,
  rulesPath,
  type RuleVersion,
  useRule,
  useRuleHistory,
  useRules,
  versionPath,
} from './rule-data.ts'
import { versionWords } from './version-words.ts'
import './rules.css'

const Editor = ({
  rule,
  published,
  onDone,
}: {
  rule: Rule
  published: Rows | null
  onDone: (version: string) => void
}) => {
  const t = useAdmin()
  const ui = useUi()
  const today = useSession().data?.today ?? ''
  const isDraft = rule.current.status === 'draft'
  const [rows, setRows] = useState<Rows>(rule.rows)
  const [effectiveFrom, setFrom] = useState(isDraft ? rule.current.effectiveFrom : today)
  const [basis, setBasis] = useState(isDraft ? rule.current.basis : '')
  const [reason, setReason] = useState(isDraft ? rule.current.reason : '')
  const save = useSend<undefined, Rule>({
    method: isDraft ? 'PUT' : 'POST',
    path: isDraft ? versionPath(rule.name, rule.current.version) : `${rulePath(rule.name)}/versions`,
    body: () => ({ rows, effectiveFrom, basis, reason }),
    stale: [rulesPath],
  })
  const wrong = new Map(
    [...(save.error?.errors ?? []), ...rule.errors].map((error) => [error.pointer, error.message] as const),
  )
  return (
    <div className="rule-panes">
      <div>
        <RuleGrid
          inputs={rule.inputs}
          outputs={rule.outputs}
          rows={rows}
          published={published}
          wrong={wrong}
          onChange={setRows}
        />
        <p className="hint">{ui('rules.empty')}</p>
        <form
          className="dialog-form rule-form"
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate(undefined, { onSuccess: (saved) => onDone(saved.current.version) })
          }}
        >
          <TextField
            label={t('rules.effectiveFrom')}
            type="date"
            value={effectiveFrom}
            onChange={setFrom}
            required
            error={fieldError(save.error, '/effectiveFrom')}
          />
          <TextField
            label={t('rules.basis')}
            value={basis}
            onChange={setBasis}
            required
            error={fieldError(save.error, '/basis')}
          />
          <TextArea
            label={t('rules.reason')}
            value={reason}
            onChange={setReason}
            required
            error={fieldError(save.error, '/reason')}
          />
          <ProblemNote problem={save.error} />
          <p>
            <Button kind="primary" type="submit" busy={save.isPending}>
              {t('rules.saveDraft')}
            </Button>
          </p>
        </form>
      </div>
      <aside className="rule-side">
        <Checks rule={rule} />
        <EffectPreview rule={rule} rows={rows} />
      </aside>
    </div>
  )
}

const Reader = ({ rule, published }: { rule: Rule; published: Rows | null }) => {
  const t = useAdmin()
  return (
    <div className="rule-panes">
      <div>
        <RuleGrid
          inputs={rule.inputs}
          outputs={rule.outputs}
          rows={rule.rows}
          published={published}
          wrong={new Map(rule.errors.map((error) => [error.pointer, error.message]))}
        />
        <dl className="facts rule-facts">
          <dt>{t('rules.effectiveFrom')}</dt>
          <dd>{rule.current.effectiveFrom}</dd>
          <dt>{t('rules.basis')}</dt>
          <dd>{rule.current.basis}</dd>
          <dt>{t('rules.reason')}</dt>
          <dd>{rule.current.reason}</dd>
          <dt>{t('rules.source')}</dt>
          <dd>{rule.source}</dd>
        </dl>
      </div>
      <aside className="rule-side">
        <Checks rule={rule} />
      </aside>
    </div>
  )
}

const View = ({ rule, history, inForce }: { rule: Rule; history: readonly RuleVersion[]; inForce: string | null }) => {
  const t = useAdmin()
  const ui = useUi()
  const mayDraft = usePermission('platform.rule.draft')
  const mayApprove = usePermission('platform.rule.approve')
  const [, setSearch] = useSearchParams()
  const [copying, setCopying] = useState(false)
  const compared = useRule(rule.name, inForce === rule.current.version && !copying ? null : inForce)
  const act = useSend<'approve' | 'publish', Rule>({
    path: (verb) => `${versionPath(rule.name, rule.current.version)}/${verb}`,
    body: () => undefined,
    stale: [rulesPath],
  })
  const editing = mayDraft && (rule.current.status === 'draft' || copying)
  const choose = (version: string): void => {
    setCopying(false)
    setSearch({ version })
  }
  const published = compared.data?.rows ?? null
  return (
    <>
      <PageHead
        crumbs={[{ title: t('rules.title'), to: '/admin/rules' }]}
        title={rule.title}
        beside={
          <span className="muted">
            {versionWords(rule.current.version, t)}　{t(`rules.status.${rule.current.status}`)}
          </span>
        }
        actions={
          <>
            {mayDraft && rule.current.status !== 'draft' && (
              <Button onClick={() => setCopying(!copying)}>
                {copying ? ui('action.cancel') : t('rules.startDraft')}
              </Button>
            )}
            {mayApprove && rule.current.status === 'draft' && (
              <Button kind="primary" busy={act.isPending} onClick={() => act.mutate('approve')}>
                {t('rules.approve')}
              </Button>
            )}
            {mayApprove && rule.current.status === 'approved' && (
              <Button kind="primary" busy={act.isPending} onClick={() => act.mutate('publish')}>
                {t('rules.publish')}
              </Button>
            )}
          </>
        }
        ruled
      />
      <p className="muted">
        {rule.description}　{t(`rules.hit.${rule.hit}`)}
      </p>
      <ProblemNote problem={act.error} />
      <nav className="rule-versions" aria-label={t('rules.history')}>
        {history.map((version) => (
          <button
            key={version.version}
            type="button"
            aria-pressed={version.version === rule.current.version}
            onClick={() => choose(version.version)}
          >
            {versionWords(version.version, t)} <span className="hint">{t(`rules.status.${version.status}`)}</span>
          </button>
        ))}
      </nav>
      {editing ? (
        <Editor key={`${rule.current.version} ${copying}`} rule={rule} published={published} onDone={choose} />
      ) : (
        <Reader rule={rule} published={published} />
      )}
    </>
  )
}

/** 规则表 editor: the draft with the published cells below, checks and trials beside; another person publishes. */
const RulePage = () => {
  const t = useAdmin()
  const { name = '' } = useParams()
  const [search] = useSearchParams()
  const rules = useRules()
  const history = useRuleHistory(name)
  const inForce = rules.data?.rows.find((row) => row.name === name)?.versionInForce ?? null
  const version = search.get('version') ?? inForce
  const rule = useRule(name, version)
  if (rules.data && inForce === null) return <Empty title={t('rules.notFound')} page />
  return (
    <Await query={rules} lines={10}>
      {() => (
        <Await query={rule} lines={10}>
          {(reply) => (
            <View key={reply.current.version} rule={reply} history={history.data?.rows ?? []} inForce={inForce} />
          )}
        </Await>
      )}
    </Await>
  )
}

export default RulePage
