import { describe, expect, it } from 'vitest';
import { picture } from './picture.ts';
import { slackOf } from './slack.ts';

describe('slackOf', () => {
  it('counts contacts with circles and walls', () => {
    const { contacts, wallContacts, report } = slackOf(
      [
        [0.25, 0.25, 0.25],
        [0.75, 0.25, 0.25],
        [0.5, 0.75, 0.125],
      ],
      1e-9,
    );
    expect(contacts).toBe(1);
    expect(wallContacts).toBe(4);
    // The third circle: the upper wall is 0.125 beyond its rim, the two others are farther away.
    expect(report).toContain('1 contacts between circles, 4 with walls; 1 circles touch nothing.');
    expect(report).toContain('circle 2 at (0.5000, 0.7500), radius 0.125000, could grow by 1.25e-1');
  });

  it('names the loosest circles first, three at most', () => {
    const lines = slackOf(
      [
        [0.125, 0.125, 0.1],
        [0.5, 0.5, 0.1],
        [0.875, 0.875, 0.05],
        [0.1, 0.9, 0.05],
      ],
      1e-9,
    ).report.split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain('circle 1 ');
  });
});

describe('picture', () => {
  it('draws every circle, upwards', () => {
    const drawn = picture([
      [0.25, 0.75, 0.1],
      [0.5, 0, 0],
    ]);
    expect(drawn).toContain('<circle cx="100" cy="100" r="40"/>');
    expect(drawn.match(/<circle /g)).toHaveLength(2);
  });
});
