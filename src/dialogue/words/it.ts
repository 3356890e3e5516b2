import { tableOf } from './table.ts'

export const italian = tableOf({
  language: 'it',
  numbers: 'un uno una: 1, due: 2, tre: 3, quattro: 4, cinque: 5, sei: 6, sette: 7, otto: 8, nove: 9, dieci: 10',
  labels: {
    yes: 'Sì',
    no: 'No',
    skip: "Non ce l'ho",
    none: "Qualcos'altro",
    person: 'Parlare con una persona',
    assistant: 'Continuare con l’assistente',
  },
  fillers: `hm, hmm, eh, ehm, ah, oh, beh, be, allora, dunque, aspetta, aspetti, un attimo, un momento, un secondo, in realtà, veramente, scusa, scusi, mi scusi, per favore, per piacere, grazie, ciao, penso, credo,
    penso che, credo che, direi, cioè, guarda, guardi, senta, poi`,
  yes: `s, sì, si, sì grazie, sì certo, certo, certamente, sicuro, sicuramente, naturalmente, ovviamente, ok, okay, va bene, d'accordo, bene, benissimo, perfetto, ottimo, esatto, esattamente, giusto, corretto, è giusto,
    è corretto, proprio così, fallo, lo faccia, faccia pure, fai pure, procedi, proceda, vai, vada, avanti, continua, continui, confermo, confermato, conferma, accetto, perché no, volentieri, nessun problema, senz'altro`,
  soft: "ok, okay, va bene, bene, benissimo, perfetto, ottimo, d'accordo, certo",
  finalNo: 'no',
  elides: true,
  no: `n, no, no grazie, nah, non ora, non adesso, non ancora, non proprio, non serve, non è necessario, per niente, affatto, mai, assolutamente no, meglio di no, meglio no, sbagliato, non è giusto, non è corretto, è sbagliato,
    non credo, non penso, credo di no, penso di no, non voglio, non lo voglio, nessuno dei due, neanche, lascia stare`,
  harmlessNo: "nessun problema, non c'è problema, figurati, si figuri, non importa",
  but: 'ma, però, tranne, eccetto, tuttavia, aspetta, aspetti, invece, piuttosto, ferma, fermi, solo se, a meno che',
  conditional: 'se è, se non, se mi, se costa, a patto che, a condizione che, purché, a meno che, dipende',
  courteousIf: `se può, se puoi, se possibile, se è possibile, se non le dispiace, se non ti dispiace, se vuole, se vuoi`,
  pleads: 'per favore, per piacere, per cortesia, la prego, ti prego',
  beginning: `aggiungere, aggiungi, aggiunga, ordinare, ordina, prenotare, prenota, iniziare, prolungare, prolunga,
    attivare, attiva, attivi, ripristinare, inviare, invia, spedire, comprare, tenere, pagare`,
  ending: `annullare, annulla, annulli, annullamento, cancellare, cancella, cancelli, togliere, togli, tolga,
    rimuovere, rimuovi, rimuova, eliminare, elimina, disdire, disdici, disdica, terminare, disattivare,
    disattiva, fermare`,
  negates: 'non, senza, mai, nessun, nessuno, nessuna, né, perso, persa, buttato, buttata',
  catchAll: `altro, altra, altri, un altro motivo, altro motivo, un'altra ragione, altra ragione, qualcos'altro, altra
    cosa, diverso`,
  lacks: `non ho, non ce l'ho, mai avuto, non ho mai avuto, non ho più, non trovo, non lo trovo, non riesco a trovare,
    non posso accedere, non ho accesso, non so, non lo so, non ricordo, non mi ricordo, ho dimenticato, ho perso`,
  keeps:
    'lascia, lasci, lascialo, lo lasci, lascia stare, lasci stare, lascia così, lo tengo, la tengo, voglio tenerlo, voglio tenerla, non cambiare niente, non cambi niente, stop, fermo, basta, ho cambiato idea',
  closing: `è tutto, questo è tutto, basta così, niente, nient'altro, niente altro, nulla, nulla altro, niente di più, tutto a posto, tutto bene, a posto, a posto così, fatto, finito, ho finito, nessun'altra domanda, nessuna domanda,
    arrivederci, ciao, ciao ciao, a presto, buona giornata, buona serata, buonanotte, per ora no, per ora niente, per il momento no`,
  courtesy:
    'grazie, grazie mille, molte grazie, tante grazie, gentilissimo, gentilissima, ok, okay, va bene, perfetto, ottimo, bene, sì, altrettanto, anche a lei, anche a te, ancora, di nuovo',
  farewell: 'arrivederci, ciao, a presto, buona giornata, buona serata, buonanotte, addio',
  openings:
    'scusa, scusi, mi scusi, ops, aspetta, aspetti, in realtà, anzi, oh, ah, volevo dire, intendevo, intendo, voglio dire, piuttosto, è',
  corrects:
    'in realtà, anzi, volevo dire, intendevo, intendo, voglio dire, invece, piuttosto, bensì, correzione, errore, ho sbagliato, mi sono sbagliato, mi sono sbagliata, cambiare, cambia, cambi, non il, non la, non lo, non i',
  not: 'non, no',
  rather: 'ma, bensì, piuttosto, intendo, intendevo, volevo dire, è',
  choosesNothing: `il, lo, la, i, gli, le, l, un, una, uno, di, del, della, dello, questo, questa, questi, queste, quello, quella, quelli, quelle, e, o, per favore, grazie, io, mi, mio, mia, miei, mie, voglio, vorrei, preferisco, scelgo,
    prendo, con, per, in, su, a, al, che, è, sono, opzione, numero, sì, si, ok, credo, penso, forse, allora, bene, non, no`,
  ordinals: `primo prima 1o 1a: 0, secondo seconda 2o 2a: 1, terzo terza 3o 3a: 2, quarto quarta: 3, quinto quinta: 4, sesto sesta: 5, settimo settima: 6, ottavo ottava: 7, ultimo ultima: -1`,
  ofTwo: 'altro altra: 1',
  other: 'altro, altra',
  all: 'entrambi, entrambe, tutti e due, tutte e due, tutti, tutte, tutto, ognuno, ognuna, ciascuno',
  none: "nessuno, nessuna, nessuno di questi, nessuna di queste, nessuno dei due, nessuna delle due, né l'uno né l'altro, niente di tutto ciò, qualcos'altro, altro, non c'è, non è nella lista, non è in elenco",
  question:
    "chi, che, cosa, che cosa, quando, dove, perché, quale, quali, come, quanto, quanta, quanti, quante, è, sono, posso, può, possono, potrei, c'è, ci sono, avete, ha, dov'è, qual",
  polite: 'per favore, per piacere, ancora, di nuovo, ora, adesso, allora, già, ma, subito, dai',
  skip: `non so, non lo so, boh, non saprei, nessuna idea, non ne ho idea, non ce l'ho, non l'ho, non ho, non ho questo, salta, saltare, passo, non sono sicuro, non sono sicura, non ricordo, non mi ricordo, non me lo ricordo,
    ho dimenticato, l'ho dimenticato, non lo trovo, non la trovo, non riesco a trovarlo, dove lo trovo, dove la trovo, dove si trova`,
  cancel:
    'lascia perdere, lasci perdere, lascia stare, lasci stare, dimentica, dimenticalo, non importa, fa niente, annulla, annullare, annulli, stop, ferma, fermati, si fermi, basta',
  repeat:
    "ripetere, ripeti, ripeta, può ripetere, puoi ripetere, come, come scusi, come scusa, prego, cosa, ancora una volta, un'altra volta, cosa ha detto, cosa hai detto",
  explain:
    'perché, come mai, a che serve, a cosa serve, perché lo chiedi, perché lo chiede, perché me lo chiede, perché me lo chiedi, perché ti serve, perché le serve, per cosa ti serve, a cosa le serve',
  undo: "annulla questo, annullalo, lo annulli, ripristina, torna indietro, torni indietro, rimetti com'era, rimetta com'era, disfare, disfa",
  hurry: `veloce, più veloce, sbrigati, si sbrighi, sbrighiamoci, muoviti, dai, forza, ci vuole troppo, ci vuole una vita, è troppo lungo, non ho tempo, non ho tutto il giorno, ho fretta, sono di fretta, troppe domande,
    quante domande, basta domande, fallo e basta, lo faccia e basta, quanto manca, quanto ci vuole, troppo lento, che lentezza`,
  hurryBeside: 'sbrigati, si sbrighi, ho fretta, sono di fretta, non ho tempo, fallo e basta, basta domande',
})
