/**
 * Groups of letters that English writers take for each other, with what it costs (a wrong letter costs about 1), either way round. Written
 * by hand from how English is spelt: same sounds, silent letters, endings that sound alike, foreign beginnings.
 */
const table = `
f ph .4; k ch .6; k ck .4; c ck .4; c ch .7; sh ch .6; sh ti .6; sh ci .6; sh ss .6; x cs .5; x ks .5; x cc .6; cs cc .4; xc x .4; xs x .4;
exc ex .4; eks ex .5; acc ac .2; s sc .35; c sc .45; ss sc .4; s ps .6; s ts .7; z s .4; qu kw .5; qu cu .6; kw cu .6; k qu .6; ck qu .6;
q qu .3; g j .5; j dg .5; g dg .4; j dge .5; ge dge .3; gu g .4; th t .6; th f .8; th v .9; ff gh .5; f gh .6; f ugh .6;
n kn .5; n gn .5; r wr .5; r rh .4; m mb .5; m mn .5; t bt .6; w wh .4; h wh .6; ed t .7; ed d .5;
ie ei .3; ea ee .3; ie y .4; ey y .4; ee y .5; ie ee .4; ei ee .4; i igh .5; ie igh .5; y igh .6; i eigh .7; a eigh .6; ay ei .5; ai ei .4;
ay ai .4; ai ia .4; o ough .7; u ough .8; au ough .6; or our .3; ou ow .4; au aw .4; oo ou .5; oo u .5; u ew .5; ue ew .5; oo ew .6; oa o .4;
er re .3; er or .4; er ar .4; er ure .6; el le .3; al le .5; il le .5; ol le .5; cher ture .5; tur ture .3; tue ture .5;
shun tion .5; shon tion .5; sion tion .3; cion tion .4; tian tion .4; tien tion .4; cian tion .5; sion cion .4; cian sian .3;
ance ence .25; ant ent .25; able ible .25; ably ibly .25; ally ly .4; aly ally .3; ely ly .3; ily ly .5; ery ary .3; ery ory .4;
ous us .4; ious ous .4; eous ous .4; eous ious .3; cious tious .3; scious cious .3; full ful .2; ful fil .5; ise ize .15; yse yze .15;
eive ieve .25; cede ceed .3; sede cede .3; per pre .4; pro per .5; de di .3; dis des .3; in en .4; un in .5; for fore .4;
ing eing .3; ies ys .3; ies yes .4; ied yed .3
`

interface Rule {
  written: string
  meant: string
  cost: number
}

/** Rules by the last letters of both sides: those that may end at a place of the table. */
const byEnds: ReadonlyMap<number, readonly Rule[]> = (() => {
  const found = new Map<number, Rule[]>()
  const add = (rule: Rule) => {
    const key = endsKey(rule.written.charCodeAt(rule.written.length - 1), rule.meant.charCodeAt(rule.meant.length - 1))
    found.set(key, [...(found.get(key) ?? []), rule])
  }
  for (const entry of table.split(';')) {
    const [one = '', other = '', cost] = entry.trim().split(/\s+/)
    add({ written: one, meant: other, cost: Number(cost) })
    add({ written: other, meant: one, cost: Number(cost) })
  }
  return found
})()

function endsKey(written: number, meant: number): number {
  return written * 128 + meant
}

/** The rules that end with these letters (as UTF-16 units). */
export const rulesEnding = (written: number, meant: number): readonly Rule[] | undefined =>
  written < 128 && meant < 128 ? byEnds.get(endsKey(written, meant)) : undefined
