import { expect, it } from 'vitest';
import { VectorCache } from './vector-cache.ts';

it('forgets what was not used for longest', () => {
  const cache = new VectorCache(2);
  cache.put('a', [1]);
  cache.put('b', [2]);
  expect(cache.get('a')).toEqual([1]);
  cache.put('c', [3]);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([[1], undefined, [3]]);
});
