import { Buffer } from 'node:buffer';
import { DriverError, type Engine, type EngineRealm } from './engine.ts';
import { createFrameReader, writeFully } from './pipes.ts';
import { decodeRequest, encodeReply, type PayloadHeader, type ReplyKind, type RequestHeader } from './wire.ts';

const INPUT = 0;
const OUTPUT = 1;

interface Answer {
  readonly kind: ReplyKind;
  readonly body: Buffer;
}

function answerOf(realm: EngineRealm, result: string, outputBytes: number): Answer {
  if (result[0] === 'n') return { kind: 'numbers', body: Buffer.from(realm.numbers()) };
  const body = Buffer.from(result.slice(1));
  if (result[0] === 'f') return { kind: 'fault', body };
  // The realm counted characters; what counts is bytes.
  if (body.byteLength <= outputBytes) return { kind: result[0] === 'm' ? 'marked' : 'json', body };
  const reason = `the answer is larger than the limit of ${outputBytes} bytes`;
  return { kind: 'fault', body: Buffer.from(JSON.stringify({ status: 'invalid', reason })) };
}

/** Payloads that the sandbox will ask for again, by id. */
function createPayloadStore() {
  const kept = new Map<number, Float64Array | string>();
  return {
    forget: (ids: readonly number[]) => {
      for (const id of ids) kept.delete(id);
    },
    resolve(header: PayloadHeader, body: Buffer): Float64Array | string {
      if (!header.isInline) return kept.get(header.id) ?? '';
      let payload: Float64Array | string;
      if (header.format === 'numbers') {
        const doubles = new Float64Array(body.byteLength / 8);
        new Uint8Array(doubles.buffer).set(body);
        payload = doubles;
      } else payload = body.toString('utf8');
      if (header.id > 0) kept.set(header.id, payload);
      return payload;
    },
  };
}

/** Answers requests until the input ends. One candidate at a time, each in a realm of its own. */
export function serve(engine: Engine): void {
  const reader = createFrameReader(INPUT);
  const payloads = createPayloadStore();
  let spare: EngineRealm | null = null;
  let realm: EngineRealm | null = null;
  let outputBytes = 0;
  let startFault: string | null = null;

  const run = (header: RequestHeader, payload: Float64Array | string): Answer => {
    if (header.open !== undefined) {
      realm?.dispose();
      realm = spare ?? engine.createRealm();
      spare = null;
      outputBytes = header.open.outputBytes;
      const started = realm.start(header.open.script, header.open.seed, header.open.steps);
      startFault = started.startsWith('f') ? started : null;
    }
    if (realm === null) throw new Error('a request before the first candidate');
    if (startFault !== null) return answerOf(realm, startFault, outputBytes);
    const isMarked = header.payload.format === 'marked';
    if (header.drive !== undefined) {
      return answerOf(realm, realm.drive(header.drive, String(payload), isMarked, outputBytes), outputBytes);
    }
    const name = header.call ?? '';
    const result =
      typeof payload === 'string'
        ? realm.callJson(name, payload, isMarked, outputBytes)
        : realm.callNumbers(name, payload, header.payload.arity, outputBytes);
    return answerOf(realm, result, outputBytes);
  };

  writeFully(OUTPUT, encodeReply({ number: 0, kind: 'json', steps: 0, cpuMs: 0, wallMs: 0, body: Buffer.alloc(0) }));
  spare = engine.createRealm();
  for (let frame = reader.next(); frame !== null; frame = reader.next()) {
    const { header, body } = decodeRequest(frame);
    if (header.forget !== undefined) payloads.forget(header.forget);
    const payload = payloads.resolve(header.payload, body);
    engine.setDeadline(header.wallMs);
    const cpuBefore = process.cpuUsage();
    const wallBefore = performance.now();
    let answer: Answer;
    try {
      answer = run(header, payload);
    } catch (thrown) {
      if (!(thrown instanceof DriverError)) throw thrown;
      answer = { kind: 'driver', body: Buffer.from(thrown.message) };
    }
    const wallMs = performance.now() - wallBefore;
    const cpu = process.cpuUsage(cpuBefore);
    const steps = (realm as EngineRealm | null)?.steps() ?? 0;
    const cpuMs = (cpu.user + cpu.system) / 1000;
    writeFully(OUTPUT, encodeReply({ number: header.number, steps, cpuMs, wallMs, ...answer }));
    engine.setDeadline(Number.POSITIVE_INFINITY);
    // While the evaluator looks at the answer, the next candidate's realm is made ready.
    spare ??= engine.createRealm();
  }
}
