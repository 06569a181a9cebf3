import { z } from 'zod';
import { currentEnvironment } from '../../../models/environment.ts';
import { loadPriceList } from '../../../models/price-list.ts';
import { providerStatus } from '../../../models/provider-status.ts';
import { defineTool } from '../define-tool.ts';

const SHOWN = 100;

export const listModels = defineTool({
  name: 'list_models',
  description:
    'Providers of language models, whether their keys are set, and models whose name holds `text`, with prices in US dollars per million tokens. Runs need no model.',
  isReadOnly: true,
  shape: { text: z.string().max(200).optional() },
  run({ text }) {
    const environment = currentEnvironment();
    // Addresses are left out: they can hold a password.
    const providers = providerStatus(environment).map(({ name, title, isUsable, missing }) => ({
      name,
      title,
      isUsable,
      missing: [...missing],
    }));
    const known = loadPriceList({ environment }).models.filter(([name]) => text !== undefined && name.includes(text));
    const models = known.slice(0, SHOWN).map(([model, { tokensIn, tokensCached, tokensOut, context }]) => ({
      model,
      usdIn: tokensIn / 1e6,
      usdCached: tokensCached / 1e6,
      usdOut: tokensOut / 1e6,
      context,
    }));
    return { providers, models, notShown: known.length - models.length };
  },
});
