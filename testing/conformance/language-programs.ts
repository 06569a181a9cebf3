import { createProgram, type Program } from '../../src/core/program.ts';

/** A small real program in a language, twice: the second is a relative of the first, as a mate is. */
interface Sample {
  readonly path: string;
  readonly texts: readonly [string, string];
}

const PYTHON = `import math

LIMIT = 150  # größe

# EVOLVE-BLOCK-START
def scale(x, y=2.5):
    """Keeps
    its lines."""
    return math.sqrt(abs(x)) / (y + 1e-3)


class Weights:
    base = 0.5

    def of(self, i: int, load: float) -> float:
        if i % 2 == 0:
            return self.base * load
        return load - i


def priority(item, remaining, bins):
    total = 0.0
    weight, shift = 1_000, -3
    for i, bin in enumerate(bins):
        if bin > item and not total == 0x1F:
            total += scale(bin - item) ** 2
        elif bin < 0.5 * LIMIT: total -= 1
        else:
            total *= 2  # double

    while weight > 10:
        weight //= 2
    größe = remaining - item if remaining > item else 1e-3
    values = [k * größe for k in bins if k > shift]
    best = max(values) if values else 0.0
    if total > LIMIT:
        return total / LIMIT
    return total + best - weight * größe
# EVOLVE-BLOCK-END


print(priority(1, 2, [3.0, 4.0]))
`;

const CPP = `#include <cmath>
#include <vector>

constexpr double kLimit = 150.0f;

// EVOLVE-BLOCK-START
static double scale(double x, double y = 2.5) {
  return std::sqrt(std::fabs(x)) / (y + 1e-3);
}

double priority(double item, double remaining, const std::vector<double>& bins) {
  double total = 0.0;
  int n = static_cast<int>(bins.size());
  unsigned long big = 1'000ul;
  for (int i = 0; i < n; ++i) {
    if (bins[i] > item && !(total == 0x1F)) {
      total += scale(bins[i] - item) * 2;
    } else if (bins[i] < 0.5 * kLimit) {
      total -= 1;
    } else total *= 2;  // double
  }
  bool isTight = remaining - item < 3.0;
  double gap = isTight ? 1.0 : remaining - item;
  if (total > kLimit) return total / kLimit;
  if (n % 3 == 1 || isTight) {
    total = total - gap * 0.25f;
    gap += 1;
  }
  return total + gap / (1 + n) - std::fmax(gap, static_cast<double>(big));
}
// EVOLVE-BLOCK-END
int main() { return priority(1, 2, {3, 4}) > 0 ? 0 : 1; }
`;

const C = `#include <math.h>

/* EVOLVE-BLOCK-START */
static double scale(double x, double y) {
  return sqrt(fabs(x)) / (y + 1e-3);
}

double priority(double item, double remaining, const double *bins, int n) {
  double total = 0.0;
  for (int i = 0; i < n; ++i) {
    if (bins[i] > item && total < 10L) {
      total += scale(bins[i] - item, 2.5) * 2;
    } else {
      total -= 1;
    }
  }
  double gap = remaining > item ? remaining - item : -1.5;
  if (total > 0x96) return total / 150;
  return total + gap / (1 + n);
}
/* EVOLVE-BLOCK-END */
int main(void) { return 0; }
`;

const RUST = `const LIMIT: f64 = 150.0_f64;

// EVOLVE-BLOCK-START
fn scale(x: f64, y: f64) -> f64 {
    f64::sqrt(x.abs()) / (y + 1e-3)
}

pub fn priority(item: f64, remaining: f64, bins: &[f64], mut rounds: u32) -> f64 {
    let mut total: f64 = 0.0;
    let count: usize = bins.len();
    for i in 0..count {
        if bins[i] > item && !(total == 31.0) {
            total += scale(bins[i] - item, 2.5) * 2.0;
        } else if bins[i] < 0.5 * LIMIT {
            total -= 1.0;
        } else {
            total *= 2.0; // double
        }
    }
    while rounds > 0x1F_u32 {
        rounds /= 2;
    }
    let gap: f64 = if remaining > item { remaining - item } else { 1e-3 };
    if total > LIMIT {
        return total / LIMIT;
    }
    let shift: i32 = 1_000 - 3;
    total + gap.max(item) - f64::from(shift) / (1.0 + gap)
}
// EVOLVE-BLOCK-END
fn main() {
    println!("{}", priority(1.0, 2.0, &[3.0], 4) + 1.0);
}
`;

const GO = `package main

import (
	"fmt"
	"math"
)

const limit = 150.0

// EVOLVE-BLOCK-START
func scale(x float64, y float64) float64 {
	return math.Sqrt(math.Abs(x)) / (y + 1e-3)
}

func priority(item, remaining float64, bins []float64) float64 {
	total := 0.0
	rounds := 0x1F
	for i := 0; i < len(bins); i++ {
		if bins[i] > item && !(total == 31) {
			total += scale(bins[i]-item, 2.5) * 2
		} else if bins[i] < 0.5*limit {
			total -= 1
		} else {
			total *= 2 // double
		}
	}
	for rounds > 1_0 {
		rounds /= 2
	}
	gap := remaining - item
	if gap < 0 {
		gap = math.Max(-gap, 1e-3)
	}
	if total > limit {
		return total / limit
	}
	return total + gap/(1+gap) - float64(rounds)
}

// EVOLVE-BLOCK-END

func main() {
	fmt.Println(priority(1, 2, []float64{3, 4}))
}
`;

const JULIA = `const LIMIT = 150.0f0

# EVOLVE-BLOCK-START
scale(x, y=2.5) = sqrt(abs(x)) / (y + 1e-3)

function priority(item::Float64, remaining::Float64, bins)::Float64
    total = 0.0
    weight, shift = 1_000, -3
    for i in 1:length(bins)
        if bins[i] > item && !(total == 0x1F)
            total += scale(bins[i] - item)^2
        elseif bins[i] ≤ 0.5 * LIMIT
            total -= 1
        else
            total *= 2item # double
        end
    end
    while weight > 10
        weight ÷= 2
    end
    δ = remaining > item ? remaining - item : 1e-3
    grid = [1 -2; 3 4]
    values = [k * δ for k in bins if k > shift]
    if total > LIMIT
        return total / LIMIT
    end
    total = total - max(δ, weight)
    return total + δ
end
# EVOLVE-BLOCK-END
println(priority(1.0, 2.0, [3.0]))
`;

/** No grammar knows it. */
const PLAIN = `-- a table of moves
-- EVOLVE-BLOCK-START
local limit = 150
function score(item, rest)
  local gap = rest - item * 2.5
  if gap < 0.5 then return -1 end
  total = gap + limit
  return total * 3
end
-- EVOLVE-BLOCK-END
print(score(1, 2))
`;

/** Another program of the same kind: other numbers, and a statement and an operator that differ. */
function relativeOf(text: string): string {
  return text
    .replace('1e-3', '0.75')
    .replace(/total \*= 2/, 'total *= 4')
    .replace(/(total|gap) \+ (?=gap|best|δ|limit)/, '$1 * ')
    .replace(/return total \/ (?=L|kL|l|150)/, 'return 2.5 * ');
}

const SAMPLES: Readonly<Record<string, Sample>> = Object.fromEntries(
  Object.entries({
    python: ['main.py', PYTHON],
    cpp: ['main.cpp', CPP],
    c: ['main.c', C],
    rust: ['main.rs', RUST],
    go: ['main.go', GO],
    julia: ['main.jl', JULIA],
    lua: ['main.lua', PLAIN],
  } as const).map(([language, [path, text]]) => [language, { path, texts: [text, relativeOf(text)] }]),
);

/** The languages of the sample programs; the last one has no grammar. */
export const SAMPLE_LANGUAGES: readonly string[] = Object.keys(SAMPLES);

/** Ways to write the same program. */
export type SampleForm = 'plain' | 'crlf' | 'whole';

/** A sample program; `whole` has no markers, so that all of it may be edited. */
export function sampleProgram(language: string, form: SampleForm = 'plain', isRelative = false): Program {
  const { path, texts } = SAMPLES[language] as Sample;
  const text = texts[isRelative ? 1 : 0];
  const unmarked = form === 'whole' ? text.replaceAll(/^.*EVOLVE-BLOCK.*\n/gm, '') : text;
  return createProgram({
    language,
    entry: path,
    files: { [path]: form === 'crlf' ? unmarked.replaceAll('\n', '\r\n') : unmarked },
  });
}
