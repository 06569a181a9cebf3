import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { escapeHtml } from '../../../base/escape-html.ts';
import { bundle } from './bundle.ts';

/** What a page of one file is made of; the frame of all pages, `page.html`, has the rest. */
export interface SingleFile {
  /** Plain text, in the list of windows. */
  readonly title: string;
  /** Plain text, at the top of the page. */
  readonly heading: string;
  /** HTML files that make the page, in their order. */
  readonly content: readonly URL[];
  /** Style sheets beside that of all pages. */
  readonly styles: readonly URL[];
  /** The module that runs the page. */
  readonly entry: URL;
  /** What the page shows, as JSON in the element with the id `data`. Texts in it may come from strangers. */
  readonly data: unknown;
}

/**
 * A page that needs nothing else: its policy lets it run its own script and load nothing, from anywhere.
 *
 * @throws KaizenError KAIZEN_PAGE_BUNDLE
 */
export function singleFilePage({ title, heading, content, styles, entry, data }: SingleFile): string {
  const script = inScript(bundle(entry));
  const style = [new URL('./style.css', import.meta.url), ...styles].map(textOf).join('\n');
  const parts: Readonly<Record<string, string>> = {
    policy: `<meta http-equiv="Content-Security-Policy" content="${policyOf(script, style)}" />`,
    title: `<title>${escapeHtml(title)}</title>`,
    style: `<style>${style}</style>`,
    heading: `<h1>${escapeHtml(heading)}</h1>`,
    content: content.map(textOf).join(''),
    data: `<script type="application/json" id="data">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`,
    script: `<script>${script}</script>`,
  };
  const frame = textOf(new URL('./page.html', import.meta.url));
  // One pass: what a part contains is never taken for a place of another.
  return frame.replace(/<!-- ([a-z]+) -->/g, (comment, name: string) => parts[name] ?? comment);
}

function textOf(file: URL): string {
  return readFileSync(file, 'utf8');
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
