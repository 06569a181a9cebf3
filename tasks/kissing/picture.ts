import { group, length, svg } from '../shared/svg.ts';
import type { IntegerVector } from './configuration.ts';

interface Labelled {
  readonly label: string;
  readonly vectors: readonly IntegerVector[];
}

const PANEL = 200;
const COLUMNS = 3;
const RADIUS = 78;

/**
 * Configurations side by side as SVG. Each vector is drawn where it is seen from the direction in which the axes make a
 * half turn, one after the other in equal steps (the Coxeter plane of the cube); vectors that fall on one place make a
 * larger dot.
 */
export function picture(configurations: readonly Labelled[]): string {
  const panels = configurations.map(({ label, vectors }, index) => {
    const left = PANEL * (index % COLUMNS);
    const top = PANEL * Math.floor(index / COLUMNS);
    const places = vectors.map(projected);
    const reach = Math.max(1e-9, ...places.map(([x, y]) => Math.hypot(x, y)));
    const counts = new Map<string, number>();
    for (const [x, y] of places) {
      const place = `cx="${length(left + PANEL / 2 + (RADIUS * x) / reach)}" cy="${length(top + PANEL / 2 - (RADIUS * y) / reach)}"`;
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    const dots = [...counts].map(([place, count]) => `<circle ${place} r="${length(1.5 + Math.sqrt(count))}"/>`);
    const text = `<text x="${left + PANEL / 2}" y="${top + 14}">${label}: ${vectors.length}</text>`;
    return [...dots, text].join('');
  });
  const rows = Math.ceil(configurations.length / COLUMNS);
  return svg('kissing configurations, projected', PANEL * COLUMNS, PANEL * rows, [
    group(
      'fill="currentColor" fill-opacity="0.75" font-size="12" font-family="sans-serif" text-anchor="middle"',
      panels,
    ),
  ]);
}

function projected(vector: IntegerVector): readonly [number, number] {
  const angle = (axis: number): number => (Math.PI * axis) / vector.length;
  return [
    vector.reduce((sum, value, axis) => sum + value * Math.cos(angle(axis)), 0),
    vector.reduce((sum, value, axis) => sum + value * Math.sin(angle(axis)), 0),
  ];
}
