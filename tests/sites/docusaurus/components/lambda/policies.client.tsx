export const userPolicy = undefined;
