/** What the module that builds policies is made of. Bundlers look for these very words. */
export const builder = {
  name: 'builder',
  glue: () => import('./wasm/remotion_policy_builder.js'),
  wasm: () => new URL('./wasm/remotion_policy_builder_bg.wasm', import.meta.url),
};
