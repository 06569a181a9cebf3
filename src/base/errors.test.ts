import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KaizenError } from './errors.ts';

it('an error that was sent as data is the same error again, whatever its texts hold', () => {
  const text = fc.option(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '[KAIZEN_X] ', 'wanted: ') }), {
    nil: undefined,
  });
  fc.assert(
    fc.property(fc.string(), text, text, text, (summary, wanted, got, next) => {
      const details = Object.fromEntries(
        Object.entries({ wanted, got, next }).filter(([, value]) => value !== undefined),
      );
      const error = new KaizenError('KAIZEN_X', summary, details);
      const again = KaizenError.from(JSON.parse(JSON.stringify(error.toData())));
      expect(again.summary).toBe(summary);
      expect({ ...again, message: again.message }).toEqual({ ...error, message: error.message });
    }),
  );
});
