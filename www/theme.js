// Sets the theme before the first paint, so it is a plain script in <head>; page.js owns the button.
(() => {
  let saved = null;
  try {
    saved = localStorage.getItem('remotion-policy-builder.theme');
  } catch {
    // Storage is blocked: follow the system.
  }
  const dark = saved ? saved === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
