/**
 * Job shop scheduling by a dispatching rule. Jobs are lists of operations [machine, duration] that must be done in order; a
 * machine does one at a time. Schedules are built by the method of Giffler and Thompson: of all operations that may be
 * next, the one that could end first names a machine, and among those that could start there before it would end, a rule
 * chooses one. The rule is to be evolved. The seed program takes the shortest operation.
 */

/** The order in which operations start, as a list of job numbers. */
export function schedule(jobs) {
  const next = [];
  const jobFree = [];
  const workLeft = [];
  const machineFree = [];
  const machineWork = [];
  let open = 0;
  for (const job of jobs) {
    let work = 0;
    for (const [machine, duration] of job) {
      work += duration;
      open += 1;
      machineFree[machine] = 0;
      machineWork[machine] = (machineWork[machine] || 0) + duration;
    }
    next.push(0);
    jobFree.push(0);
    workLeft.push(work);
  }

  const order = [];
  while (open > 0) {
    let firstEnd = Infinity;
    let machine = 0;
    for (let job = 0; job < jobs.length; job += 1) {
      if (next[job] >= jobs[job].length) continue;
      const [needed, duration] = jobs[job][next[job]];
      const end = Math.max(jobFree[job], machineFree[needed]) + duration;
      if (end < firstEnd) {
        firstEnd = end;
        machine = needed;
      }
    }
    let chosen = -1;
    let highest = -Infinity;
    for (let job = 0; job < jobs.length; job += 1) {
      const at = next[job];
      if (at >= jobs[job].length || jobs[job][at][0] !== machine) continue;
      const start = Math.max(jobFree[job], machineFree[machine]);
      if (start >= firstEnd) continue;
      const duration = jobs[job][at][1];
      const following = at + 1 < jobs[job].length ? jobs[job][at + 1] : [machine, 0];
      const value = priority(
        duration,
        start - machineFree[machine],
        workLeft[job],
        jobs[job].length - at,
        following[1],
        machineWork[following[0]],
        machineWork[machine],
      );
      if (chosen < 0 || value > highest) {
        highest = value;
        chosen = job;
      }
    }
    const duration = jobs[chosen][next[chosen]][1];
    const end = Math.max(jobFree[chosen], machineFree[machine]) + duration;
    jobFree[chosen] = end;
    machineFree[machine] = end;
    workLeft[chosen] -= duration;
    machineWork[machine] -= duration;
    next[chosen] += 1;
    open -= 1;
    order.push(chosen);
  }
  return order;
}

// EVOLVE-BLOCK-START
/**
 * Which operation the machine does next: the one with the highest number.
 * duration: of this operation, 1 to 99. wait: how long the machine would stand still before it can start.
 * workLeft: durations of all operations that its job still needs, this one included. operationsLeft: how many these are.
 * nextDuration: of the operation after this one; 0 when there is none.
 * nextMachineWork: work that the machine of the operation after this one still has to do.
 * machineWork: work that this machine still has to do.
 */
function priority(duration, wait, workLeft, operationsLeft, nextDuration, nextMachineWork, machineWork) {
  return -duration;
}
// EVOLVE-BLOCK-END
