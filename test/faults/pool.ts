// Runs several jobs side by side, so many at a time: most of a campaign is waiting.

/** Starts the jobs in order, `width` at a time; gives a promise for each, none of which is left unhandled. */
export function pool<T>(jobs: readonly (() => Promise<T>)[], width: number): Promise<T>[] {
  let free = width;
  const waiting: (() => void)[] = [];
  return jobs.map((job) => {
    const result = (async () => {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await job();
      } finally {
        const next = waiting.shift();
        if (next) next(); else free += 1;
      }
    })();
    result.catch(() => undefined);
    return result;
  });
}
