// The same element in the browser, which has the text from the server and must not have to download it twice.

// React takes what is inside for its own once it has seen `__html`: while hydrating it then leaves the server's markup
// as it is, and an element that it makes itself stays empty. No page forbids `emptyHTML`, and some forbid strings.
const dangerouslySetInnerHTML = { __html: globalThis.trustedTypes?.emptyHTML ?? '' };

export const text = () => ({ dangerouslySetInnerHTML, suppressHydrationWarning: true });
