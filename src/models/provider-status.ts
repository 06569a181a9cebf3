import { type Environment, variable } from './environment.ts';
import { PROVIDER_NAMES, type ProviderName } from './provider-names.ts';
import { missingVariables, PROVIDERS } from './provider-table.ts';

export interface ProviderStatus {
  readonly name: ProviderName;
  readonly title: string;
  readonly isUsable: boolean;
  /** Environment variables that are not set. */
  readonly missing: readonly string[];
  /** Where it is asked, when that is not the provider's own address. */
  readonly url: string | null;
}

/** Which providers can be asked, as far as this machine can tell without asking them. */
export function providerStatus(environment: Environment): readonly ProviderStatus[] {
  return PROVIDER_NAMES.map((name) => {
    const { title, urlVariable, localUrl } = PROVIDERS[name];
    const missing = missingVariables(name, environment);
    const url = variable(environment, urlVariable) ?? localUrl ?? null;
    return { name, title, isUsable: missing.length === 0, missing, url };
  });
}
