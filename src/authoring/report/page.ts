/** Style and behaviour of the page: all of it is in the file, nothing is fetched. */
export const style = `
:root{color-scheme:light dark;--ground:#fff;--raised:#f6f7f9;--line:#d9dde3;--text:#1b1f26;--soft:#545c69;--right:#2f6fb5;--wrong:#c2571a;--link:#1d5fa8}
@media (prefers-color-scheme:dark){:root{--ground:#14171c;--raised:#1d2128;--line:#363c47;--text:#e8eaee;--soft:#a7afbc;--right:#6fa8e8;--wrong:#f0914f;--link:#8ab8f0}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:72rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.2rem;margin:2.5rem 0 .5rem}
p{margin:.25rem 0 .75rem;max-width:48rem}
.soft{color:var(--soft)}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.75rem;margin:1.25rem 0;padding:0}
@media (min-width:60rem){.figures{grid-template-columns:repeat(4,1fr)}}
.figures div{background:var(--raised);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .75rem}
.figures dt{color:var(--soft);font-size:.85rem}
.figures dd{margin:0;font-size:1.45rem;font-variant-numeric:tabular-nums;line-height:1.3}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1.5rem}
figure{margin:0;min-width:0}
figcaption{font-weight:600;margin-bottom:.25rem}
svg{width:100%;height:auto;display:block}
svg text{fill:var(--soft);font-size:12px}
svg .count{font-size:9px}
svg .label{fill:var(--text)}
.grid{stroke:var(--line)}
.diagonal{stroke:var(--soft);stroke-dasharray:4 4}
.right{fill:var(--right)}.wrong{fill:var(--wrong)}
.point{fill:var(--right);fill-opacity:.85}.gap{stroke:var(--wrong);stroke-width:2}
.curve{fill:none;stroke:var(--right);stroke-width:2.5}
.key{display:inline-block;width:.75em;height:.75em;border-radius:.15em;margin:0 .3em 0 .8em}
.key.right{background:var(--right)}.key.wrong{background:var(--wrong)}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.5rem}
.scroll:focus-visible,button:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:.5rem .75rem;color:var(--soft);font-size:.9rem}
th,td{padding:.35rem .75rem;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
thead th{border-top:0;background:var(--raised);white-space:nowrap}
.number{text-align:right;white-space:nowrap}
tbody th{font-weight:400}
.name{min-width:8rem;overflow-wrap:break-word}
.texts{min-width:18rem}
th button{all:unset;cursor:pointer;font-weight:600}
th button::after{content:" \\2195";color:var(--soft)}
th[aria-sort=ascending] button::after{content:" \\2191";color:var(--text)}
th[aria-sort=descending] button::after{content:" \\2193";color:var(--text)}
ul{margin:0;padding-left:1.1rem}
details{border-top:1px solid var(--line);padding:.5rem 0}
details:last-of-type{border-bottom:1px solid var(--line)}
summary{cursor:pointer;overflow-wrap:anywhere}
.to{color:var(--soft)}
q{quotes:"\\201c" "\\201d"}
.like{margin:.4rem 0 .2rem 1.1rem;overflow-wrap:anywhere}
@media print{main{max-width:none;padding:0}.scroll{overflow:visible;border:0}section,tr,details,figure{break-inside:avoid}section.long{break-inside:auto}th button::after{content:""}}
`

/** Sorts a table by the column whose button is pressed; opens what is folded before printing. */
export const script = `
for (const table of document.querySelectorAll('table[data-sortable]')) {
  table.tHead.addEventListener('click', (event) => {
    const button = event.target.closest('button')
    if (!button) return
    const header = button.closest('th')
    const column = [...header.parentNode.children].indexOf(header)
    const isDescending = header.getAttribute('aria-sort') === 'ascending'
    for (const other of header.parentNode.children) other.removeAttribute('aria-sort')
    header.setAttribute('aria-sort', isDescending ? 'descending' : 'ascending')
    const value = (row) => row.children[column].dataset.value ?? row.children[column].textContent
    const rows = [...table.tBodies[0].rows].sort((a, b) => {
      const [one, other] = [value(a), value(b)]
      const order = one !== '' && other !== '' && !Number.isNaN(+one) && !Number.isNaN(+other) ? one - other : one.localeCompare(other)
      return isDescending ? -order : order
    })
    table.tBodies[0].append(...rows)
  })
}
addEventListener('beforeprint', () => { for (const one of document.querySelectorAll('details')) one.open = true })
`
