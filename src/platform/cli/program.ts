import { Command, Option } from 'commander'
import { backup } from '../backup/backup.ts'
import { restore } from '../backup/restore.ts'
import { sealAudit } from '../audit/seal.ts'
import { verifyAudit } from '../audit/verify.ts'
import { demoSteps, firstStart } from '../start/first-start.ts'
import { demoNotice, firstSteps } from '../start/first-steps.ts'
import { type Terminal, withProgress } from '../start/progress.ts'
import { exitCodes, inChinese } from './chinese.ts'
import { withApp } from './open-app.ts'
import { exportSheet, importSheet, importTable } from './records.ts'
import { addUser, type NewUser } from './users.ts'

/** The commands, thin over the services. `setExit` gets the exit code of a command that ended with a finding. */
export const buildProgram = (terminal: Terminal, setExit: (code: number) => void): Command => {
  const print = (text: string): void => void terminal.write(`${text}\n`)
  const program = new Command('gongfu').description('共富：县域“十大突破性抓手”共同富裕平台')
  const as = () => new Option('--as <账号>', '以哪个账号的名义（记入审计日志）').makeOptionMandatory()

  program
    .command('start')
    .description('启动服务（同 npm start）')
    .action(async () => {
      await import('../../main.ts')
    })

  const importing = program.command('import').description('导入附表或登记表')
  importing
    .command('table')
    .description('导入年度附表（.docx、.xlsx 或文本）')
    .argument('<文件>')
    .addOption(as())
    .requiredOption('--year <年份>', '附表的年份', Number)
    .option('--confirm', '预览后直接确认入账', false)
    .action((path: string, options: { as: string; year: number; confirm: boolean }) =>
      withApp((app) => importTable(app, path, options, print)),
    )
  importing
    .command('sheet')
    .description('导入登记表（.xlsx 或 .csv），全部成功或全部不入账')
    .argument('<表名>')
    .argument('<文件>')
    .addOption(as())
    .action((sheet: string, path: string, options: { as: string }) =>
      withApp((app) => importSheet(app, path, { ...options, sheet }, print)),
    )

  program
    .command('export')
    .description('把登记表导出为 Excel')
    .argument('<表名>')
    .argument('<文件>')
    .addOption(as())
    .action((sheet: string, path: string, options: { as: string }) =>
      withApp((app) => exportSheet(app, path, { ...options, sheet }, print)),
    )

  program
    .command('demo')
    .description('在空数据库中建立示范县，不启动服务')
    .addOption(new Option('--scale <规模>', '数据规模').choices(['small', 'full']).default('small'))
    .action(({ scale }: { scale: 'small' | 'full' }) =>
      withApp(async (opened) => {
        const app = { ...opened, config: { ...opened.config, demo: true, demoScale: scale } }
        await firstStart(app, firstSteps(app, terminal), terminal)
        print(`示范县已建立（${demoSteps(app).length} 个模块）\n${demoNotice()}`)
      }),
    )

  program
    .command('backup')
    .description('把全部登记表和文件备份到一个文件')
    .argument('<文件>')
    .action((path: string) =>
      withApp(async (app) => {
        const manifest = await withProgress(terminal, '备份', (report) => backup(app, path, report))
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
        print(`${manifest.tables.length} 张表 ${rows} 条记录，${manifest.files.length} 个文件`)
        print(
          `备份不含密钥（${manifest.keyId}）：请另行保管 GONGFU_SECRET 或数据目录中的 secret，否则加密的号码无法读取。`,
        )
      }),
    )

  program
    .command('restore')
    .description('把备份恢复到空数据库')
    .argument('<文件>')
    .option('--replace', '数据库不是空的也恢复：现有数据全部被替换', false)
    .action((path: string, { replace }: { replace: boolean }) =>
      withApp(async (app) => {
        const { manifest, signature } = await withProgress(terminal, '恢复', (report) =>
          restore(app, path, { replace, report }),
        )
        print(`已恢复 ${manifest.createdAt} 的备份：${manifest.tables.length} 张表，${manifest.files.length} 个文件`)
        if (signature === 'unknown_key') {
          print(`注意：缺少密钥 ${manifest.keyId}，加密的号码无法读取，备份的签名也无法核验。请恢复原来的密钥。`)
        }
      }),
    )

  const audit = program.command('audit').description('审计日志')
  audit
    .command('verify')
    .description('逐条核验审计日志；有改动时退出码为 3')
    .option('--head <摘要>', '与另行保存的链尾摘要比较')
    .action(({ head }: { head?: string }) =>
      withApp(async (app) => {
        const result = await verifyAudit(app, app.config.county)
        for (const { text } of result.findings) print(`✗ ${text}`)
        const cut = head !== undefined && head !== result.head
        if (cut) print(`✗ 链尾 ${result.head} 与给出的摘要不同`)
        print(`已核验 ${result.rows} 条记录、${result.seals} 次封存；待封存 ${result.pending} 条；链尾 ${result.head}`)
        if (cut || result.findings.length > 0) setExit(exitCodes.damaged)
      }),
    )
  audit
    .command('seal')
    .description('立即封存审计日志')
    .action(() =>
      withApp(async (app) => {
        print(`已封存 ${await sealAudit(app, app.config.county)} 条记录`)
      }),
    )

  const user = program.command('user').description('账号')
  user
    .command('add')
    .description('建立账号并授予一个角色，显示一次性初始口令')
    .argument('<账号名>')
    .requiredOption('--name <姓名>', '姓名')
    .requiredOption('--role <角色>', '角色，例如 department_member')
    .option('--organisation <代码>', '单位代码')
    .option('--area <区划代码>', '负责的区划，默认全县')
    .action((username: string, options: Omit<NewUser, 'username'>) =>
      withApp(async (app) => {
        const password = await addUser(app, { ...options, username })
        print(`已建立账号 ${username}，初始口令（只显示这一次）：${password}`)
      }),
    )

  return inChinese(program)
}
