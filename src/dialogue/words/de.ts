import { tableOf } from './table.ts'

export const german = tableOf({
  language: 'de',
  numbers:
    'eins ein eine einen: 1, zwei: 2, drei: 3, vier: 4, fünf: 5, sechs: 6, sieben: 7, acht: 8, neun: 9, zehn: 10',
  labels: {
    yes: 'Ja',
    no: 'Nein',
    skip: 'Habe ich nicht',
    none: 'Etwas anderes',
    person: 'Mit einem Menschen sprechen',
    assistant: 'Mit dem Assistenten weitermachen',
  },
  fillers: `hm, hmm, äh, ähm, öh, ach, ah, oh, also, na, naja, na ja, tja, moment, warte, warten sie, einen moment, sekunde, eigentlich,
    entschuldigung, sorry, bitte, danke, hallo, ehrlich gesagt, ich denke, ich glaube, ich meine, ich würde sagen, sagen wir, weißt du was,
    wissen sie was, und, dann, nun, so`,
  yes: `j, ja, jo, jep, jup, jawohl, jaja, ja klar, ja bitte, ja gerne, klar, klaro, sicher, sicherlich, gewiss, natürlich, selbstverständlich, ok, okay, okey, in ordnung,
    einverstanden, gerne, gern, genau, richtig, stimmt, korrekt, das stimmt, das ist richtig, das passt, passt, passt so, gut, sehr gut, alles klar, perfekt, prima, super, toll,
    mach das, machen sie das, mach es, machen sie es, machen wir, tu das, tun sie das, bitte machen, los, leg los, nur zu, unbedingt, auf jeden fall, definitiv, absolut,
    von mir aus, meinetwegen, warum nicht, bestätige, bestätigt, ich bestätige, ich stimme zu, weiter, fortfahren, kein problem, keine einwände, doch`,
  soft: 'ok, okay, okey, gut, alles klar, prima, super, toll, richtig, genau, perfekt, stimmt',
  finalNo: 'nein, nee, nö',
  no: `n, ne, nee, nö, nein, nein danke, doch nicht, doch lieber nicht, nicht jetzt, nicht wirklich, nicht nötig, noch nicht, niemals, nie, auf keinen fall, keinesfalls, keineswegs, lieber nicht, besser nicht,
    bloß nicht, falsch, stimmt nicht, das stimmt nicht, das ist falsch, nicht richtig, ich glaube nicht, ich denke nicht, eher nicht, bitte nicht, möchte ich nicht,
    ich möchte nicht, ich will nicht, will ich nicht, kein interesse, brauche ich nicht, weder noch`,
  harmlessNo: 'kein problem, keine sorge, keine einwände, nichts dagegen, kein stress',
  but: 'aber, außer, jedoch, doch nicht, doch lieber, warte, stattdessen, stopp, stop, es sei denn, nur wenn, nicht, lieber',
  conditional: 'wenn, falls, sofern, vorausgesetzt, unter der bedingung, es sei denn, kommt darauf an, kommt drauf an',
  courteousIf: `wenn sie können, wenn du kannst, wenn möglich, falls möglich, wenn es geht, wenn es ihnen nichts ausmacht,
    wenn sie so nett wären, wenn ich bitten darf, wenn es sein muss`,
  pleads: 'bitte, bitte sehr, ja bitte, bitte doch, ich bitte darum',
  beginning: `hinzufügen, hinzu, fügen, füge, hinzubuchen, anfangen, starten, starte, bestellen, bestelle, bestellt,
    buchen, buche, verlängern, verlängere, aktivieren, aktiviere, einschalten, wiederherstellen, senden,
    schicken, schicke, kaufen, behalten, bezahlen`,
  ending: `stornieren, storniere, storno, stornierung, kündigen, kündige, kündigung, entfernen, entferne, löschen,
    lösche, beenden, beende, abbestellen, abschalten, deaktivieren, rückgängig, wegnehmen, stoppen, stoppe, weg
    damit`,
  negates: 'nicht, kein, keine, keinen, keiner, keines, keinem, ohne, nie, niemals, verloren, weggeworfen, weder',
  catchAll: `anderer grund, ein anderer grund, einen anderen grund, anderes, etwas anderes, was anderes, sonstiges,
    sonstige, andere, anderer, andere gründe`,
  lacks: `hatte nie, habe keine, habe keinen, habe kein, hab keine, hab keinen, hab kein, habe die nicht, habe den
    nicht, habe das nicht, nicht mehr da, nicht zur hand, finde nicht, kann nicht finden, kann ich nicht finden,
    weiß ich nicht, weiß nicht, erinnere mich nicht, komme nicht an, komme ich nicht, komme gerade nicht, keinen
    zugriff, verloren, vergessen`,
  keeps: `lass es, lassen sie es, lass das, lassen sie das, lass mal, lassen wir das, lassen wir es, ich behalte es, ich behalte ihn, ich behalte sie, behalten, ich will es behalten,
    ich möchte es behalten, so lassen, lass es so, stopp, stop, halt, ich habe es mir anders überlegt, hab es mir anders überlegt, doch nicht`,
  closing: `das ist alles, das war alles, das wars, das war's, das wär's, das wäre alles, nichts, nichts weiter, nichts mehr, sonst nichts, nein nichts, mehr nicht, alles gut, alles erledigt,
    erledigt, fertig, keine fragen, keine fragen mehr, keine weiteren fragen, tschüss, tschüs, ciao, auf wiedersehen, wiedersehen, bis dann, bis bald, schönen tag, schönen tag noch,
    schönen abend, schönen abend noch, gute nacht, im moment nicht, gerade nicht, passt schon, ich bin fertig, hat sich erledigt`,
  courtesy:
    'danke, vielen dank, danke schön, dankeschön, danke sehr, besten dank, herzlichen dank, super, toll, prima, ok, okay, gut, perfekt, ja, ebenfalls, ihnen auch, dir auch, nochmals, nochmal',
  farewell:
    'tschüss, tschüs, ciao, auf wiedersehen, wiedersehen, bis dann, bis bald, schönen tag, schönen abend, gute nacht',
  openings:
    'entschuldigung, sorry, ups, moment, warte, eigentlich, ach, oh, ich meinte, ich meine, nein ich meinte, vielmehr, ich wollte sagen, es ist',
  corrects:
    'eigentlich, ich meinte, ich meine, stattdessen, sondern, vielmehr, lieber, korrektur, falsch, fehler, tippfehler, doch nicht, ändern, ändere, nicht die, nicht der, nicht das, nicht den',
  not: 'nicht, kein, keine, keinen',
  rather: 'sondern, vielmehr, ich meine, ich meinte, es ist, doch',
  choosesNothing: `der, die, das, den, dem, des, ein, eine, einen, einer, eins, diese, dieser, dieses, diesen, jene, jener, und, oder, bitte, danke, ich, mir, mich, mein, meine, meinen, wir, uns,
    nehme, nehmen, will, möchte, hätte, gern, gerne, wähle, wählen, mit, von, für, in, im, auf, am, zu, zum, zur, ist, sind, war, es, nur, option, nummer, ja, ok, okay, glaube, denke, vielleicht, also, dann, nicht, nein`,
  ordinals: `erste erster erstes ersten: 0, zweite zweiter zweites zweiten: 1, dritte dritter drittes dritten: 2, vierte vierter viertes vierten: 3, fünfte fünfter fünftes fünften: 4,
    sechste sechster sechstes sechsten: 5, siebte siebter siebtes siebten: 6, achte achter achtes achten: 7, letzte letzter letztes letzten: -1`,
  ofTwo:
    'erstere ersterer ersteres ersteren: 0, letztere letzterer letzteres letzteren andere anderer anderes anderen: 1',
  other: 'andere, anderer, anderes, anderen',
  all: 'beide, beides, alle, alles, alle beide, alle davon, jede, jedes, jeden',
  none: `keins, keines, keine, keiner, keinen, keins davon, keines davon, keine davon, keiner davon, keins von beiden, keine von beiden, keiner von beiden, weder noch, nichts davon,
    etwas anderes, was anderes, ist nicht dabei, nicht dabei, steht nicht da`,
  question:
    'wer, was, wann, wo, warum, wieso, weshalb, welche, welcher, welches, welchen, wessen, wie, wieviel, woher, wohin, ist, sind, war, waren, kann, könnte, können, könnten, darf, dürfen, soll, muss, hat, haben, habt, gibt es, wird, werden, geht, macht',
  polite:
    'können sie, kannst du, könnten sie, würden sie, bitte, nochmal, noch mal, noch einmal, jetzt, doch, mal, einfach, endlich, dann, es, das, mir, leider, aber',
  skip: `weiß nicht, weiß ich nicht, ich weiß nicht, ich weiß es nicht, weiß es nicht, keine ahnung, keinen plan, ka, habe ich nicht, hab ich nicht, ich habe sie nicht, ich habe ihn nicht,
    ich habe das nicht, ich hab das nicht, hab ich nicht da, habe ich gerade nicht, kenne ich nicht, überspringen, überspringe, auslassen, nicht sicher, bin mir nicht sicher, bin nicht sicher,
    ich bin nicht sicher, ich bin mir nicht sicher, vergessen, habe ich vergessen, hab ich vergessen, finde ich nicht, ich finde sie nicht, kann ich nicht finden, ich kann sie nicht finden,
    wo finde ich das, wo finde ich die, wo steht das, wo steht die`,
  cancel: `vergiss es, vergessen sie es, egal, schon gut, abbrechen, abbruch, stopp, stop, halt, hör auf, hören sie auf, lass es, lassen sie es, lass gut sein, lassen wir das, hat sich erledigt`,
  repeat:
    'wiederholen, wiederhole das, wiederholen sie das, können sie das wiederholen, kannst du das wiederholen, wie bitte, was, nochmal, noch einmal, sag das nochmal, was haben sie gesagt, was hast du gesagt',
  explain: `warum, wieso, weshalb, wozu, wofür, warum fragen sie, warum fragst du, warum wollen sie das wissen, warum willst du das wissen, wozu brauchen sie das, wozu brauchst du das,
    wofür brauchen sie das, wofür brauchst du das, warum brauchen sie das, wozu ist das gut, muss das sein`,
  undo: 'rückgängig, rückgängig machen, mach das rückgängig, machen sie das rückgängig, mach es rückgängig, nimm das zurück, nehmen sie das zurück, zurücknehmen, widerrufen',
  hurry: `schneller, schnell, beeil dich, beeilen sie sich, beeilung, mach schon, mach hin, machen sie schon, los jetzt, komm schon, das dauert ewig, dauert ewig, das dauert zu lange, dauert zu lange,
    das dauert, wie lange dauert das noch, wie lange noch, ich habe keine zeit, keine zeit, ich hab keine zeit, ich habe es eilig, ich hab es eilig, zu viele fragen, so viele fragen, genug gefragt,
    keine fragen mehr, mach es einfach, machen sie es einfach, mach einfach, zu langsam, so langsam`,
  hurryBeside:
    'beeil dich, beeilen sie sich, ich habe es eilig, ich hab es eilig, ich habe keine zeit, mach es einfach, machen sie es einfach, mach schon',
})
