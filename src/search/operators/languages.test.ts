import { operatorLanguageConformance } from '../../../testing/conformance/operator-languages.ts';
import { createOperator, GENETIC_OPERATORS } from './registry.ts';

for (const name of GENETIC_OPERATORS) operatorLanguageConformance(name, () => createOperator({ name }));
