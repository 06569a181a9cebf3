/**
 * What Kaizen's own components are tested with, for authors of other ones. The suites use vitest's `describe` and `it`
 * and fast-check: call them from a test file of a project that has both.
 *
 * @module
 */
export { acceptanceConformance } from './conformance/acceptance.ts';
export { allocatorConformance } from './conformance/allocator.ts';
export { archiveConformance } from './conformance/archive.ts';
export { inspirationConformance } from './conformance/inspirations.ts';
export { islandsConformance } from './conformance/islands.ts';
export { modelOperatorConformance } from './conformance/model-operator.ts';
export { type ModelProviderSubject, modelProviderConformance } from './conformance/model-provider.ts';
export { noveltyConformance } from './conformance/novelty.ts';
export { operatorConformance } from './conformance/operator.ts';
export { operatorLanguageConformance } from './conformance/operator-languages.ts';
export { reflectorConformance } from './conformance/reflector.ts';
export { selectorConformance } from './conformance/selector.ts';
export { CountedFaults, storageFailure } from './faults.ts';
export * from './model-server/index.ts';
export { type ScriptedCall, type ScriptedReply, scriptedModels } from './scripted-models.ts';
