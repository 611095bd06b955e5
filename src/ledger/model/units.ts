import { tidy } from './numerals.ts'

/** Units of the official texts and what they become: money in yuan, shares as fractions, areas as written (亩 → mu). */
type Unit = { readonly to: string; readonly factor: number; readonly family: Family; readonly digitsOnly?: boolean }
export type Family = 'money' | 'share' | 'points' | 'count' | 'measure' | 'time' | 'score' | 'multiple' | 'none'

const counted = [...'家个宗项件所条处座艘只场次部份张台起口批套片株尾篇例栋幢辆头羽匹棵枚盘对组款幅册首堂席粒']
/** Like `counted`, but only after Arabic digits or where the sentence counts: 一支, 两期, 三类 name things. */
const named = [...'支期班站节轮岗孔']

const units: Readonly<Record<string, Unit>> = {
  元: { to: 'yuan', factor: 1, family: 'money' },
  人民币: { to: 'yuan', factor: 1, family: 'money' },
  美元: { to: 'usd', factor: 1, family: 'money' },
  个百分点: { to: 'fraction', factor: 0.01, family: 'points' },
  百分点: { to: 'fraction', factor: 0.01, family: 'points' },
  个基点: { to: 'fraction', factor: 0.0001, family: 'points' },
  基点: { to: 'fraction', factor: 0.0001, family: 'points' },
  BP: { to: 'fraction', factor: 0.0001, family: 'points', digitsOnly: true },
  倍: { to: 'times', factor: 1, family: 'multiple' },
  亩: { to: 'mu', factor: 1, family: 'measure' },
  公顷: { to: 'ha', factor: 1, family: 'measure' },
  平方米: { to: 'm2', factor: 1, family: 'measure' },
  平米: { to: 'm2', factor: 1, family: 'measure' },
  微克: { to: 'ug', factor: 1, family: 'measure' },
  毫克: { to: 'mg', factor: 1, family: 'measure' },
  分贝: { to: 'dB', factor: 1, family: 'measure' },
  千瓦时: { to: 'kWh', factor: 1, family: 'measure' },
  千瓦: { to: 'kW', factor: 1, family: 'measure' },
  兆瓦: { to: 'MW', factor: 1, family: 'measure' },
  厘米: { to: 'cm', factor: 1, family: 'measure' },
  毫米: { to: 'mm', factor: 1, family: 'measure' },
  平方千米: { to: 'km2', factor: 1, family: 'measure' },
  '㎡': { to: 'm2', factor: 1, family: 'measure' },
  平方公里: { to: 'km2', factor: 1, family: 'measure' },
  公里: { to: 'km', factor: 1, family: 'measure' },
  千米: { to: 'km', factor: 1, family: 'measure' },
  海里: { to: 'km', factor: 1.852, family: 'measure' },
  米: { to: 'm', factor: 1, family: 'measure' },
  立方米: { to: 'm3', factor: 1, family: 'measure' },
  立方: { to: 'm3', factor: 1, family: 'measure' },
  方: { to: 'm3', factor: 1, family: 'measure', digitsOnly: true },
  吨标准煤: { to: 'tce', factor: 1, family: 'measure' },
  吨标煤: { to: 'tce', factor: 1, family: 'measure' },
  吨: { to: 't', factor: 1, family: 'measure' },
  度: { to: 'kWh', factor: 1, family: 'measure', digitsOnly: true },
  千伏安: { to: 'kVA', factor: 1, family: 'measure' },
  千伏: { to: 'kV', factor: 1, family: 'measure' },
  升: { to: 'L', factor: 1, family: 'measure', digitsOnly: true },
  MW: { to: 'MW', factor: 1, family: 'measure', digitsOnly: true },
  kW: { to: 'kW', factor: 1, family: 'measure', digitsOnly: true },
  kWh: { to: 'kWh', factor: 1, family: 'measure', digitsOnly: true },
  km: { to: 'km', factor: 1, family: 'measure', digitsOnly: true },
  km2: { to: 'km2', factor: 1, family: 'measure', digitsOnly: true },
  'km²': { to: 'km2', factor: 1, family: 'measure', digitsOnly: true },
  m: { to: 'm', factor: 1, family: 'measure', digitsOnly: true },
  m2: { to: 'm2', factor: 1, family: 'measure', digitsOnly: true },
  'm²': { to: 'm2', factor: 1, family: 'measure', digitsOnly: true },
  m3: { to: 'm3', factor: 1, family: 'measure', digitsOnly: true },
  'm³': { to: 'm3', factor: 1, family: 'measure', digitsOnly: true },
  ha: { to: 'ha', factor: 1, family: 'measure', digitsOnly: true },
  hm2: { to: 'ha', factor: 1, family: 'measure', digitsOnly: true },
  kg: { to: 'kg', factor: 1, family: 'measure', digitsOnly: true },
  t: { to: 't', factor: 1, family: 'measure', digitsOnly: true },
  Mbps: { to: 'Mbps', factor: 1, family: 'measure', digitsOnly: true },
  Gbps: { to: 'Gbps', factor: 1, family: 'measure', digitsOnly: true },
  '℃': { to: 'degree_c', factor: 1, family: 'measure', digitsOnly: true },
  标箱: { to: 'teu', factor: 1, family: 'measure' },
  标准箱: { to: 'teu', factor: 1, family: 'measure' },
  岁: { to: 'year', factor: 1, family: 'time', digitsOnly: true },
  年: { to: 'year', factor: 1, family: 'time', digitsOnly: true },
  公斤: { to: 'kg', factor: 1, family: 'measure' },
  千克: { to: 'kg', factor: 1, family: 'measure' },
  斤: { to: 'kg', factor: 0.5, family: 'measure', digitsOnly: true },
  人: { to: 'person', factor: 1, family: 'count' },
  名: { to: 'person', factor: 1, family: 'count' },
  位: { to: 'person', factor: 1, family: 'count', digitsOnly: true },
  人次: { to: 'person_time', factor: 1, family: 'count' },
  户: { to: 'household', factor: 1, family: 'count' },
  户次: { to: 'household_time', factor: 1, family: 'count' },
  课时: { to: 'lesson', factor: 1, family: 'count' },
  学时: { to: 'lesson', factor: 1, family: 'count' },
  学分: { to: 'credit', factor: 1, family: 'count' },
  车次: { to: 'count', factor: 1, family: 'count' },
  艘次: { to: 'count', factor: 1, family: 'count' },
  件次: { to: 'count', factor: 1, family: 'count' },
  万人次: { to: 'person_time', factor: 10_000, family: 'count' },
  宗地: { to: 'count', factor: 1, family: 'count' },
  场次: { to: 'count', factor: 1, family: 'count' },
  批次: { to: 'count', factor: 1, family: 'count' },
  家次: { to: 'count', factor: 1, family: 'count' },
  台套: { to: 'count', factor: 1, family: 'count' },
  笔: { to: 'count', factor: 1, family: 'count' },
  间: { to: 'count', factor: 1, family: 'count', digitsOnly: true },
  盏: { to: 'count', factor: 1, family: 'count' },
  层: { to: 'floor', factor: 1, family: 'count' },
  // 三门 is a county: courses are counted with 门 only after Arabic digits.
  门: { to: 'count', factor: 1, family: 'count', digitsOnly: true },
  个工作日: { to: 'working_day', factor: 1, family: 'time' },
  工作日: { to: 'working_day', factor: 1, family: 'time' },
  天: { to: 'day', factor: 1, family: 'time' },
  日: { to: 'day', factor: 1, family: 'time', digitsOnly: true },
  秒: { to: 'second', factor: 1, family: 'time' },
  小时: { to: 'hour', factor: 1, family: 'time' },
  分钟: { to: 'minute', factor: 1, family: 'time' },
  个月: { to: 'month', factor: 1, family: 'time' },
  分: { to: 'point', factor: 1, family: 'score', digitsOnly: true },
  类: { to: 'count', factor: 1, family: 'count', digitsOnly: true },
  种: { to: 'count', factor: 1, family: 'count' },
  ...Object.fromEntries(named.map((unit) => [unit, { to: 'count', factor: 1, family: 'count' } satisfies Unit])),
  ...Object.fromEntries(counted.map((unit) => [unit, { to: 'count', factor: 1, family: 'count' } satisfies Unit])),
}

const names = Object.keys(units).sort((a, b) => b.length - a.length)
/** `/亩`, `每亩` after a unit. */
const per: Readonly<Record<string, { readonly to: string; readonly divide: number }>> = {
  亩: { to: 'mu', divide: 1 },
  公顷: { to: 'ha', divide: 1 },
  平方米: { to: 'm2', divide: 1 },
  人: { to: 'person', divide: 1 },
  户: { to: 'household', divide: 1 },
  村: { to: 'village', divide: 1 },
  年: { to: 'year', divide: 1 },
  月: { to: 'month', divide: 1 },
  吨: { to: 't', divide: 1 },
  日: { to: 'day', divide: 1 },
  天: { to: 'day', divide: 1 },
  立方米: { to: 'm3', divide: 1 },
  升: { to: 'L', divide: 1 },
}

export type ReadUnit = { readonly to: number; readonly unit: string; readonly factor: number; readonly family: Family }

/** Words that begin like a unit and are none: 个人, 个体, 家庭, 项目, 人才, 名单 … */
const notUnit =
  /^(?:个(?:人|体|性|别)|家(?:庭|长|园|居|具|乡|禽|畜)|所(?:有|在|属|得|需|以)|人(?:才|民|大|均|工|口|员|力|事|生|居)|名(?:单|录|称|师|优|校)|户(?:均|籍|外|口)|分(?:之|别|类|级|期|布|析|管|局|工)|门(?:户|诊|店|前)|天(?:然|气|台)|元(?:素|宇)|条(?:件|例|款)|件(?:事)|处(?:理|置|罚|于|级|长)|场(?:景|所|地|馆)|次(?:数|级|要|序)|部(?:门|分|署|级)|份(?:额|量)|台(?:州|风|账|湾|阶)|起(?:步|草|到|来|点)|口(?:岸|径|碑)|批(?:次|复|发|准|量)|套(?:餐)|片(?:区)|例(?:如|外|行)|条线|座谈|层(?:面|级|次)|米(?:面|粮)|项目|支(?:持|付|撑|出|部|农|教|线)|期(?:间|限|末|货|满)|班(?:子|长|组)|站(?:点|位|网)|节(?:点|约|能|水|日)|轮(?:训|岗|候|流)|岗(?:位)|头(?:部|雁)|对(?:口|接|象|外|标|照|比|应|于|全)|组(?:织|建|成|长|团|合)|款(?:项)|首(?:批|次|创|期|个|家|位|席)|种(?:植|养|子|业)|类(?:型|别)|盘(?:活)|度(?:假)|方(?:案|面|式|法|向|便)|年(?:度|均|代|级|龄|轻|产|一)|日(?:均|常|照|产|前)|升(?:级|至|到|学)|孔(?:子))/

/** The unit at `at` of a half-width text, with a divisor where one follows (`元/亩`). Null when there is none. */
export const unitAt = (text: string, at: number, chinese: boolean): ReadUnit | null => {
  const name = names.find((candidate) => text.startsWith(candidate, at))
  const found = name === undefined ? undefined : units[name]
  if (name === undefined || found === undefined || (chinese && found.digitsOnly === true)) return null
  // Arabic digits decide for 个/家/…; 30个项目 reads 个 then 项目, 三个人才 is left alone.
  if (name.length === 1 && notUnit.test(text.slice(at, at + 2)) && !(name === '个' && text[at + 1] === '体'))
    return null
  const to = at + name.length
  // 5m is a length, 5mm and 5MWp are something else.
  if (/[A-Za-z]$/.test(name) && /^[A-Za-z\d]/.test(text.slice(to))) return null
  const divisor = /^\s*(?:\/|每)\s*(亩|公顷|平方米|立方米|人|户|村|年|月|日|天|吨|升)/.exec(text.slice(to, to + 8))
  const below = divisor?.[1] === undefined ? undefined : per[divisor[1]]
  if (divisor !== null && below !== undefined) {
    return { to: to + divisor[0].length, unit: `${found.to}/${below.to}`, factor: found.factor, family: found.family }
  }
  return { to, unit: found.to, factor: found.factor, family: found.family }
}

export const inUnit = (value: number, factor: number): number => tidy(value * factor)
