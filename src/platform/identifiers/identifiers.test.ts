import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDate } from '../dates.ts'
import { checkBankCard, luhnCheckDigit } from './bank-card.ts'
import { readDigitalLink, writeDigitalLink } from './digital-link.ts'
import { checkDivisionCode } from './division-code.ts'
import { checkGs1Key, gs1CheckDigit, withGs1CheckDigit } from './gs1.ts'
import { maskBankCard, maskMobile, maskName, maskResidentId, maskUscc } from './mask.ts'
import { checkMobile } from './mobile.ts'
import { checkOrganisationCode, organisationCheckCharacter } from './organisation-code.ts'
import { checkRealEstateUnit } from './real-estate-unit.ts'
import { checkResidentId, residentIdCheckCharacter } from './resident-id.ts'
import { checkUscc, usccCheckCharacter } from './uscc.ts'

type CheckFacts = Record<'resident_id' | 'uscc' | 'org_code', { examples: { body: string; full: string }[] }>
const facts = JSON.parse(
  readFileSync(new URL('../../../data/facts/id-checks.json', import.meta.url), 'utf8'),
) as CheckFacts

const digitsOf = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((digits) => digits.join(''))

describe('unified social credit code', () => {
  test('the example of land 4.1, with its parts', () => {
    expect(checkUscc('91331022MA28WXYQ11')).toEqual({
      valid: true,
      code: '91331022MA28WXYQ11',
      parts: { department: '9', category: '1', division: '331022', organisation: 'MA28WXYQ1', check: '1' },
    })
  })

  test.each(facts.uscc.examples)('data/facts: $full', ({ full }) => {
    expect(checkUscc(full).valid).toBe(true)
  })

  test.each([
    ['91331022MA28WXYQ1', 'LENGTH'],
    ['91331022MI28WXYQ11', 'CHARACTER'],
    ['9133102AMA28WXYQ11', 'CHARACTER'],
    ['91331022MA28WXYQ12', 'CHECK_CHARACTER'],
  ])('%s: %s', (code, reason) => {
    expect(checkUscc(code)).toMatchObject({ valid: false, reason })
  })

  test('full-width, lower case and spaces are normalised', () => {
    expect(checkUscc(' ９１３３１０２２ma28wxyq11 ').valid).toBe(true)
  })

  test('a wrong organisation check is a refusal for companies, a warning for co-operatives', () => {
    const body = 'MA28WXYQ2'
    const company = `91331022${body}`
    const cooperative = `93331022${body}`
    expect(checkUscc(company + usccCheckCharacter(company))).toMatchObject({
      valid: false,
      reason: 'ORGANISATION_CHECK',
    })
    expect(checkUscc(cooperative + usccCheckCharacter(cooperative))).toMatchObject({
      valid: true,
      warnings: ['ORGANISATION_CHECK'],
    })
  })

  test('every change of one character is found', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
    const code = '91331022MA28WXYQ11'
    for (let place = 0; place < 18; place++) {
      for (const character of alphabet) {
        if (character === code[place]) continue
        expect(checkUscc(code.slice(0, place) + character + code.slice(place + 1)).valid).toBe(false)
      }
    }
  })
})

describe('organisation code', () => {
  test.each(facts.org_code.examples)('data/facts: $full', ({ full, body }) => {
    expect(checkOrganisationCode(full).valid).toBe(true)
    expect(organisationCheckCharacter(body)).toBe(full[8])
  })

  test('GB 11714 example D2143569-X', () => {
    expect(checkOrganisationCode('D2143569-X')).toMatchObject({ valid: true, code: 'D2143569X' })
    expect(checkOrganisationCode('D2143569-1')).toMatchObject({ valid: false, reason: 'CHECK_CHARACTER' })
    expect(checkOrganisationCode('D214356')).toMatchObject({ reason: 'LENGTH' })
    expect(checkOrganisationCode('D214 356#X')).toMatchObject({ reason: 'CHARACTER' })
  })
})

describe('resident identity number', () => {
  test.each(facts.resident_id.examples)('data/facts: $full', ({ full }) => {
    expect(checkResidentId(full)).toMatchObject({ valid: true, parts: { sex: 'male', birthDate: '1985-07-13' } })
  })

  test('the two examples of GB 11643-1999', () => {
    expect(checkResidentId('11010519491231002X')).toMatchObject({
      valid: true,
      parts: { region: '110105', birthDate: '1949-12-31', sex: 'female', sequence: '002' },
    })
    expect(checkResidentId('440524188001010014')).toMatchObject({ valid: true, parts: { sex: 'male' } })
  })

  test('15 digits of before 1999 become 18', () => {
    expect(checkResidentId('110105491231002')).toMatchObject({ valid: true, parts: { full: '11010519491231002X' } })
  })

  test.each([
    ['1101051949123100', 'LENGTH'],
    ['11010519491231A02X', 'CHARACTER'],
    ['X10105194912310021', 'CHARACTER'],
    ['99010519491231002X', 'REGION'],
    ['110105194902290021', 'BIRTH_DATE'],
    ['110105194912310021', 'CHECK_CHARACTER'],
  ])('%s: %s', (code, reason) => {
    expect(checkResidentId(code)).toMatchObject({ valid: false, reason })
  })

  test('nobody is born after the day of the check', () => {
    expect(checkResidentId('11010519491231002x', parseDate('1949-12-31')).valid).toBe(true)
    expect(checkResidentId('11010519491231002X', parseDate('1949-12-30')).reason).toBe('BIRTH_DATE')
  })

  test('changed digits and swapped neighbours are found', () => {
    fc.assert(
      fc.property(digitsOf(17), fc.integer({ min: 0, max: 15 }), (body, place) => {
        const swapped = body.slice(0, place) + body[place + 1] + body[place] + body.slice(place + 2)
        if (swapped !== body) expect(residentIdCheckCharacter(swapped)).not.toBe(residentIdCheckCharacter(body))
      }),
    )
  })
})

describe('divisions, mobiles, cards', () => {
  test.each([
    ['331022', 'county'],
    ['331000', 'city'],
    ['330000', 'province'],
    ['331022101', 'town'],
    ['331022101205', 'village'],
    ['331022101000', 'town'],
  ])('%s is a %s', (code, level) => {
    expect(checkDivisionCode(code)).toMatchObject({ valid: true, parts: { level } })
  })

  test('divisions that cannot be', () => {
    expect(checkDivisionCode('330022')).toMatchObject({ valid: false, reason: 'STRUCTURE' })
    expect(checkDivisionCode('991022')).toMatchObject({ valid: false, reason: 'PROVINCE' })
    expect(checkDivisionCode('33102')).toMatchObject({ valid: false, reason: 'LENGTH' })
    expect(checkDivisionCode('33102A')).toMatchObject({ valid: false, reason: 'CHARACTER' })
  })

  test('mobiles', () => {
    expect(checkMobile('+86 138-0000-1234')).toMatchObject({ valid: true, code: '13800001234' })
    expect(checkMobile('12800001234')).toMatchObject({ reason: 'SEGMENT' })
    expect(checkMobile('1380000123')).toMatchObject({ reason: 'LENGTH' })
  })

  test('cards, with the example of ISO/IEC 7812 and every wrong digit', () => {
    expect(luhnCheckDigit('7992739871')).toBe('3')
    expect(checkBankCard('4992 7398 716').reason).toBe('LENGTH')
    expect(checkBankCard('4111 1111 1111 1111').valid).toBe(true)
    fc.assert(
      fc.property(
        digitsOf(18),
        fc.integer({ min: 0, max: 17 }),
        fc.integer({ min: 1, max: 9 }),
        (body, place, shift) => {
          const changed = body.slice(0, place) + ((Number(body[place]) + shift) % 10) + body.slice(place + 1)
          expect(checkBankCard(changed + luhnCheckDigit(body)).valid).toBe(false)
        },
      ),
    )
  })

  test('masks hide what identifies', () => {
    expect(maskResidentId('11010519491231002X')).toBe('110***********002X')
    expect(maskMobile('13800001234')).toBe('138****1234')
    expect(maskBankCard('6228 4800 0000 0001 234')).toBe('622848*********1234')
    expect(maskUscc('92331022MA28WXYQ11')).toBe('9233************11')
    expect(maskMobile('12345')).toBe('*****')
    expect(['陈', '陈明', '陈小明', '欧阳小明', '买买提江·肉孜'].map(maskName)).toEqual([
      '*',
      '陈*',
      '陈*明',
      '欧阳**',
      '买*****孜',
    ])
  })
})

describe('GS1', () => {
  test('the worked example of ponds 4.11', () => {
    expect(gs1CheckDigit('0693123456789')).toBe('9')
    expect(checkGs1Key('06931234567899')).toMatchObject({ valid: true, parts: { kind: 'GTIN-14' } })
  })

  test.each([
    ['4006381333931', true],
    ['73513537', true],
    ['036000291452', true],
    ['106141412345678908', true],
    ['4006381333932', false],
  ])('%s: %s', (key, valid) => {
    expect(checkGs1Key(key).valid).toBe(valid)
  })

  test('reasons', () => {
    expect(checkGs1Key('0693123456789X').reason).toBe('non_digit')
    expect(checkGs1Key('1234567').reason).toBe('too_short')
    expect(checkGs1Key('').reason).toBe('too_short')
    expect(checkGs1Key('1234567890').reason).toBe('length')
    expect(checkGs1Key('06931234567890').reason).toBe('check_digit')
  })

  test('a completed key is always valid', () => {
    fc.assert(
      fc.property(fc.constantFrom(7, 11, 12, 13, 16, 17).chain(digitsOf), (body) => {
        expect(checkGs1Key(withGs1CheckDigit(body)).valid).toBe(true)
      }),
    )
  })

  test('the link of ponds 4.11, read and written', () => {
    const link = 'https://id.example.cn/01/06931234567899/10/L331022250930A/21/000731'
    expect(readDigitalLink(`${link}?17=251231&linkType=gs1:pip&x=1`)).toMatchObject({
      valid: true,
      parts: {
        primary: { ai: '01', value: '06931234567899' },
        qualifiers: [
          { ai: '10', value: 'L331022250930A' },
          { ai: '21', value: '000731' },
        ],
        attributes: { '17': '251231' },
        linkType: 'gs1:pip',
      },
    })
    expect(
      writeDigitalLink({
        origin: 'https://id.example.cn/',
        gtin: '6931234567899',
        lot: 'L331022250930A',
        serial: '000731',
      }),
    ).toBe(link)
  })

  test.each([
    ['ftp://x/01/06931234567899', 'not_a_uri'],
    ['https://x/t/12', 'no_primary_key'],
    ['https://x/01/123', 'primary_key'],
    ['https://x/01/06931234567890', 'check_digit'],
    ['https://x/01/06931234567899/21/1/10/2', 'qualifier_order'],
    ['https://x/01/06931234567899/99/1', 'qualifier'],
    ['https://x/01/06931234567899/10/%20', 'value'],
    ['https://x/01/06931234567899/10/', 'value'],
    ['https://x/01/06931234567899/10/%E0%A4%A', 'value'],
  ])('%s: %s', (uri, reason) => {
    expect(readDigitalLink(uri)).toMatchObject({ valid: false, reason })
  })

  test('lots with any allowed character survive the way there and back', () => {
    const lot = fc
      .array(fc.constantFrom(...'!"%&\'()*+,-./0123456789:;<=>?ABCXYZ_abcxyz'), { minLength: 1, maxLength: 20 })
      .map((characters) => characters.join(''))
      // URLs swallow the segments "." and "..", encoded or not (WHATWG URL 4.4).
      .filter((text) => text !== '.' && text !== '..')
    fc.assert(
      fc.property(lot, (text) => {
        const read = readDigitalLink(writeDigitalLink({ origin: 'https://x.cn', gtin: '06931234567899', lot: text }))
        expect(read).toMatchObject({ valid: true, parts: { qualifiers: [{ ai: '10', value: text }] } })
      }),
    )
  })
})

describe('real-estate unit', () => {
  test('the example of land 4.2', () => {
    expect(checkRealEstateUnit('331022 003007 GB00042 F00020305')).toEqual({
      valid: true,
      code: '331022003007GB00042F00020305',
      parts: {
        level: 'unit',
        county: '331022',
        district: '003',
        subdistrict: '007',
        ownership: 'G',
        right: 'B',
        parcelNo: '00042',
        parcelCode: '331022003007GB00042',
        fixture: 'F',
        fixtureNo: '00020305',
        building: '0002',
        unit: '0305',
        kind: 'parcel',
        display: '331022 003007 GB00042 F00020305',
      },
    })
    expect(checkRealEstateUnit('331022003007GB00042')).toMatchObject({ valid: true, parts: { level: 'parcel' } })
    expect(checkRealEstateUnit('331022000000GH00001W00000000')).toMatchObject({ valid: true, parts: { kind: 'sea' } })
  })

  test.each([
    ['331022003007GB0004', 'LENGTH'],
    ['33102200300AGB00042', 'CHARACTER'],
    ['331022003007AB00042', 'OWNERSHIP'],
    ['331022003007GK00042', 'RIGHT'],
    ['331022003007GA00042', 'OWNERSHIP_RIGHT_CONFLICT'],
    ['331022003007JH00042', 'OWNERSHIP_RIGHT_CONFLICT'],
    ['331022003007GB00000', 'PARCEL_NUMBER'],
    ['331022003007GB00042X00020305', 'FIXTURE'],
    ['331022003007GB00042W00020305', 'FIXTURE_NUMBER'],
    ['331022003007GB00042F00000305', 'FIXTURE_NUMBER'],
    ['331022003007GB00042F00020000', 'FIXTURE_NUMBER'],
    ['331022003007GB00042L00000000', 'FIXTURE_NUMBER'],
  ])('%s: %s', (code, reason) => {
    expect(checkRealEstateUnit(code)).toMatchObject({ valid: false, reason })
  })
})
