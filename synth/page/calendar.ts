import type { CalendarTime } from './report-facts.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 27-May-2019 */
export function dayMonthName(at: CalendarTime): string {
  return `${two(at.day)}-${MONTHS[at.month - 1]}-${at.year}`;
}

/** 27.05.2019 */
export function dayDots(at: CalendarTime): string {
  return `${two(at.day)}.${two(at.month)}.${at.year}`;
}

/** 05/27/2019 */
export function monthSlashes(at: CalendarTime): string {
  return `${two(at.month)}/${two(at.day)}/${at.year}`;
}

/** 2019-05-27 */
export function isoDay(at: CalendarTime): string {
  return `${at.year}-${two(at.month)}-${two(at.day)}`;
}

/** 14:03:09, or 14:03 */
export function clock(at: CalendarTime, seconds = true): string {
  return `${two(at.hour)}:${two(at.minute)}${seconds ? `:${two(at.second)}` : ''}`;
}

/** 02:03:09 PM */
export function clock12(at: CalendarTime): string {
  const hour = at.hour % 12 === 0 ? 12 : at.hour % 12;
  return `${two(hour)}:${two(at.minute)}:${two(at.second)} ${at.hour < 12 ? 'AM' : 'PM'}`;
}
