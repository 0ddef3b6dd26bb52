import { expect, it } from 'vitest';
import { scoreV3 } from './v3.ts';

it('takes the environmental score only if the vector has such metrics', () => {
  // 3.1 gives this vector 6.8 in its base and, without any environmental metric, 6.9 in its environmental score.
  expect(scoreV3('AV:P/AC:H/PR:H/UI:R/S:C/C:H/I:H/A:H', '3.1')).toBe(6.8);
  expect(scoreV3('AV:P/AC:H/PR:H/UI:R/S:C/C:H/I:H/A:H/CR:X', '3.1')).toBe(6.8);
  expect(scoreV3('AV:P/AC:H/PR:H/UI:R/S:C/C:H/I:H/A:H/CR:M', '3.1')).toBe(6.9);
});

it('puts a modified metric in the place of its base metric', () => {
  expect(scoreV3('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MAV:P', '3.1')).toBe(6.8);
  expect(scoreV3('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MS:C', '3.1')).toBe(10);
  expect(scoreV3('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MC:N/MI:N/MA:N', '3.1')).toBe(0);
});

it('rounds up', () => {
  expect(scoreV3('AV:N/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:N/E:F', '3.1')).toBe(3.7);
});
