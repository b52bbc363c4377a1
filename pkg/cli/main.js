#!/usr/bin/env node
// Node itself ends with 1 when a program breaks, which here means "not sufficient". So nothing is imported outside.

// What reads the output may stop early, as `head` does.
process.stdout.on('error', ({ code }) => process.exit(code === 'EPIPE' ? process.exitCode : 2));
try {
  const { run } = await import('./run.js');
  process.exitCode = await run(process.argv.slice(2), process);
} catch (error) {
  process.exitCode = 2;
  console.error(error);
}
