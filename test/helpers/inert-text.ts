/** A masked link to http(s). */
const LINK = /\[[^[\]\\*_~`|<>\n]*\]\(https?:\/\/[^\s()<>[\]]*\)/g;
/** What regbeat itself writes: masked links, timestamps, bold labels, item ids, quotes. */
const OWN = [LINK, /<t:\d+:R>/g, /\*\*(?:\\.|[^*\\\n])+\*\*/g, /`[A-Za-z0-9]{1,16}`/g];

/** Syntax that Discord would act on in a text where only what regbeat writes itself may be syntax. Empty: the text is inert. */
export function inertProblems(text: string): readonly string[] {
  const problems: string[] = [];
  const unlinked = text.replace(LINK, ' link ');
  const bold = [...unlinked.matchAll(/\*\*((?:\\.|[^*\\\n])+)\*\*/g)].map(match => match[1] ?? '');
  const links = [...text.matchAll(/\[([^[\]\\\n]*)\]\(/g)].map(match => match[1] ?? '');
  for (const inner of links) if (/:\/\/|@[^\u200b\s…]/.test(inner)) problems.push(`link text: ${inner}`);
  const rest = OWN.reduce((left, pattern) => left.replace(pattern, ' x '), text);
  for (const part of [rest, ...bold]) {
    problems.push(...pingProblems(part));
    if (/[a-z]:\/\//i.test(part)) problems.push(`address in ${JSON.stringify(part)}`);
    const bare = part.replace(/\\[^0-9A-Za-z\s]/g, '');
    if (/[*_~`|[\]<]/.test(bare)) problems.push(`unescaped sign in ${JSON.stringify(bare)}`);
  }
  for (const line of text.split('\n')) {
    const start = line.replace(/^> /, '');
    if (/^\s*(?:#{1,3} |-# |>|[-*+] |\d+[.)] )/.test(start))
      problems.push(`line start: ${JSON.stringify(start.slice(0, 30))}`);
  }
  return problems;
}

/** Mentions, and characters that turn or hide text, in text that Discord shows without reading markdown. */
export function pingProblems(text: string): readonly string[] {
  return [
    ...(text.match(/@(?:everyone|here)|<[@#:/a-z!&]/gi) ?? []),
    ...(text.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g) ?? []),
  ].map(found => `mention or control: ${JSON.stringify(found)}`);
}
