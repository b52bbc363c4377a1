import React from 'react';

export default ({ children }) => <section>{children}</section>;
