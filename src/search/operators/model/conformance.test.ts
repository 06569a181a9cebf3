import { modelOperatorConformance } from '../../../../testing/conformance/model-operator.ts';
import { agentOperator } from './agent-operator.ts';
import { modelOperator } from './model-operator.ts';

modelOperatorConformance('model', () => modelOperator({ model: 'openai/gpt-x', reasoning: ['low', 'high'] }));
modelOperatorConformance('agent', () => agentOperator({ model: 'openai/gpt-x', steps: 5, tries: 2 }));
