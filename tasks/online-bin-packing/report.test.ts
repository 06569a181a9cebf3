import { describe, expect, it } from 'vitest';
import { histogramPicture, leftoverReport } from './report.ts';

function histogram(bins: Readonly<Record<number, number>>): number[] {
  return Array.from({ length: 100 }, (_, space) => bins[space] ?? 0);
}

describe('leftoverReport', () => {
  it('says where the space was lost', () => {
    // 10 bins, 40 free: 2 bins with 5, 1 with 30.
    const report = leftoverReport(histogram({ 0: 7, 5: 2, 30: 1 }));
    expect(report).toContain('70.0 % of the bins are exactly full; the mean bin ends with 4.00 free.');
    expect(report).toContain('20.0 % of the bins end with 5-9 free (25.0 % of the waste)');
    expect(report).toContain('10.0 % of the bins end with 20-39 free (75.0 % of the waste)');
    expect(report).toContain('0.0 % of the bins end with 1-4 free');
  });

  it('has nothing to say of a perfect packing', () => {
    expect(leftoverReport(histogram({ 0: 3 }))).toBe('Every bin is full.');
    expect(leftoverReport(histogram({}))).toBe('Every bin is full.');
  });
});

describe('histogramPicture', () => {
  it('draws a bar for each free space, the most frequent one at full height', () => {
    const picture = histogramPicture(histogram({ 0: 9, 50: 1 }));
    expect(picture.match(/<rect /g)).toHaveLength(100);
    expect(picture).toContain('<rect x="2" y="0.0" width="3" height="120.0"/>');
    expect(picture).not.toContain('NaN');
    expect(histogramPicture(histogram({}))).not.toContain('NaN');
  });
});
