import type { Browser } from '../browser.ts';
import { create, elementOf } from '../browser.ts';
import { numberText } from '../number-text.ts';
import type { BattleData } from './battle-data.ts';

/** Writes under which rules warriors fight into the element `rules`. */
export function writeRules(
  { document }: Pick<Browser, 'document'>,
  { hill, seed, battle: { rules } }: Pick<BattleData, 'hill' | 'seed' | 'battle'>,
): void {
  const facts = [
    `${numberText(rules.coreSize)} cells`,
    `${numberText(rules.cycles)} turns at most`,
    `${numberText(rules.processes)} processes each`,
    `seed ${seed}`,
  ];
  elementOf(document, 'rules').append(create(document, 'strong', '', hill), ` · ${facts.join(' · ')}`);
}
