/** Waits until the process is told to end (SIGTERM, SIGINT). A second signal ends it at once. */
export function closeOnSignal(): Promise<void> {
  return new Promise((resolve) => {
    let told = false;
    const onSignal = () => {
      if (told) process.exit(1);
      told = true;
      resolve();
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}
