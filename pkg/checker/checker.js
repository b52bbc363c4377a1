/** What the module that checks policies is made of. Only files in this folder name it, so that a site that imports none of them holds nothing of it. */
export const checker = {
  name: 'checker',
  glue: () => import('../wasm/remotion_policy_checker.js'),
  wasm: () => new URL('../wasm/remotion_policy_checker_bg.wasm', import.meta.url),
};
