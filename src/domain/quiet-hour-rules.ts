import { everyDay, type Week } from './week-hours.ts';

/** When the law of a place lets marketing messages go out, by the recipient's clocks, and which law says so. */
export interface QuietHourRule {
  readonly week: Week;
  readonly source: string;
}

const at = (hour: number): number => hour * 60;
const daily = (from: number, to: number): Week => everyDay(at(from), at(to));

type Hours = readonly [from: number, to: number];

/** A week whose Saturday and Sunday have hours of their own. */
const parted = (days: Hours, saturday: Hours, sunday: Hours): Week =>
  [sunday, days, days, days, days, days, saturday].map(([from, to]) => [{ from: at(from), to: at(to) }]);

/** The rule of the whole country, and of every recipient for whom no stricter one is known. */
export const FEDERAL_RULE: QuietHourRule = { week: daily(8, 21), source: '47 CFR § 64.1200(c)(1)' };

/**
 * The states that are stricter, by their postal abbreviation, as gateways for text messages keep them on 2026-11-26. Two
 * differ from the letter of the law: New Jersey's says 21, and Rhode Island's names hours for Saturday, none for Sunday.
 */
export const STATE_RULES: ReadonlyMap<string, QuietHourRule> = new Map([
  ['CT', { week: daily(9, 20), source: 'Conn. Gen. Stat. § 42-288a' }],
  ['FL', { week: daily(8, 20), source: 'Fla. Stat. § 501.616(6)(a)' }],
  ['MD', { week: daily(8, 20), source: 'Stop the Spam Calls Act of 2023, Md. Code, Com. Law title 14' }],
  ['MS', { week: daily(8, 20), source: 'Mississippi Telephone Solicitation Act, Miss. Code § 77-3-701 et seq.' }],
  ['NJ', { week: daily(8, 20), source: 'N.J. Stat. § 56:8-128(d)' }],
  ['OK', { week: daily(8, 20), source: 'Okla. Stat. tit. 15 § 775C.4' }],
  ['RI', { week: parted([9, 18], [10, 17], [10, 17]), source: 'R.I. Gen. Laws §§ 5-61-2(2), 5-61-3.6' }],
  ['TX', { week: parted([9, 21], [9, 21], [12, 21]), source: 'Tex. Bus. & Com. Code § 301.051' }],
]);
