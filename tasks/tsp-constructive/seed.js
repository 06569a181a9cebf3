/**
 * Tours through cities in the unit square, built by insertion: the tour begins with two cities, and one city after the
 * other is put into it, never to move again. Which city comes next and where it goes is to be evolved. The seed program
 * inserts the city that is nearest to the tour, where it makes the tour least longer.
 */

function distanceBetween(a, b) {
  return Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);
}

/** The two cities that are farthest from each other. */
function farthestPair(cities) {
  let pair = [0, 1];
  let farthest = -1;
  for (let i = 0; i < cities.length; i += 1) {
    for (let j = i + 1; j < cities.length; j += 1) {
      const distance = distanceBetween(cities[i], cities[j]);
      if (distance > farthest) {
        farthest = distance;
        pair = [i, j];
      }
    }
  }
  return pair;
}

/** Where a city fits best: its place, its cost there and at the second best place, and the nearest city of the tour. */
function bestPlace(cities, tour, city, left) {
  let place = 0;
  let least = Infinity;
  let second = Infinity;
  let nearest = Infinity;
  let detour = 0;
  let before = distanceBetween(cities[tour[tour.length - 1]], cities[city]);
  for (let at = 0; at < tour.length; at += 1) {
    const after = distanceBetween(cities[tour[at]], cities[city]);
    const edge = distanceBetween(cities[tour[at]], cities[tour[(at + tour.length - 1) % tour.length]]);
    const cost = placeCost(before + after - edge, edge, Math.min(before, after), left);
    if (after < nearest) nearest = after;
    if (cost < least) {
      second = least;
      least = cost;
      place = at;
      detour = before + after - edge;
    } else if (cost < second) {
      second = cost;
    }
    before = after;
  }
  return { place, detour, regret: second - least, nearest };
}

/** The order in which the cities are visited, by number. */
export function tour(cities) {
  const [first, last] = farthestPair(cities);
  const order = [first, last];
  const open = [];
  for (let city = 0; city < cities.length; city += 1) if (city !== first && city !== last) open.push(city);
  while (open.length > 0) {
    const left = open.length / cities.length;
    let chosen = 0;
    let chosenPlace = 0;
    let highest = -Infinity;
    for (let index = 0; index < open.length; index += 1) {
      const city = open[index];
      const { place, detour, regret, nearest } = bestPlace(cities, order, city, left);
      const fromMiddle = distanceBetween(cities[city], [0.5, 0.5]);
      const priority = urgency(nearest, detour, regret, fromMiddle, left);
      if (priority > highest) {
        highest = priority;
        chosen = index;
        chosenPlace = place;
      }
    }
    order.splice(chosenPlace, 0, open[chosen]);
    open.splice(chosen, 1);
  }
  return order;
}

// EVOLVE-BLOCK-START
/**
 * Which city is inserted next: the one with the highest number.
 * nearest: distance to the nearest city of the tour. detour: how much longer its best place makes the tour.
 * regret: how much more its second best place costs. fromMiddle: distance from the middle of the square.
 * left: share of the cities that are not in the tour yet, from 1 to 0.
 */
function urgency(nearest, detour, regret, fromMiddle, left) {
  return -nearest;
}

/**
 * What a place costs; a city goes to the cheapest one.
 * detour: how much longer the tour becomes. edge: length of the edge that is opened. near: distance to the nearer end of it.
 * left: share of the cities that are not in the tour yet, from 1 to 0.
 */
function placeCost(detour, edge, near, left) {
  return detour;
}
// EVOLVE-BLOCK-END
