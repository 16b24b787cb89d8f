/**
 * The whole style of the HTML export. It stays inside the file and is allowed by its hash, so the page needs no network.
 * Colours meet WCAG AA on both grounds; a phone gets one column; print drops the contents list and writes addresses out.
 */
export const HTML_STYLE = `
:root { color-scheme: light dark; --ground: #fff; --text: #1c1f23; --faint: #5a6270; --line: #d9dde3; --link: #0b5cad; --mark: #9a3b00; --panel: #f5f6f8; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14171a; --text: #e6e8eb; --faint: #a3abb8; --line: #343a42; --link: #7db8f5; --mark: #ffb37a; --panel: #1d2125; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 52rem; padding: 1.5rem 1rem 4rem; background: var(--ground); color: var(--text); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.3rem; margin: 2.4rem 0 .8rem; padding-bottom: .3rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.8rem 0 .6rem; color: var(--faint); }
h4 { font-size: 1.05rem; line-height: 1.35; margin: 0 0 .2rem; }
p { margin: .3rem 0; }
a { color: var(--link); }
ul, ol { padding-left: 1.3rem; }
li { margin: .25rem 0; }
blockquote { margin: .5rem 0; padding: .1rem 0 .1rem .9rem; border-left: 3px solid var(--line); }
article { margin: 0 0 1.5rem; }
nav { background: var(--panel); border-radius: .5rem; padding: .8rem 1rem; margin: 1.2rem 0; font-size: .92rem; }
nav ul { columns: 2; margin: 0; }
.facts { color: var(--faint); font-size: .9rem; }
.flag { color: var(--mark); font-weight: 600; font-size: .9rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: normal; }
th, td { overflow-wrap: break-word; }
tbody th { min-width: 6.6em; }
table .facts, table .flag { font-size: inherit; }
td.n, th.n { text-align: right; white-space: nowrap; }
.table { overflow-x: auto; }
table.heat th, table.heat td { border: 1px solid var(--ground); padding: .25rem .4rem; text-align: center; font-size: .85rem; font-variant-numeric: tabular-nums; }
table.heat thead th { font-size: .75rem; overflow-wrap: normal; vertical-align: bottom; }
table.heat th[scope=row] { text-align: left; }
.h0 { color: var(--faint); }
.h1, .h2, .h3 { color: #1c1f23; }
.h4, .h5 { color: #fff; }
.h1 { background: #e3edf8; }
.h2 { background: #bfd7ef; }
.h3 { background: #8fb9e2; }
.h4 { background: #3a76b5; }
.h5 { background: #1f5590; }
td.n { font-variant-numeric: tabular-nums; }
thead th { color: var(--faint); font-size: .85rem; }
footer { margin-top: 2.5rem; color: var(--faint); font-size: .85rem; }
@media (max-width: 34rem) { nav ul { columns: 1; } h1 { font-size: 1.4rem; } }
@media print {
  :root { --ground: #fff; --text: #000; --faint: #444; --line: #bbb; --link: #000; --mark: #000; --panel: #fff; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  td[class^=h] { print-color-adjust: exact; }
  .table { overflow: visible; }
  table { font-size: 9pt; }
  article, tr, li { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
  h4 a::after { content: " <" attr(href) ">"; font-weight: normal; font-size: 8pt; }
  @page { margin: 18mm 16mm; }
}
`;
