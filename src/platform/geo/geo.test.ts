import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crsRegistry, findCrs, localGaussKruger, registryOrder, transformer } from './crs.ts'
import { detectCrs } from './detect-crs.ts'
import {
  azimuth,
  geodesicArea,
  geodesicDistance,
  geodesicPerimeter,
  muOf,
  squareMetresPerMu,
  surveyArea,
  travel,
} from './ellipsoid.ts'
import { placeInArea } from './inside.ts'
import { type Area, type Position, boxOf, partsOfGeometry, planeArea, planePerimeter } from './shapes.ts'
import { type ShapeFaultCode, findShapeFaults, withRightHandRule } from './validity.ts'

const geographic = crsRegistry['EPSG:4490']
const ring: Position[] = [
  [121.45, 29.05],
  [121.452, 29.0502],
  [121.4518, 29.0515],
  [121.4499, 29.0513],
  [121.45, 29.05],
]
const square = (x: number, y: number, size: number): Position[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
]

describe('coordinate systems', () => {
  test('the example of land 4.3', () => {
    const [easting, northing] = transformer(geographic, crsRegistry['EPSG:4549'])([121.45, 29.05])
    expect(easting).toBeCloseTo(641_226.3947, 4)
    expect(northing).toBeCloseTo(3_215_678.98281, 4)
  })

  test('zone prefixes are a shift of the easting', () => {
    const [plain, northing] = transformer(geographic, crsRegistry['EPSG:4550'])([121.9, 29])
    const prefixed = transformer(geographic, crsRegistry['EPSG:4529'])([121.9, 29])
    expect(prefixed[0] - plain).toBeCloseTo(41_000_000, 6)
    expect(prefixed[1]).toBe(northing)
  })

  test('there and back within 0.1 mm, up to 3° from the meridian and in Web Mercator', () => {
    const systems = [
      crsRegistry['EPSG:4549'],
      crsRegistry['EPSG:4528'],
      crsRegistry['EPSG:3857'],
      localGaussKruger(121.5),
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...systems),
        fc.double({ min: 118.6, max: 123, noNaN: true }),
        fc.double({ min: -60, max: 60, noNaN: true }),
        (crs, longitude, latitude) => {
          const back = transformer(crs, geographic)(transformer(geographic, crs)([longitude, latitude]))
          expect(geodesicDistance(back, [longitude, latitude])).toBeLessThan(1e-4)
        },
      ),
    )
  })

  test('the encrypted systems and unknown ones are refused by name', () => {
    for (const name of ['GCJ-02', 'gcj02', 'BD-09', 'bd09', '百度', '高德地图', '火星坐标']) {
      expect(() => findCrs(name)).toThrow(
        expect.objectContaining({ errors: [expect.objectContaining({ code: 'crs_not_accepted' })] }),
      )
    }
    for (const name of ['EPSG:2000', 'hello', '', '+proj=tmerc +nadgrids=/etc/passwd', '+init=epsg:4326']) {
      expect(() => findCrs(name)).toThrow(
        expect.objectContaining({ errors: [expect.objectContaining({ code: 'unknown_crs' })] }),
      )
    }
  })

  test('names of the same system', () => {
    for (const name of [
      '4549',
      'epsg:4549',
      'EPSG:4549',
      'http://www.opengis.net/def/crs/EPSG/0/4549',
      'urn:ogc:def:crs:EPSG::4549',
    ]) {
      expect(findCrs(name)).toBe(crsRegistry['EPSG:4549'])
    }
    expect(findCrs('http://www.opengis.net/def/crs/OGC/1.3/CRS84')).toMatchObject({
      kind: 'geographic',
      northingFirst: false,
    })
    expect(registryOrder(findCrs('4549'), [1, 2])).toEqual([2, 1])
  })

  test('a local system given as a PROJ string', () => {
    const local = findCrs('+proj=tmerc +lat_0=0 +lon_0=121.5 +k=1 +x_0=500000 +y_0=0 +ellps=CGCS2000 +units=m +no_defs')
    expect(local.centralMeridian).toBe(121.5)
    const [a, b] = [
      transformer(geographic, local)([121.6, 29]),
      transformer(geographic, localGaussKruger(121.5))([121.6, 29]),
    ]
    expect(a[0]).toBeCloseTo(b[0], 6)
    expect(a[1]).toBeCloseTo(b[1], 6)
  })

  test('positions without an image are refused', () => {
    const forward = transformer(geographic, crsRegistry['EPSG:4549'])
    for (const position of [
      [Number.NaN, 29],
      [121, 95],
      [Infinity, 0],
      [641226, 3215678],
    ] as const) {
      expect(() => forward(position)).toThrow(expect.objectContaining({ code: 'not_computable' }))
    }
  })

  test('systems are recognised by the county’s box, also with swapped axes', () => {
    const box = { minX: 121.15, minY: 28.8, maxX: 122, maxY: 29.3 }
    const point: Position = [121.45, 29.05]
    for (const code of ['EPSG:4490', 'EPSG:4549', 'EPSG:4528', 'EPSG:4550', 'EPSG:4529', 'EPSG:3857'] as const) {
      const [x, y] = transformer(geographic, crsRegistry[code])(point)
      expect(detectCrs([[x, y]], box)[0]).toEqual({ crs: code, axisSwapped: false })
      expect(detectCrs([[y, x]], box)).toContainEqual({ crs: code, axisSwapped: true })
    }
    expect(detectCrs([[0, 0]], box)).toEqual([])
    expect(detectCrs([], box)).toEqual([])
  })
})

describe('areas', () => {
  test('the three areas of land 4.4', () => {
    expect(geodesicArea([[ring]])).toBeCloseTo(27_687.935, 3)
    expect(surveyArea([[ring]])).toBeCloseTo(27_687.939, 3)
    const toPlane = transformer(geographic, crsRegistry['EPSG:4549'])
    expect(planeArea([[ring.map(toPlane)]])).toBeCloseTo(27_701.578, 3)
    expect(muOf(squareMetresPerMu)).toBe(1)
  })

  test('the survey series equals the closed authalic area for a cell of the graticule', () => {
    // q(B) of the authalic latitude, J. P. Snyder (1987) eq. 3-12.
    const e = Math.sqrt(0.006694380022903416)
    const q = (degrees: number) => {
      const s = Math.sin((degrees * Math.PI) / 180)
      return (1 - e * e) * (s / (1 - e * e * s * s) - Math.log((1 - e * s) / (1 + e * s)) / (2 * e))
    }
    const exact = (6_378_137 ** 2 / 2) * (Math.PI / 180) * (q(30) - q(29))
    expect(
      surveyArea([
        [
          [
            [121, 29],
            [122, 29],
            [122, 30],
            [121, 30],
            [121, 29],
          ],
        ],
      ]) / exact,
    ).toBeCloseTo(1, 10)
  })

  test('orientation, starting vertex and the antimeridian do not matter; holes are subtracted', () => {
    const turned = [...ring].reverse()
    expect(geodesicArea([[turned]])).toBeCloseTo(geodesicArea([[ring]]), 6)
    const east = (shift: number): Area => [[square(0, 29, 1).map(([x, y]) => [((x + shift + 540) % 360) - 180, y])]]
    expect(geodesicArea(east(179.5))).toBeCloseTo(geodesicArea(east(10)), 2)
    expect(surveyArea(east(179.5))).toBeCloseTo(surveyArea(east(10)), 2)
    const holed: Area = [[square(0, 0, 10), square(2, 2, 3)]]
    expect(planeArea(holed)).toBe(91)
    expect(geodesicArea(holed)).toBeCloseTo(geodesicArea([[square(0, 0, 10)]]) - geodesicArea([[square(2, 2, 3)]]), 3)
    expect([planeArea([]), geodesicArea([]), surveyArea([])]).toEqual([0, 0, 0])
  })

  test('plane areas keep their digits far from the origin', () => {
    expect(planeArea([[square(40_641_226, 3_215_678, 0.5)]])).toBe(0.25)
    expect(planePerimeter([[square(40_641_226, 3_215_678, 0.5)]])).toBe(2)
  })

  test('distances of sea 4.5: 28.0 N 123.2 E to Jiantiao', () => {
    expect(geodesicDistance([123.2, 28], [121.6, 29.02])).toBeCloseTo(193_160, -1)
    expect(azimuth([123.2, 28], [121.6, 29.02])).toBeCloseTo(306.2, 1)
    const [longitude, latitude] = travel(
      [123.2, 28],
      azimuth([123.2, 28], [121.6, 29.02]),
      geodesicDistance([123.2, 28], [121.6, 29.02]),
    )
    expect(longitude).toBeCloseTo(121.6, 9)
    expect(latitude).toBeCloseTo(29.02, 9)
    expect(geodesicPerimeter([[square(121, 29, 0.001)]])).toBeCloseTo(416.5485, 3)
  })
})

describe('inside', () => {
  const area = partsOfGeometry({
    type: 'Polygon',
    coordinates: [square(0, 0, 10), square(4, 4, 2)].map((each) => each.map(([x, y]) => [x, y])),
  })
  test.each([
    [[1, 1], 'inside'],
    [[5, 5], 'outside'],
    [[4, 5], 'boundary'],
    [[6, 6], 'boundary'],
    [[0, 0], 'boundary'],
    [[10, 3], 'boundary'],
    [[5, 10], 'boundary'],
    [[11, 10], 'outside'],
    [[-1, 0], 'outside'],
  ] as const)('%j is %s', (position, place) => {
    expect(placeInArea(position, area)).toBe(place)
  })

  test('the box of nothing meets nothing', () => {
    expect(boxOf([]).minX).toBe(Infinity)
  })
})

describe('validity', () => {
  const codes = (area: Area): ShapeFaultCode[] => [...new Set(findShapeFaults(area).map((fault) => fault.code))]

  test.each<[string, Area, ShapeFaultCode[]]>([
    ['a square', [[square(0, 0, 10)]], []],
    ['a hole inside', [[square(0, 0, 10), square(2, 2, 2)]], []],
    [
      'a hole that touches the rim in one vertex',
      [
        [
          square(0, 0, 10),
          [
            [0, 5],
            [3, 4],
            [3, 6],
            [0, 5],
          ],
        ],
      ],
      [],
    ],
    ['two holes that touch in one vertex', [[square(0, 0, 10), square(2, 2, 2), square(4, 4, 2)]], []],
    ['parts that touch in a vertex', [[square(0, 0, 1)], [square(1, 1, 1)]], []],
    ['a part inside the hole of another', [[square(0, 0, 10), square(2, 2, 6)], [square(3, 3, 2)]], []],
    ['no ring', [[]], ['ring_not_closed_or_too_short']],
    ['an open ring', [[square(0, 0, 1).slice(0, 4)]], ['ring_not_closed_or_too_short']],
    [
      'three positions',
      [
        [
          [
            [0, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      ],
      ['ring_not_closed_or_too_short'],
    ],
    [
      'not a number',
      [
        [
          [
            [0, 0],
            [Number.NaN, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      ],
      ['coordinate'],
    ],
    [
      'a repeated point',
      [
        [
          [
            [0, 0],
            [1, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      ],
      ['duplicate_point'],
    ],
    [
      'a bow tie',
      [
        [
          [
            [0, 0],
            [10, 10],
            [10, 0],
            [0, 10],
            [0, 0],
          ],
        ],
      ],
      ['self_intersection'],
    ],
    [
      'a spike',
      [
        [
          [
            [0, 0],
            [10, 0],
            [10, 10],
            [10, 20],
            [10, 10],
            [0, 10],
            [0, 0],
          ],
        ],
      ],
      ['self_intersection'],
    ],
    [
      'a ring that touches itself',
      [
        [
          [
            [0, 0],
            [10, 0],
            [5, 5],
            [10, 10],
            [0, 10],
            [5, 5],
            [0, 0],
          ],
        ],
      ],
      ['self_intersection'],
    ],
    [
      'all on a line',
      [
        [
          [
            [0, 0],
            [1, 1],
            [2, 2],
            [0, 0],
          ],
        ],
      ],
      ['self_intersection'],
    ],
    ['a hole across the rim', [[square(0, 0, 10), square(8, 8, 5)]], ['rings_cross']],
    ['a hole along the rim', [[square(0, 0, 10), square(0, 2, 2)]], ['rings_cross']],
    [
      'a hole that cuts the interior',
      [
        [
          square(0, 0, 10),
          [
            [0, 5],
            [5, 4],
            [10, 5],
            [5, 6],
            [0, 5],
          ],
        ],
      ],
      ['interior_disconnected'],
    ],
    ['a hole outside', [[square(0, 0, 10), square(20, 20, 2)]], ['hole_outside']],
    ['nested holes', [[square(0, 0, 10), square(2, 2, 6), square(3, 3, 2)]], ['holes_nested']],
    ['overlapping parts', [[square(0, 0, 10)], [square(5, 5, 10)]], ['parts_overlap']],
    ['a part in a part', [[square(0, 0, 10)], [square(5, 5, 1)]], ['parts_overlap']],
    ['parts that share an edge', [[square(0, 0, 1)], [square(1, 0, 1)]], ['parts_overlap']],
  ])('%s', (_, area, expected) => {
    expect(codes(area)).toEqual(expected)
  })

  test('a crossing comes with its place and pointer', () => {
    expect(
      findShapeFaults([
        [
          [
            [0, 0],
            [10, 10],
            [10, 0],
            [0, 10],
            [0, 0],
          ],
        ],
      ])[0],
    ).toMatchObject({
      at: [5, 5],
      pointer: '/coordinates/0/0/2',
    })
  })

  test('signs are exact where doubles are not', () => {
    // Three points that are collinear in real numbers lie off the line in doubles: the slim triangle is valid.
    const slim: Position[] = [
      [0.1, 0.1],
      [0.3, 0.3],
      [0.7, 0.7000000000000001],
      [0.1, 0.1],
    ]
    expect(findShapeFaults([[slim]]).filter((fault) => fault.code === 'self_intersection')).toEqual([])
  })

  test('stars are valid whatever their start and direction; a regular one with two vertices swapped is not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 10, noNaN: true }), { minLength: 6, maxLength: 40 }),
        fc.boolean(),
        (radii, turn) => {
          const star = radii.map((radius, index): Position => {
            const angle = (2 * Math.PI * index) / radii.length
            return [40_600_000 + radius * Math.cos(angle), 3_200_000 + radius * Math.sin(angle)]
          })
          const closed = [...star, star[0] as Position]
          const area: Area = [[turn ? closed.reverse() : closed]]
          expect(findShapeFaults(area)).toEqual([])
          expect(planeArea(withRightHandRule(area))).toBeCloseTo(planeArea(area), 9)
          const regular = radii.map((_, index): Position => {
            const angle = (2 * Math.PI * index) / radii.length
            return [10 * Math.cos(angle), 10 * Math.sin(angle)]
          })
          const [a, , , d] = regular
          regular[0] = d as Position
          regular[3] = a as Position
          expect(codes([[[...regular, d as Position]]])).toContain('self_intersection')
        },
      ),
    )
  })

  test('the right-hand rule turns shells and holes opposite ways', () => {
    const [outer = [], hole = []] = withRightHandRule([[[...square(0, 0, 4)].reverse(), square(1, 1, 1)]])[0] ?? []
    expect(outer[1]).toEqual([4, 0])
    expect(hole[1]).toEqual([1, 2])
  })
})
