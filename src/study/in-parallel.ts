/** Works on `items` in order, so many at once. After the first failure, or a pause, no further one is begun. */
export async function inParallel<T>(
  items: readonly T[],
  workers: number,
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    while (queue.length > 0 && failures.length === 0 && !signal.aborted) {
      await work(queue.shift() as T).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
}
