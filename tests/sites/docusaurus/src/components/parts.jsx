// What an author's page is made of besides Markdown, for better or worse.

import React, { Suspense, lazy, useCallback, useRef, useState } from 'react';
import { TrustPolicy, UserPolicy } from 'remotion-policy-builder/react';

/** A block, wherever it is put: inside a paragraph the browser ends the paragraph before it. */
export const Step = ({ children }) => <div>{children}</div>;

/** The browser's own, which the theme does not wrap. */
export const Native = ({ summary, children }) => (
  <details>
    <summary>{summary}</summary>
    {children}
  </details>
);

/** Part of the page comes in a file of its own, also where the server renders. */
const Later = lazy(() => import('./later.jsx'));

export const Waiting = ({ children }) => (
  <Suspense fallback={<p>One moment.</p>}>
    <Later>{children}</Later>
  </Suspense>
);

export { StrictMode } from 'react';

/** Its own refs, one of each kind, told to the test; the button renders everything again. */
export const Referring = () => {
  const object = useRef();
  const [renders, setRenders] = useState(1);
  const callback = useCallback((element) => {
    globalThis.refs = [...(globalThis.refs ?? []), element?.localName];
  }, []);
  return (
    <>
      <TrustPolicy ref={object} />
      <UserPolicy ref={callback} />
      <button onClick={() => setRenders(renders + 1)}>
        Rendered {renders}, {object.current?.getAttribute('policy')}
      </button>
    </>
  );
};
