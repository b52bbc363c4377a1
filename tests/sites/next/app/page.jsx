import { UserPolicy } from 'remotion-policy-builder/react';

const Page = () => (
  <>
    <h1>Permissions</h1>
    <details>
      <summary>Show the user policy</summary>
      <UserPolicy />
    </details>
  </>
);

export default Page;
