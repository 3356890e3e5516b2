import { tableOf } from './table.ts'

export const dutch = tableOf({
  language: 'nl',
  numbers: 'een: 1, twee: 2, drie: 3, vier: 4, vijf: 5, zes: 6, zeven: 7, acht: 8, negen: 9, tien: 10',
  labels: {
    yes: 'Ja',
    no: 'Nee',
    skip: 'Heb ik niet',
    none: 'Iets anders',
    person: 'Met een mens praten',
    assistant: 'Verder met de assistent',
  },
  fillers: `hm, hmm, eh, ehm, uh, ach, ah, oh, nou, nou ja, tja, dus, wacht, wacht even, momentje, een moment, een seconde, eigenlijk, sorry, pardon, alstublieft, alsjeblieft, aub, dank je, bedankt, hallo, hoi, ik denk,
    ik denk dat, ik bedoel, ik zeg, eerlijk gezegd, weet je wat, en, dan`,
  yes: `j, ja, jaa, jazeker, jawel, ja hoor, ja graag, ja klopt, zeker, zeker weten, natuurlijk, uiteraard, ok, oke, oké, okay, is goed, prima, goed, heel goed, akkoord, afgesproken, graag, precies, juist, klopt, dat klopt, dat is juist,
    dat is goed, perfect, top, super, doe maar, doe het, doe dat, ga je gang, ga door, ga maar, verder, toe maar, bevestig, bevestigd, ik bevestig, mee eens, waarom niet, vooruit, geen probleem, inderdaad, absoluut`,
  soft: 'ok, oke, oké, okay, goed, prima, is goed, top, super, perfect, klopt',
  finalNo: 'nee, neen',
  no: `n, nee, neen, neuh, nope, nee dank je, nee bedankt, niet nu, nu niet, nog niet, niet echt, niet nodig, hoeft niet, dat hoeft niet, nooit, zeker niet, absoluut niet, liever niet, beter niet, fout, verkeerd, onjuist,
    klopt niet, dat klopt niet, dat is niet goed, dat is fout, ik denk het niet, ik denk van niet, wil ik niet, ik wil het niet, ik wil niet, geen van beide, doe maar niet, doe het niet, geen interesse`,
  harmlessNo: 'geen probleem, geen zorgen, geen bezwaar',
  but: 'ja maar, oke maar, goed maar, prima maar, behalve, echter, wacht, in plaats daarvan, liever, stop, niet, alleen als, tenzij, toch niet',
  conditional: 'als, indien, mits, op voorwaarde, tenzij, hangt ervan af, ligt eraan',
  courteousIf: `als het kan, als je kunt, als u kunt, als u wilt, als je wilt, indien mogelijk, als het mogelijk is, als u
    het niet erg vindt`,
  pleads: 'alstublieft, alsjeblieft, aub, graag, heel graag',
  beginning: `toevoegen, voeg, toe te voegen, bestellen, bestel, boeken, boek, beginnen, verlengen, verleng, activeren,
    activeer, inschakelen, herstellen, sturen, stuur, verzenden, kopen, houden, betalen`,
  ending: `annuleren, annuleer, annulering, opzeggen, zeg op, verwijderen, verwijder, weghalen, haal weg, schrappen,
    schrap, beëindigen, beëindig, stoppen, uitzetten, uitschakelen, deactiveren, wissen`,
  negates: 'niet, geen, zonder, nooit, noch, kwijt, weggegooid',
  catchAll: 'anders, andere, ander, andere reden, een andere reden, iets anders, wat anders, overig, overige',
  lacks: `heb ik niet, heb geen, nooit gehad, heb nooit, heb niet meer, vind ik niet, kan ik niet vinden, kan het niet
    vinden, kan hem niet vinden, kan niet bij, geen toegang, weet ik niet, weet het niet, herinner me niet,
    vergeten, verloren, kwijt`,
  keeps:
    'laat maar, laat het, laat dat, laat het zo, ik hou het, ik houd het, ik hou hem, ik wil het houden, ik wil hem houden, verander niets, stop, ik heb me bedacht, ik ben van gedachten veranderd, toch niet',
  closing: `dat is alles, dat was alles, dat was het, dat is het, niets, niks, niets meer, niks meer, verder niets, verder niks, niets anders, alles goed, alles in orde, klaar, ik ben klaar, geen vragen, geen vragen meer, geen verdere vragen,
    doei, dag, tot ziens, tot later, fijne dag, prettige dag, fijne avond, welterusten, nu even niet, voor nu niet, het is goed zo`,
  courtesy:
    'dank je, dank je wel, dankjewel, dank u, dank u wel, bedankt, hartelijk dank, heel erg bedankt, top, super, prima, ok, oke, oké, goed, ja, insgelijks, jij ook, u ook, nogmaals',
  farewell: 'doei, tot ziens, tot later, tot snel, fijne dag, fijne avond, goedenacht',
  openings:
    'sorry, pardon, oeps, wacht, eigenlijk, oh, ach, ik bedoel, ik bedoelde, ik wilde zeggen, of liever, het is',
  corrects:
    'eigenlijk, ik bedoel, ik bedoelde, in plaats daarvan, liever, correctie, fout, foutje, tikfout, vergissing, ik vergiste me, wijzig, wijzigen, verander, veranderen, niet de, niet het, niet die',
  not: 'niet, geen',
  rather: 'maar, ik bedoel, ik bedoelde, het is, liever',
  choosesNothing: `de, het, een, die, dat, deze, dit, en, of, alstublieft, alsjeblieft, aub, dank, bedankt, ik, mij, me, mijn, wij, we, ons, neem, nemen, wil, wou, graag, liever, kies, kiezen, met, voor, van, in, op, aan, te, is, zijn, was,
    optie, nummer, ja, ok, oke, denk, misschien, dan, dus, maar, niet, nee`,
  ordinals: `eerste 1e 1ste: 0, tweede 2e 2de: 1, derde 3e 3de: 2, vierde 4e 4de: 3, vijfde 5e 5de: 4, zesde 6e 6de: 5, zevende 7e 7de: 6, achtste 8e 8ste: 7, laatste: -1`,
  ofTwo: 'eerstgenoemde: 0, laatstgenoemde andere: 1',
  other: 'andere, ander',
  all: 'beide, beiden, allebei, alle, allemaal, alles, alle twee, elk, elke',
  none: 'geen, geen van beide, geen van die, geen van deze, geen van allen, geen enkele, niets daarvan, iets anders, staat er niet bij, zit er niet bij',
  question:
    'wie, wat, wanneer, waar, waarom, welke, welk, hoe, hoeveel, waarvoor, is, zijn, was, waren, kan, kunt, kunnen, kun, mag, moet, heeft, hebben, heb, zal, wordt, gaat, doet',
  polite:
    'alstublieft, graag, alsjeblieft, aub, nog eens, nog een keer, nu, even, gewoon, eindelijk, dan, maar, eens, toch',
  skip: `weet ik niet, ik weet het niet, ik weet niet, weet niet, geen idee, heb ik niet, ik heb het niet, ik heb die niet, ik heb dat niet, heb ik niet bij de hand, overslaan, sla over, niet zeker, ik weet het niet zeker, weet ik niet zeker,
    vergeten, ben ik vergeten, ik ben het vergeten, ik kan het niet vinden, kan ik niet vinden, ik vind het niet, waar vind ik dat, waar vind ik die, waar staat dat`,
  cancel:
    'laat maar, laat maar zitten, vergeet het, vergeet het maar, maakt niet uit, annuleren, annuleer, stop, hou op, houd op, stoppen',
  repeat:
    'herhalen, herhaal, herhaal dat, kunt u dat herhalen, kun je dat herhalen, wat zei je, wat zei u, pardon, wat, nog een keer, nog eens, zeg dat nog eens',
  explain:
    'waarom, hoezo, waarvoor, waarom vraag je dat, waarom vraagt u dat, waarom wil je dat weten, waarom wilt u dat weten, waarvoor heb je dat nodig, waarvoor heeft u dat nodig, waar is dat voor, moet dat',
  undo: 'ongedaan maken, maak dat ongedaan, maak het ongedaan, draai dat terug, draai het terug, terugdraaien, zet het terug, herroepen',
  hurry: `sneller, snel, schiet op, haast je, opschieten, kom op, dit duurt lang, dit duurt te lang, dit duurt eeuwig, duurt te lang, duurt eeuwig, het duurt te lang, ik heb geen tijd, geen tijd, ik heb haast, ik heb niet de hele dag,
    te veel vragen, zoveel vragen, genoeg vragen, doe het gewoon, doe nou, hoe lang nog, hoelang nog, te langzaam, zo langzaam, te traag`,
  hurryBeside: 'schiet op, haast je, ik heb haast, ik heb geen tijd, doe het gewoon, ik heb niet de hele dag',
})
