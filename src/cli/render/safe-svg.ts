import { escapeHtml } from '../../base/escape-html.ts';
import { safeText } from '../../base/safe-text.ts';

/** Elements that only draw. No scripts, styles, animations, links, foreign content. */
const DRAWING: ReadonlySet<string> = new Set(
  'svg g defs title desc path rect circle ellipse line polyline polygon text tspan clipPath mask marker pattern symbol use linearGradient radialGradient stop'.split(
    ' ',
  ),
);

const NAME = String.raw`[A-Za-z_][\w:.-]*`;
const ATTRIBUTE = String.raw`(${NAME})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')`;
// No token reaches over a `<`, so hostile pictures take linear time too.
const TOKENS = new RegExp(
  [
    String.raw`<!--[^<]*-->|<\?[^<]*\?>`,
    String.raw`<(?<close>\/?)(?<name>${NAME})(?<attributes>(?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<alone>\/?)>`,
    '(?<text>[^<]+|<)',
  ].join('|'),
  'g',
);

/**
 * A picture that an evaluator made, perhaps out of what a candidate said, with only that left of it which draws: elements of
 * a fixed list, and of their attributes none that runs a script or loads something. Null where no SVG is left.
 */
export function safeSvg(svg: string): string | null {
  let result = '';
  /** Elements within one that is left out, itself included. */
  let outside = 0;
  const open: string[] = [];
  for (const { groups = {} } of svg.matchAll(TOKENS)) {
    const { name, close, alone, attributes = '', text } = groups;
    if (text !== undefined && outside === 0 && open.length > 0) result += safeContent(text);
    if (name === undefined) continue;
    if (outside > 0 || !DRAWING.has(name)) {
      if (alone === '') outside = Math.max(0, outside + (close === '' ? 1 : -1));
    } else if (close !== '') {
      if (open.at(-1) === name) result += `</${open.pop()}>`;
    } else if (open.length > 0 || (name === 'svg' && result === '')) {
      result += `<${name}${safeAttributes(attributes)}${alone}>`;
      if (alone === '') open.push(name);
    }
  }
  while (open.length > 0) result += `</${open.pop()}>`;
  return result === '' ? null : result;
}

function safeAttributes(attributes: string): string {
  let kept = '';
  for (const [, name = '', double, single] of attributes.matchAll(new RegExp(ATTRIBUTE, 'g'))) {
    const value = double ?? single ?? '';
    if (isHarmless(name, value)) kept += ` ${name}="${safeContent(value)}"`;
  }
  return kept;
}

function isHarmless(name: string, value: string): boolean {
  if (/^on/i.test(name)) return false;
  if (/^xmlns/.test(name)) return /^https?:\/\/www\.w3\.org\//.test(value);
  if (/href$|^src$/i.test(name)) return value.startsWith('#');
  // Characters can be written as references in XML and as escapes in CSS; no drawing needs either here.
  const refersOut = value.replace(/url\(\s*['"]?#/gi, '');
  return !/[\\&]|url\(|image\(|@|expression|script:/i.test(refersOut);
}

/** Text between tags, or a value in quotes; references to characters are left as they are. */
function safeContent(text: string): string {
  return safeText(text)
    .split(/(&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\dA-Fa-f]{1,6});)/)
    .map((part, index) => (index % 2 === 1 ? part : escapeHtml(part)))
    .join('');
}
