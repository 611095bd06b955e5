/** The toy instance of ITC-2007 track 3 and a timetable for it, as the competition published them. */
export const toyInstance = `Name: Toy
Courses: 4
Rooms: 3
Days: 5
Periods_per_day: 4
Curricula: 2
Constraints: 8

COURSES:
SceCosC Ocra 3 3 30
ArcTec Indaco 3 2 42
TecCos Rosa 5 4 40
Geotec Scarlatti 5 4 18

ROOMS:
rA 32
rB 50
rC 40

CURRICULA:
Cur1 3 SceCosC ArcTec TecCos
Cur2 2 TecCos Geotec

UNAVAILABILITY_CONSTRAINTS:
TecCos 2 0
TecCos 2 1
TecCos 3 2
TecCos 3 3
ArcTec 4 0
ArcTec 4 1
ArcTec 4 2
ArcTec 4 3

END.
`

export const toySolution = `Geotec rA 3 1
Geotec rA 3 2
SceCosC rA 1 3
Geotec rA 4 3
ArcTec rB 3 0
ArcTec rB 2 1
ArcTec rB 3 1
TecCos rB 1 2
TecCos rB 2 2
TecCos rB 0 3
Geotec rB 2 3
SceCosC rB 4 3
TecCos rC 0 2
SceCosC rC 3 2
TecCos rC 4 2
Geotec rC 1 3`
