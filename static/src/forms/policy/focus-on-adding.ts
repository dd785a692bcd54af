export const ADD_GROUP = 'policy-groups';

/** On the field by which groups are listed: it is there whatever was taken out. */
export const focusOnAdding = () => document.getElementById(ADD_GROUP)?.focus();
