// A reporter of `node --test` that counts: how many tests an engine ran, and which it skipped for what reason.

import { engine } from './browser.mjs';

export default async function* tally(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const reasons = new Map();
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (typeof data.skip === 'string') {
      counts.skipped += 1;
      reasons.set(data.skip, [...(reasons.get(data.skip) ?? []), data.name]);
    } else {
      counts[type === 'test:pass' ? 'passed' : 'failed'] += 1;
    }
  }
  const all = counts.passed + counts.failed + counts.skipped;
  yield `${engine}: ${all} tests, ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`;
  for (const [reason, names] of reasons) yield `  skipped because ${reason}:\n${names.map((name) => `    ${name}\n`).join('')}`;
}
