import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findDates } from '../../../functions/read/sightings/printed-date.ts';

const one = (text: string, order: 'day-first' | 'month-first' | null = null): string | null => {
  const [found] = findDates(text, order);
  if (found?.dates.length !== 1) return null;
  return found.time === null ? found.dates[0]! : `${found.dates[0]}T${found.time}`;
};

test('dates in the forms that carts print', () => {
  assert.equal(one('2020-10-16  09:22:14 PM'), '2020-10-16T21:22:14');
  assert.equal(one('Date: 1988-04-28, 05:39:49'), '1988-04-28T05:39:49');
  assert.equal(one('05-JUN-2019 14:22:33'), '2019-06-05T14:22:33');
  assert.equal(one('2003/06/06 03:00'), '2003-06-06T03:00');
  assert.equal(one('09.03.2005 05:52:38'), '2005-03-09T05:52:38');
  assert.equal(one('12 März 2021 08:15'), '2021-03-12T08:15');
  assert.equal(one('Jun 5, 2019 7:05'), '2019-06-05T07:05');
  assert.equal(one('27-11-2019 11:58:10 AM'), '2019-11-27T11:58:10');
});

test('midnight and noon on a twelve-hour clock', () => {
  assert.equal(one('2020-01-02 12:05:00 AM'), '2020-01-02T00:05:00');
  assert.equal(one('2020-01-02 12:05:00 PM'), '2020-01-02T12:05:00');
});

test('a date whose day and month cannot be told apart stays open', () => {
  assert.equal(one('05/06/2019 10:00'), null);
  assert.equal(one('05/06/2019 10:00', 'day-first'), '2019-06-05T10:00');
  assert.equal(one('05/06/2019 10:00', 'month-first'), '2019-05-06T10:00');
});

test('a half of the day that was misread gives no time rather than one twelve hours off', () => {
  assert.equal(one('2020-10-16 09:22:14 TM'), '2020-10-16');
});

test('impossible dates and cut times are no dates', () => {
  assert.equal(one('2020-02-31 10:00'), null);
  assert.equal(one('2020-10-16 16:03:'), '2020-10-16');
  assert.equal(one('24-Mar-2010 11:02:31'), '2010-03-24T11:02:31');
});
