import { finance } from './finance/index.ts'
import { land } from './land/index.ts'
import { ledger } from './ledger/index.ts'
import { platform } from './platform/index.ts'
import type { Modules } from './platform/module.ts'
import { ponds } from './ponds/index.ts'
import { schools } from './schools/index.ts'
import { sea } from './sea/index.ts'
import { skills } from './skills/index.ts'

/** The modules in the order in which their demo records are made. Adding one = one folder + one line here. */
export const modules: Modules = [platform, ledger, finance, schools, land, sea, skills, ponds]
