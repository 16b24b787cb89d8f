/** What stands in for emoji, so that screens can be looked at on machines without a font for them: a sign and its colour. */
const SIGNS: readonly (readonly [emoji: string, sign: string, colour: string])[] = [
  ['📜', '§', '#3fa45b'],
  ['🏛️', '⌂', '#3fa45b'],
  ['🧑‍⚖️', '⚖', '#c77dd6'],
  ['⚖️', '⚖', '#c77dd6'],
  ['🪪', '▣', '#3f8fd6'],
  ['📝', '✎', '#3f8fd6'],
  ['🧭', '✦', '#3f8fd6'],
  ['⚠️', '⚠', '#e0a030'],
  ['📊', '▤', '#3f8fd6'],
  ['🎙️', '♪', '#8a94a6'],
  ['📰', '☰', '#8a94a6'],
  ['🔔', '●', '#e0a030'],
  ['✅', '✔', '#2fa35a'],
  ['🔄', '↻', '#3f8fd6'],
  ['🔴', '●', '#e04848'],
  ['🟠', '●', '#e8902f'],
  ['⚪', '●', '#b8c0cc'],
  ['🟢', '●', '#2fa35a'],
  ['⏸️', '‖', '#8a94a6'],
  ['🗓️', '▦', '#e0a030'],
  ['🧩', '◆', '#a06cd5'],
  ['🌐', '◎', '#3f8fd6'],
  ['🛰️', '◉', '#8a94a6'],
  ['🔎', '◌', '#8a94a6'],
  ['🏷️', '✎', '#e0a030'],
  ['⏰', '◷', '#e04848'],
  ['📣', '➤', '#e04848'],
  ['👁', '◉', '#8a94a6'],
];

/** HTML with flags as the letters of their country, and other emoji as plain coloured signs. */
export function plainSigns(html: string): string {
  const flags = html.replace(
    /[\u{1f1e6}-\u{1f1ff}]{2}/gu,
    flag =>
      `<span class="flag">${Array.from(flag, sign => String.fromCharCode((sign.codePointAt(0) ?? 0) - 0x1f1a5)).join('')}</span>`,
  );
  return SIGNS.reduce(
    (text, [emoji, sign, colour]) =>
      text.replaceAll(emoji, `<span class="sign" style="color:${colour}">${sign}</span>`),
    flags,
  );
}
