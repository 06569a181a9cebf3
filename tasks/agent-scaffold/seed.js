/**
 * An agent that solves problems by asking a language model, at most ten times for each problem. Answers are whole numbers
 * from 0 to 999. `next` is asked what to do with a problem, given the model's replies so far, until it answers; it has no
 * memory and needs none. The seed program asks once and takes the last number of the reply.
 */

/** The last whole number from 0 to 999 in a reply; −1 when there is none. */
function lastNumber(text) {
  const found = text.match(/\d+/g) || [];
  const last = found.length === 0 ? -1 : Number(found[found.length - 1]);
  return last <= 999 ? last : -1;
}

/** The draft with the most weight, drafts of −1 left out; −1 when there is none. */
function heaviest(drafts, weights) {
  let best = -1;
  let most = 0;
  for (const draft of drafts) {
    const sum = support(draft, drafts, weights);
    if (draft >= 0 && sum > most) {
      most = sum;
      best = draft;
    }
  }
  return best;
}

/** Sum of the weights of equal drafts. */
function support(draft, drafts, weights) {
  let sum = 0;
  for (let index = 0; index < drafts.length; index += 1) if (drafts[index] === draft) sum += weights[index];
  return sum;
}

const PROMPTS = [
  (problem) => `${problem}\nAnswer with a whole number from 0 to 999.`,
  (problem) => `${problem}\nSolve it step by step. End with "The answer is" and a whole number from 0 to 999.`,
  (problem) => `${problem}\nSolve it in another way than usual. End with a whole number from 0 to 999.`,
  (problem, drafts) =>
    `${problem}\nProposed answers: ${drafts.join(', ')}. Check them step by step, and end with the one that is correct, or with a better one.`,
];

// EVOLVE-BLOCK-START
/** How many times to ask. asked: times so far. agreement: share of the drafts that say what the leading one says, 0 to 1. */
function enough(asked, agreement) {
  return 1;
}

/** Which of the four prompts comes next: 0 short, 1 step by step, 2 another way, 3 check the drafts. */
function promptFor(asked, agreement) {
  return 0;
}

/** The temperature of the next question, 0 to 2. */
function temperatureFor(asked, agreement) {
  return 0;
}

/** How much the draft of a reply counts. reply: its number from 0. prompt: which prompt it replied to. */
function weightOf(reply, prompt) {
  return 1;
}

export function next(problem, replies) {
  const asked = replies.length;
  const drafts = [];
  const weights = [];
  const prompts = [];
  let leading = -1;
  let agreement = 0;
  // What was asked before is worked out again from the replies that were there then.
  for (let reply = 0; reply <= asked; reply += 1) {
    prompts.push(Math.floor(Math.abs(promptFor(reply, agreement))) % PROMPTS.length || 0);
    if (reply === asked) break;
    drafts.push(lastNumber(replies[reply]));
    weights.push(weightOf(reply, prompts[reply]));
    leading = heaviest(drafts, weights);
    agreement =
      support(
        leading,
        drafts,
        weights.map(() => 1),
      ) / drafts.length;
  }
  if (asked > 0 && asked >= Math.min(10, enough(asked, agreement))) return { answer: leading };
  const temperature = Math.min(2, Math.max(0, temperatureFor(asked, agreement)));
  return { prompt: PROMPTS[prompts[asked]](problem, drafts), temperature };
}
// EVOLVE-BLOCK-END
