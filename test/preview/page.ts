import { fontFiles } from '../../src/charts/load-fonts.ts';
import { escapeHtml } from '../../src/core/escape-html.ts';
import { markupHtml } from './markup-html.ts';
import { plainSigns } from './plain-signs.ts';

/** What of a message is shown; bodies of posts and replies of commands both fit. */
export interface Shown {
  readonly content?: string;
  readonly embeds?: readonly {
    readonly title?: string;
    readonly url?: string;
    readonly description?: string;
    readonly color?: number;
    readonly author?: { readonly name: string };
    readonly footer?: { readonly text: string };
    readonly fields?: readonly { readonly name: string; readonly value: string }[];
  }[];
  readonly components?: readonly object[];
  /** Pictures as PNG in base64, with their description. */
  readonly pictures?: readonly { readonly data: string; readonly alt: string }[];
  readonly ephemeral?: boolean;
}

/** The fonts of the project, so that screens look the same on a machine without any. */
const FONTS = (['zh-Hant', 'ja', 'ko'] as const)
  .map(
    locale => `@font-face{font-family:"CJK ${locale}";src:url("file://${fontFiles(locale).at(-1) ?? ''}")}`,
  )
  .join('');

const STYLE = `${FONTS}*{box-sizing:border-box}body{margin:0;font:15px/1.375 "gg sans","Noto Sans","CJK zh-Hant","CJK ja","CJK ko","Helvetica Neue",Helvetica,Arial,sans-serif}
.dark{--page:#313338;--text:#dbdee1;--soft:#949ba4;--card:#2b2d31;--line:#1e1f22;--link:#00a8fc;--button:#4e5058;--code:#1e1f22;--quote:#4e5058}
.light{--page:#fff;--text:#2e3338;--soft:#5c5e66;--card:#f2f3f5;--line:#e3e5e8;--link:#006ce7;--button:#6d6f78;--code:#e3e5e8;--quote:#c4c9ce}
.theme{background:var(--page);color:var(--text);padding:16px}.post{display:flex;gap:16px;margin-bottom:20px}
.face{width:40px;height:40px;border-radius:50%;background:#1f9e89;color:#fff;display:grid;place-items:center;font-weight:700;flex:none}
.name{font-weight:600}.app{background:#5865f2;color:#fff;border-radius:3px;font-size:10px;padding:1px 4px;margin:0 6px}.when,.eph{color:var(--soft);font-size:12px}
.body{min-width:0;flex:1}.embed{background:var(--card);border:1px solid var(--line);border-left:4px solid;border-radius:4px;padding:10px 14px 12px 12px;margin-top:4px;max-width:520px;font-size:14px;overflow-wrap:anywhere}
.author{font-weight:600;font-size:13px;margin-bottom:4px}.title{font-weight:600;font-size:16px;margin-bottom:4px}.foot{color:var(--soft);font-size:12px;margin-top:8px}
a{color:var(--link);text-decoration:none}blockquote{margin:2px 0;padding-left:10px;border-left:4px solid var(--quote);border-radius:2px}
code{background:var(--code);border-radius:3px;padding:0 3px;font-size:12.5px}.stamp{background:var(--line);border-radius:3px;padding:0 2px}
.mention{background:#5865f24d;color:var(--link);border-radius:3px;padding:0 2px}.row{display:flex;flex-wrap:wrap;gap:8px;margin-top:8px}
.button{background:var(--button);color:#fff;border-radius:8px;padding:6px 14px;font-weight:500;font-size:14px}.s1{background:#5865f2}.s3{background:#248046}.s4{background:#da373c}.off{opacity:.5}
.menu{background:var(--card);border:1px solid var(--line);border-radius:4px;padding:9px 12px;width:400px;max-width:100%;color:var(--soft);display:flex;justify-content:space-between}
img{max-width:min(550px,100%);border-radius:8px;display:block;margin-top:4px}.flag{font-size:10px;font-weight:700;border:1px solid var(--soft);border-radius:3px;padding:0 3px;vertical-align:1px}.sign{font-style:normal;font-weight:400}.field b{display:block;margin-top:6px}`;

/** Messages as a page in one of Discord's themes. */
export function pageHtml(posts: readonly Shown[], theme: 'dark' | 'light', now: Date): string {
  const shown = posts.map(post => plainSigns(postHtml(post, now))).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body><div class="theme ${theme}">${shown}</div></body></html>`;
}

function postHtml(post: Shown, now: Date): string {
  const pictures = (post.pictures ?? []).map(
    ({ data, alt }) => `<img alt="${escapeHtml(alt)}" src="data:image/png;base64,${data}">`,
  );
  const embeds = (post.embeds ?? []).map(embed => {
    const colour = `#${(embed.color ?? 0x1e1f22).toString(16).padStart(6, '0')}`;
    const title = embed.title === undefined ? '' : markupHtml(embed.title, now).replace(/<br>$/, '');
    const parts = [
      embed.author === undefined ? '' : `<div class="author">${escapeHtml(embed.author.name)}</div>`,
      title === ''
        ? ''
        : `<div class="title">${embed.url === undefined ? title : `<a href="#">${title}</a>`}</div>`,
      embed.description === undefined ? '' : `<div>${markupHtml(embed.description, now)}</div>`,
      ...(embed.fields ?? []).map(
        ({ name, value }) => `<div class="field"><b>${escapeHtml(name)}</b>${markupHtml(value, now)}</div>`,
      ),
      embed.footer === undefined ? '' : `<div class="foot">${escapeHtml(embed.footer.text)}</div>`,
    ];
    return `<div class="embed" style="border-left-color:${colour}">${parts.join('')}</div>`;
  });
  const private_ = post.ephemeral === true ? '<div class="eph">👁 Only you can see this</div>' : '';
  return `<div class="post"><div class="face">rb</div><div class="body"><span class="name">regbeat</span><span class="app">APP</span><span class="when">Today at 08:00</span>
${post.content === undefined ? '' : `<div>${markupHtml(post.content, now)}</div>`}${pictures.join('')}${embeds.join('')}${(post.components ?? []).map(rowHtml).join('')}${private_}</div></div>`;
}

function rowHtml(row: object): string {
  const parts = 'components' in row && Array.isArray(row.components) ? row.components : [];
  return `<div class="row">${parts.map(partHtml).join('')}</div>`;
}

function partHtml(part: Readonly<Record<string, unknown>>): string {
  if (part.type !== 2)
    return `<div class="menu"><span>${escapeHtml(String(part.placeholder ?? ''))}</span><span>▾</span></div>`;
  const emoji =
    typeof part.emoji === 'object' && part.emoji !== null && 'name' in part.emoji
      ? `${String(part.emoji.name)} `
      : '';
  return `<div class="button s${String(part.style)}${part.disabled === true ? ' off' : ''}">${escapeHtml(`${emoji}${String(part.label ?? '')}`)}</div>`;
}
