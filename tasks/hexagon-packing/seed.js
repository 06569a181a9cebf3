/**
 * Hexagon packing: n regular hexagons with sides of length 1 in a regular hexagon that is as small as possible, no
 * overlap, no tolerance.
 *
 * The functions above the marked block are tools that may be called but not changed. They take a list of hexagons
 * [x, y, angle] and change it in place. None of them searches: `ring` places, `settle` makes one step, `expandToFit` makes
 * nearly any hexagons legal. Where hexagons start, how many steps there are and how long they are, which may change with
 * time, is to be evolved. The seed program makes 500 steps of length 0.
 *
 * An angle says where the first corner of a hexagon is, in radians. The outer hexagon is around (0, 0) with a corner at
 * angle 0.
 */

const SIXTH = Math.PI / 3;
/** From the middle of a hexagon to the middle of a side. */
const INNER = Math.sqrt(3) / 2;

/** Adds `count` hexagons at equal angles around the middle. `turn` is in turns, `angle` is that of each hexagon. */
function ring(hexagons, count, distance, turn, angle) {
  for (let k = 0; k < count; k += 1) {
    const direction = 2 * Math.PI * (k / count + turn);
    hexagons.push([distance * Math.cos(direction), distance * Math.sin(direction), angle]);
  }
}

/** The angle without whole sixths of a turn, from −π/6 to π/6: hexagons look the same after a sixth of a turn. */
function reduced(angle) {
  return angle - SIXTH * Math.round(angle / SIXTH);
}

/**
 * The side of hexagon a that faces hexagon b: the direction of its normal, how far b is beyond it (negative when it is
 * not), and by how much the corner of b that is nearest is turned out of that direction.
 */
function facing(a, b) {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const direction = Math.atan2(dy, dx);
  const normal = direction - reduced(direction - a[2] - SIXTH / 2);
  const off = reduced(b[2] - normal);
  const along = dx * Math.cos(normal) + dy * Math.sin(normal);
  return { normal, off, along, beyond: along - INNER - Math.cos(off) };
}

/**
 * One step towards a packing. Each two hexagons that overlap push each other away and turn, until they would only touch if
 * they were alone; each hexagon that leaves an outer hexagon with sides of length `side` is pushed back and turned. Of all
 * these moves together the share `give` is made. With `give` at 0 nothing happens.
 */
function settle(hexagons, side, give) {
  const moves = [];
  for (let k = 0; k < hexagons.length; k += 1) moves.push([0, 0, 0]);
  for (let i = 0; i < hexagons.length; i += 1) {
    const a = hexagons[i];
    for (let j = i + 1; j < hexagons.length; j += 1) {
      const b = hexagons[j];
      if ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 >= 4) continue;
      const ofA = facing(a, b);
      const ofB = facing(b, a);
      if (ofA.beyond >= 0 || ofB.beyond >= 0) continue;
      // `first` has the side, `second` the corner that is pushed out of it.
      const isA = ofA.beyond > ofB.beyond;
      const { normal, off, along, beyond } = isA ? ofA : ofB;
      const first = isA ? i : j;
      const second = isA ? j : i;
      const across =
        (hexagons[second][1] - hexagons[first][1]) * Math.cos(normal) -
        (hexagons[second][0] - hexagons[first][0]) * Math.sin(normal);
      const leverOfCorner = Math.sin(off);
      const leverOfSide = across - Math.sin(off);
      const size = -beyond / (2 + leverOfCorner ** 2 + leverOfSide ** 2);
      moves[second][0] += size * Math.cos(normal);
      moves[second][1] += size * Math.sin(normal);
      moves[second][2] += size * leverOfCorner;
      moves[first][0] -= size * Math.cos(normal);
      moves[first][1] -= size * Math.sin(normal);
      moves[first][2] += size * leverOfSide;
    }
    for (let k = 0; k < 6; k += 1) {
      const normal = SIXTH * (k + 0.5);
      const off = reduced(a[2] - normal);
      const beyond = a[0] * Math.cos(normal) + a[1] * Math.sin(normal) + Math.cos(off) - side * INNER;
      if (beyond <= 0) continue;
      const lever = Math.sin(off);
      const size = beyond / (1 + lever ** 2);
      moves[i][0] -= size * Math.cos(normal);
      moves[i][1] -= size * Math.sin(normal);
      moves[i][2] += size * lever;
    }
  }
  for (let k = 0; k < hexagons.length; k += 1) {
    for (let part = 0; part < 3; part += 1) hexagons[k][part] += give * Math.max(-1, Math.min(1, moves[k][part]));
  }
}

/** Moves all hexagons away from the middle, by one factor, until no two overlap. Only those in one place stay overlapped. */
function expandToFit(hexagons) {
  let factor = 0;
  for (let i = 0; i < hexagons.length; i += 1) {
    for (let j = i + 1; j < hexagons.length; j += 1) {
      const ofA = facing(hexagons[i], hexagons[j]);
      const ofB = facing(hexagons[j], hexagons[i]);
      const needed = Math.min((INNER + Math.cos(ofA.off)) / ofA.along, (INNER + Math.cos(ofB.off)) / ofB.along);
      factor = Math.max(factor, Math.min(needed, 1e6));
    }
  }
  // The check is rigorous and this arithmetic is not: a hair of room makes up for its rounding.
  for (const hexagon of hexagons) {
    hexagon[0] *= factor * (1 + 1e-14);
    hexagon[1] *= factor * (1 + 1e-14);
    hexagon[2] = reduced(hexagon[2]);
  }
}

/** Makes the list n long: hexagons that are too many are dropped, missing ones stand in a row. */
function complete(hexagons, n) {
  while (hexagons.length < n) hexagons.push([hexagons.length / 2, 0, 0]);
  hexagons.length = n;
}

/** Returns n hexagons [x, y, angle]. */
export function pack(n) {
  const hexagons = layout();
  complete(hexagons, n);
  arrange(hexagons);
  expandToFit(hexagons);
  return hexagons;
}

// EVOLVE-BLOCK-START
/** Where the hexagons start: one in the middle, a ring of 5, a ring of 5 around it. */
function layout() {
  const hexagons = [];
  ring(hexagons, 1, 0.1, 0, 0.2);
  ring(hexagons, 5, 1.9, 0.05, 0.2);
  ring(hexagons, 5, 3.1, 0.15, 0.2);
  return hexagons;
}

/** Moves and turns the hexagons. Overlaps that it leaves cost room, for the hexagons are moved apart until they fit. */
function arrange(hexagons) {
  const rounds = 500;
  for (let round = 0; round < rounds; round += 1) {
    // From 1 to almost 0 while the rounds pass.
    const heat = 1 - round / rounds;
    const side = 4 * heat;
    const give = 0;
    settle(hexagons, side, give);
  }
}
// EVOLVE-BLOCK-END
