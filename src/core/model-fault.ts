import { type ErrorData, KaizenError } from '../base/errors.ts';

export interface ModelFaultDetails {
  readonly wanted?: string;
  readonly got?: string;
  readonly next?: string;
  /** Whether another attempt may succeed: 429, 5xx, time-outs. */
  readonly retryable: boolean;
  /** What the provider asked to wait, in milliseconds; null when it said nothing. */
  readonly retryAfterMs?: number | null;
  /** Whether the call was paid for. `unknown` counts at what was reserved for it, never as zero. */
  readonly billed: 'no' | 'unknown';
}

/** A fault as plain data: what journals and recordings keep of it. */
export interface FaultData extends ErrorData {
  readonly code: `KAIZEN_MODEL_${string}`;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly billed: 'no' | 'unknown';
}

/** Why a model gave no reply. Codes are `KAIZEN_MODEL_…`. It ends the proposal that asked, never the run. */
export class ModelFault extends KaizenError {
  declare readonly code: `KAIZEN_MODEL_${string}`;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly billed: 'no' | 'unknown';

  constructor(code: `KAIZEN_MODEL_${string}`, summary: string, details: ModelFaultDetails) {
    const { retryable, retryAfterMs = null, billed, ...rest } = details;
    super(code, summary, rest);
    this.retryable = retryable;
    this.retryAfterMs = retryAfterMs;
    this.billed = billed;
  }

  static override from({ code, summary, ...details }: FaultData): ModelFault {
    return new ModelFault(code, summary, details);
  }

  override toData(): FaultData {
    const { code, retryable, retryAfterMs, billed } = this;
    return { ...super.toData(), code, retryable, retryAfterMs, billed };
  }
}
