import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { UserPolicy } from 'remotion-policy-builder/react';

const app = createElement('div', {}, createElement('h1', {}, 'Permissions'), createElement(UserPolicy));
createRoot(document.querySelector('#app')).render(app);
