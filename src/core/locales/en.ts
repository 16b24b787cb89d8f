/** The fixed texts in English, and the list of all of them. */
export const EN = {
  'words.none': 'none',
} as const;
