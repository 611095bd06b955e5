import notices from '../../../data/calendar/cn-workdays-2019-2026.json' with { type: 'json' }
import { type WorkCalendar, readCalendar } from './calendar.ts'

/** The State Council's notices of 2019 to 2026 that come with the program. Models get it as an argument. */
export const builtInCalendar: WorkCalendar = readCalendar(notices)
