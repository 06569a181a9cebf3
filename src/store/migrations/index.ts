import { initial } from './0001-initial.ts';
import { modelCalls } from './0002-model-calls.ts';
import { orders } from './0003-orders.ts';
import type { Migration } from './migration.ts';

/** All steps in order; the last one's number is the schema version of this program. */
export const MIGRATIONS: readonly Migration[] = [initial, modelCalls, orders];
