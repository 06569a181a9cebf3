import { safeText } from './safe-text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text for HTML, XML and SVG, between tags or in a quoted attribute; what is hidden in it becomes visible. */
export function escapeHtml(text: string): string {
  return safeText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
