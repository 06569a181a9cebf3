import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { escapeHtml } from '../../../base/escape-html.ts';
import { safeLine } from '../../../base/safe-text.ts';
import { checkBattle } from '../mars/check-battle.ts';
import { bundle } from './bundle.ts';
import type { BattleData } from './page/battle-data.ts';

/**
 * One HTML file that replays a battle without anything else: it holds the battle and the simulator, and plays every round
 * again, exactly. Its policy lets it run its own script and load nothing, from anywhere.
 *
 * @throws KaizenError KAIZEN_BATTLE_INVALID
 */
export function replayPage(data: BattleData): string {
  checkBattle(data.battle);
  const script = inScript(bundle(new URL(`./page/main${import.meta.url.slice(-3)}`, import.meta.url)));
  const style = readFileSync(new URL('./page/style.css', import.meta.url), 'utf8');
  const title = escapeHtml(`${data.names.slice(0, 3).join(' against ')} · Core War replay`);
  const battle = JSON.stringify({ ...data, names: data.names.map(safeLine) }).replaceAll('<', '\\u003c');
  const parts = {
    policy: `<meta http-equiv="Content-Security-Policy" content="${policyOf(script, style)}" />`,
    title: `<title>${title}</title>`,
    style: `<style>${style}</style>`,
    battle: `<script type="application/json" id="battle">${battle}</script>`,
    script: `<script>${script}</script>`,
  };
  const template = readFileSync(new URL('./page/page.html', import.meta.url), 'utf8');
  return template.replace(/<!-- (policy|title|style|battle|script) -->/g, (_, name: keyof typeof parts) => parts[name]);
}

function policyOf(script: string, style: string): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const rules = ["default-src 'none'", `script-src ${hash(script)}`, `style-src ${hash(style)}`, 'img-src data:'];
  return [...rules, "base-uri 'none'", "form-action 'none'"].join('; ');
}

/** In strings of scripts \u003c is the same as <, which could begin the end of the element. */
function inScript(text: string): string {
  return text.replace(/<(?=[!/]|script)/gi, '\\u003c');
}
