/*
 * The style sheet of the page. Every text is at least 4.5:1 on its ground in both schemes; the series colours stay apart for
 * the three kinds of colour vision (after Okabe and Ito 2008, made darker for light grounds and lighter for dark ones).
 */

const light = `
--ground: #fdfcfa; --panel: #f4f2ec; --ink: #1d2024; --quiet: #596069; --line: #dedbd3; --link: #0359b0;
--warn-line: #b9770e; --supported: #1a6a38; --caution: #8a5700; --refuse: #b3261e; --shade: rgb(29 32 36 / .14);
--series-1: #0359b0; --series-2: #a03c00; --series-3: #087d6a; --series-4: #6c1c62;
--series-5: #4a4000; --series-6: #d23a5a; --series-7: #2e3237; --series-8: #2f0852;`

const dark = `
--ground: #15171b; --panel: #1d2025; --ink: #e9e7e2; --quiet: #a2a8b1; --line: #34383f; --link: #81b8ff;
--warn-line: #d9a441; --supported: #7fd49b; --caution: #e6b85c; --refuse: #ff9a8f; --shade: rgb(0 0 0 / .5);
--series-1: #81b8ff; --series-2: #e57a1c; --series-3: #a2ffd2; --series-4: #c07fb4;
--series-5: #ebc217; --series-6: #e98a83; --series-7: #c3c8ce; --series-8: #938fee;`

const page = `
* { box-sizing: border-box; }
html { font: 16px/1.55 -apple-system, 'Segoe UI', Roboto, Ubuntu, Cantarell, 'Noto Sans', 'Liberation Sans', system-ui, sans-serif;
  color: var(--ink); background: var(--ground); -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 70rem; padding: 3rem 1.5rem 4rem; overflow-wrap: break-word; }
p, ul { max-width: 44rem; }
p { margin: .75rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
h1, h2 { font-family: ui-serif, 'Iowan Old Style', Palatino, 'Palatino Linotype', Georgia, 'Liberation Serif', serif;
  font-weight: 600; line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.75rem, 1.2rem + 2.6vw, 2.75rem); margin: .5rem 0 1rem; max-width: 48rem; letter-spacing: -.01em; }
h2 { font-size: 1.5rem; margin: 0 0 .75rem; }
h3 { font-size: 1rem; margin: 2rem 0 .5rem; }
main > section { margin-top: 3.5rem; }
.eyebrow { color: var(--quiet); font-size: .875rem; margin: 0; }
.lead { font-size: 1.125rem; max-width: 46rem; }
.note, .reasons { color: var(--quiet); font-size: .875rem; }
ul.note { padding-left: 1.1rem; }
code, pre { font: .8125rem/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; }
pre { background: var(--panel); padding: 1rem; border-radius: .375rem; overflow-x: auto; margin: .5rem 0; }
summary { cursor: pointer; padding: .375rem 0; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }`

const opening = `
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem 2rem; margin: 0; font-size: .875rem; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; }
main > #protocol { margin-top: 2rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
main > #trust { margin-top: 2rem; }
.chip { display: inline-block; font: 600 .8125rem/1.4 -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', system-ui, sans-serif;
  padding: .0625rem .5rem; border: 1.5px solid; border-radius: 1rem; white-space: nowrap; vertical-align: .1em; }
.chip.supported { color: var(--supported); }
.chip.caution { color: var(--caution); }
.chip.refuse { color: var(--refuse); }
.stamp { text-decoration: none; }
.unqualified { color: var(--refuse); font-weight: 600; }
.verdicts { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); align-items: start; }
.verdicts > li { background: var(--panel); border-left: .25rem solid var(--warn-line); border-radius: .25rem; padding: .875rem 1.25rem; }
.verdicts > .supported { border-left-color: var(--supported); }
.verdicts > .caution { border-left-color: var(--caution); }
.verdicts > .refuse { border-left-color: var(--refuse); }
.verdicts h3 { margin: 0; display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
.verdicts p { margin: .375rem 0; max-width: 54rem; }
.verdicts details, #trust > details { font-size: .875rem; }
.verdicts details ul, #trust > details ul { margin: .25rem 0; padding-left: 1.1rem; max-width: 54rem; }
.verdicts li li + li, #trust > details li + li { margin-top: .375rem; }
nav { margin-top: 2rem; font-size: .875rem; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; max-width: none; }
nav a { display: inline-block; padding: .25rem 0; }`

const tables = `
.table { margin: 1rem 0 1.5rem; }
/* A shade at an edge tells that the table goes on there; the covers move with the table and hide it at its end. */
.scroll { overflow-x: auto; background:
  linear-gradient(to left, var(--ground) 1.5rem, transparent) right / 3rem 100% no-repeat local,
  linear-gradient(to left, var(--shade), transparent) right / .75rem 100% no-repeat scroll; }
table { border-collapse: collapse; font-size: .875rem; line-height: 1.4; min-width: min(100%, 26rem); }
caption { text-align: left; color: var(--quiet); padding-bottom: .5rem; }
caption > span { display: block; position: sticky; left: 0; max-width: min(44rem, 100vw - 3rem); }
th, td { padding: .4375rem .625rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { font-weight: 500; color: var(--quiet); vertical-align: bottom; line-height: 1.25; border-bottom-color: var(--quiet); min-width: 4.75rem; }
tbody th { font-weight: 600; }
th:first-child { position: sticky; left: 0; z-index: 1; background: var(--ground); padding-left: 0; min-width: 7rem; max-width: 15rem; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
thead .number { white-space: normal; }
td small { display: block; color: var(--quiet); font-size: .75rem; }
td sup, .reasons sup { font-size: .6875rem; line-height: 0; margin-left: .1em; }
.reasons { margin: .5rem 0 0; }
.against { color: var(--quiet); font-weight: 400; }
.group th { padding-top: 1.25rem; font-weight: 400; position: static; max-width: none; }
.group th > div { position: sticky; left: 0; max-width: min(44rem, 100vw - 3rem); }`

const pictures = `
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 2.5rem 3rem; margin-top: 1.5rem; }
figure { margin: 0; max-width: 30rem; display: flex; flex-direction: column; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
figcaption { font-size: .875rem; color: var(--quiet); margin-top: .5rem; }
figcaption b { color: var(--ink); }
.swatch { display: inline-block; width: .75em; height: .75em; border: 1.5px solid var(--ink); }
.swatch.filled { background: var(--quiet); border-color: var(--quiet); }`

const visits = `
.visits { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 2.5rem; align-items: start; }
article { border-top: 2px solid var(--ink); padding-top: .75rem; font-size: .875rem; line-height: 1.45; min-width: 0; }
article h3 { margin: 0; }
article p { margin: .25rem 0; }
.summary, .answer, .decided span { color: var(--quiet); }
.persona { white-space: pre-line; }
article h4 { font-size: .875rem; font-weight: 500; color: var(--quiet); margin: 1.25rem 0 .25rem; }
article ol { list-style: none; margin: 0; padding: 0; }
article li { padding: .375rem 0 .375rem .75rem; border-left: 2px solid var(--line); }
article li.watched { border-left-color: var(--series-1); }
.watched .title { font-weight: 600; }
.answer { display: block; font-variant-numeric: tabular-nums; }
article q { display: block; font-style: italic; }
.by { color: var(--quiet); font-size: .75rem; font-style: normal; }
.by::before { content: '— '; }
.by.unqualified { color: var(--refuse); font-weight: 400; }
.why { display: block; min-width: 16rem; }
.decided { padding-left: .875rem; }
.thought { padding-left: .875rem; }
.failed { color: var(--ink); border-left: 2px solid var(--warn-line); padding-left: .75rem; }
article footer { margin-top: 1.25rem; padding: .75rem .875rem; background: var(--panel); border-radius: .25rem; }`

/** The style sheet as text; nothing in it comes from data. */
export const style = `
:root { color-scheme: light dark; ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
${page}${opening}${tables}${pictures}${visits}
@media (max-width: 40rem) {
  body { padding: 1.5rem 1rem 3rem; }
  main > section { margin-top: 2.75rem; }
  .verdicts > li { padding: .75rem .875rem; }
  .facts { grid-template-columns: 1fr; gap: .625rem; }
  th:first-child { max-width: 9.5rem; }
  .scroll { margin-right: -1rem; padding-right: 1rem; }
}
@media print { .scroll { overflow: visible; } section { break-inside: avoid-page; } }
`
