import { messageOf } from '../base/errors.ts';
import { CandidateFault } from './contract.ts';
import type { Reply } from './host/wire.ts';
import { decodeMarkedJson } from './marked-json.ts';

function malformed(what: string): CandidateFault {
  return new CandidateFault('crash', `the host sent ${what}`);
}

function parseBody(reply: Reply): unknown {
  try {
    return decodeMarkedJson(reply.body.toString('utf8'), reply.kind === 'marked');
  } catch (thrown) {
    throw malformed(`no JSON: ${messageOf(thrown)}`);
  }
}

/** The answers of a call, as many as there were argument lists. Throws CandidateFault for a malformed reply. */
export function answersOf(reply: Reply, count: number): readonly unknown[] {
  if (reply.kind === 'numbers') {
    if (reply.body.byteLength !== count * 8) throw malformed(`${reply.body.byteLength} bytes for ${count} numbers`);
    const doubles = new Float64Array(count);
    new Uint8Array(doubles.buffer).set(reply.body);
    return Array.from(doubles);
  }
  const answers = parseBody(reply);
  if (!Array.isArray(answers) || answers.length !== count) throw malformed(`no list of ${count} answers`);
  return answers;
}

/** The answer of a driver. Throws CandidateFault for a malformed reply. */
export function driverAnswerOf(reply: Reply): unknown {
  if (reply.kind === 'numbers') throw malformed('packed numbers for a driver');
  return parseBody(reply);
}

/** The fault that a reply reports; `locate` turns a line of the script into a place in the program's files. */
export function faultOf(reply: Reply, locate: (line: number) => string | undefined): CandidateFault {
  if (reply.kind !== 'fault') throw malformed(`a reply of kind ${reply.kind}`);
  const body = parseBody({ ...reply, kind: 'json' });
  if (typeof body !== 'object' || body === null) throw malformed('a fault without content');
  const { status, reason, line } = body as Record<string, unknown>;
  if (status !== 'timeout' && status !== 'crash' && status !== 'invalid') throw malformed('a fault without status');
  if (typeof reason !== 'string') throw malformed('a fault without reason');
  const place = typeof line === 'number' && Number.isSafeInteger(line) && line > 0 ? locate(line) : undefined;
  return new CandidateFault(status, place === undefined ? reason.slice(0, 600) : `${reason.slice(0, 600)} (${place})`);
}
