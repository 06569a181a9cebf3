import type { TopLevelSpec } from 'vega-lite';
import type { JsonObject } from '../../base/json.ts';
import { safeText } from '../../base/safe-text.ts';
import { FIGURE_CONFIG } from './theme.ts';

/**
 * A Vega-Lite figure as SVG text, drawn in this process without a browser. Vega is loaded here and nowhere else: it is a
 * large library, and only reports need it.
 */
export async function renderFigure(figure: JsonObject): Promise<string> {
  const [{ compile }, vega] = await Promise.all([import('vega-lite'), import('vega')]);
  const spec = { $schema: 'https://vega.github.io/schema/vega-lite/v6.json', config: FIGURE_CONFIG, ...figure };
  // Vega escapes what XML cannot hold as it is, but not what turns or hides text.
  const safe = JSON.parse(JSON.stringify(spec), (_, value) => (typeof value === 'string' ? safeText(value) : value));
  const compiled = compile(safe as TopLevelSpec);
  const view = new vega.View(vega.parse(compiled.spec), { renderer: 'none', logLevel: vega.Error });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
