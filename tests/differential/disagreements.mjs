// Where an engine and ours differ, and AWS's documentation is the judge. Every entry must occur in a run.

/** {engine, what, link, covers: ({one, mine, theirs}) => boolean} */
export const disagreements = [];
