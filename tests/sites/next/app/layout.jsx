export const metadata = { title: 'Next.js' };

const Layout = ({ children }) => (
  <html lang="en">
    <body>
      <main>{children}</main>
    </body>
  </html>
);

export default Layout;
