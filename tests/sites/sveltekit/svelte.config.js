// Under the path that a test serves it from, which SvelteKit wants without a slash at its end.

export default { kit: { paths: { base: (process.env.BASE_URL ?? '').replace(/\/$/, '') } } };
