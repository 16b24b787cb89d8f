import type { Component, Embed, Reply } from './reply.ts';

const V2 = 1 << 15;
/** What stands in the footer of a post, by which it is found again: a copy of a post must not be taken for it. */
const MARK = / · rb-[0-9a-z]+/g;

/** The body of a post as an answer: without its mark, its ping and what else belongs to posts only. */
export function postReply(body: {
  readonly embeds?: readonly Embed[];
  readonly components?: readonly Component[];
  readonly flags?: number;
}): Reply {
  const { embeds, components, flags = 0 } = body;
  return {
    ...(embeds === undefined ? {} : { embeds: embeds.map(unmarked) }),
    ...(components === undefined || components.length === 0 ? {} : { components }),
    ...((flags & V2) === 0 ? {} : { v2: true }),
  };
}

function unmarked({ footer, ...embed }: Embed): Embed {
  return footer === undefined ? embed : { ...embed, footer: { text: footer.text.replace(MARK, '') } };
}
