import type { ScaffoldParts } from './contract.ts';
import { ASK_BY_TEXT } from './cpp.ts';
import { CURVE_STAGES, curveEvaluator } from './curve-evaluator.ts';

export const RUST_FILES: ScaffoldParts = {
  manifest: {
    ...CURVE_STAGES,
    language: 'rust',
    candidate: { build: ['rustc', '-O', '-o', 'program', 'seed.rs'], run: ['./program'], protocol: 'text' },
  },
  files: [
    {
      path: 'seed.rs',
      about: 'the program that evolution starts from: numbers in, numbers out',
      text: `use std::io::{self, BufRead};

// EVOLVE-BLOCK-START
fn f(x: f64) -> f64 {
    let base = 0.5;
    let slope = 0.1;
    let height = 0.1;
    let speed = 2.0;
    base + slope * x + height * (speed * x).sin()
}
// EVOLVE-BLOCK-END

fn main() {
    for line in io::stdin().lock().lines() {
        let x: f64 = line.unwrap().trim().parse().unwrap();
        println!("{}", f(x));
    }
}
`,
    },
    { path: 'evaluator.ts', about: 'scores a candidate', text: curveEvaluator(ASK_BY_TEXT) },
    {
      path: 'cheats/not-a-number.rs',
      about: 'a program that must not score; add those that you can think of',
      text: 'fn main() {\n    for _ in 0..40 {\n        println!("NaN");\n    }\n}\n',
    },
  ],
};
