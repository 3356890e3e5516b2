import { tableOf } from './table.ts'

export const french = tableOf({
  language: 'fr',
  numbers: 'un une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10',
  labels: {
    yes: 'Oui',
    no: 'Non',
    skip: "Je ne l'ai pas",
    none: 'Autre chose',
    person: 'Parler à une personne',
    assistant: 'Continuer avec l’assistant',
  },
  fillers: `hm, hmm, euh, heu, ah, oh, ben, bah, bon, alors, bien, attends, attendez, une seconde, un instant, un moment, en fait, désolé, désolée, pardon, s'il vous plaît, s'il te plaît, svp, stp,
    merci, bonjour, salut, je pense, je crois, je veux dire, disons, honnêtement, et, donc, du coup, voyons`,
  yes: `o, oui, ouais, ouaip, mouais, oui merci, oui bien sûr, bien sûr, biensûr, évidemment, certainement, sûrement, ok, okay, d'accord, dac, entendu, parfait, très bien, super, génial, exact, exactement,
    c'est ça, c'est bien ça, c'est exact, c'est correct, c'est bon, correct, tout à fait, absolument, volontiers, avec plaisir, vas y, allez y, allons y, faites le, fais le, faites, fais ça, faites ça,
    je confirme, confirmé, confirmer, je suis d'accord, pourquoi pas, continuez, continue, ça marche, ça me va, pas de problème, pas de souci, ça roule`,
  soft: "ok, okay, d'accord, très bien, parfait, super, c'est bon, génial, exact",
  finalNo: 'non, nan',
  elides: true,
  no: `n, non, nan, non merci, pas maintenant, pas vraiment, pas nécessaire, pas encore, pas du tout, jamais, surtout pas, plutôt pas, mieux pas, faux, c'est faux, incorrect, ce n'est pas ça, c'est pas ça,
    ce n'est pas correct, je ne crois pas, je ne pense pas, je crois pas, je pense pas, je ne veux pas, je veux pas, ni l'un ni l'autre, aucun intérêt, sans façon, pas la peine`,
  harmlessNo: 'pas de problème, pas de souci, aucun problème, aucun souci',
  but: 'mais, sauf, cependant, attends, attendez, plutôt, par contre, arrête, arrêtez, stop, seulement si, à moins que',
  conditional: 'si, à condition, sauf si, à moins, pourvu que, ça dépend',
  courteousIf: `si vous pouvez, si tu peux, si possible, si c'est possible, si vous voulez, si tu veux, si ça ne vous
    dérange pas, s'il vous plaît, s'il te plaît`,
  pleads: "s'il vous plaît, s'il te plaît, svp, stp, je vous en prie, je veux bien",
  beginning: `ajouter, ajoutez, ajoute, commander, commandez, réserver, réservez, commencer, prolonger, prolongez,
    activer, activez, rétablir, rétablissez, envoyer, envoyez, acheter, garder, gardez, payer`,
  ending: `annuler, annulez, annule, annulation, supprimer, supprimez, supprime, enlever, enlevez, enlève, retirer,
    retirez, résilier, résiliez, arrêter, arrêtez, arrête, désactiver, désactivez, terminer`,
  negates: 'pas, ne, sans, jamais, aucun, aucune, ni, plus de, perdu, jeté',
  catchAll: `autre, autres, autre raison, une autre raison, autre motif, un autre motif, autre chose, quelque chose
    d’autre, divers`,
  lacks: `n'ai pas, n'ai jamais, j'ai pas, jamais eu, n'ai plus, ne trouve pas, trouve pas, retrouve pas, ne sais pas,
    ne connais pas, ne me souviens pas, n'ai pas accès, pas accès, plus accès, perdu, oublié`,
  keeps:
    "laisse, laissez, laisse tomber, laissez tomber, laisse le, laissez le, je le garde, je la garde, je garde, je veux le garder, je préfère garder, ne change rien, ne changez rien, stop, arrête, arrêtez, j'ai changé d'avis",
  closing: `c'est tout, ce sera tout, c'est tout merci, rien, rien d'autre, rien de plus, plus rien, tout est bon, tout va bien, c'est fini, fini, terminé, plus de questions, pas d'autre question, au revoir, aurevoir,
    bye, ciao, à bientôt, à plus, bonne journée, bonne soirée, bonne nuit, pas pour le moment, pas pour l'instant, ça ira, j'ai tout, j'ai fini`,
  courtesy:
    'merci, merci beaucoup, merci bien, mille mercis, un grand merci, super, parfait, génial, ok, okay, très bien, oui, à vous aussi, vous aussi, à toi aussi, encore',
  farewell: 'au revoir, à bientôt, a bientôt, bonne journée, bonne soirée, bonne nuit, adieu, ciao',
  openings:
    "désolé, désolée, pardon, oups, attends, attendez, en fait, enfin, oh, je voulais dire, je veux dire, plutôt, c'est",
  corrects:
    'en fait, je voulais dire, je veux dire, plutôt, à la place, au lieu, correction, erreur, faute de frappe, je me suis trompé, je me suis trompée, changer, changez, pas le, pas la, pas les',
  not: 'pas, non',
  rather: "mais, plutôt, je veux dire, je voulais dire, c'est",
  choosesNothing: `le, la, les, l, un, une, des, du, de, d, ce, cet, cette, ces, celui, celle, ceux, là, et, ou, s'il vous plaît, svp, merci, je, j, me, moi, mon, ma, mes, nous, notre, prends, prendre, veux, voudrais, aimerais,
    choisis, choisir, préfère, avec, pour, dans, en, sur, à, au, aux, est, sont, c, option, numéro, oui, ok, okay, crois, pense, peut être, alors, donc, bien, pas, non`,
  ordinals: `premier première 1er 1ère 1ere: 0, deuxième second seconde 2e 2ème: 1, troisième 3e 3ème: 2, quatrième 4e: 3, cinquième 5e: 4, sixième 6e: 5, septième 7e: 6, huitième 8e: 7, dernier dernière: -1`,
  ofTwo: 'autre: 1',
  other: 'autre',
  all: 'les deux, tous, toutes, tout, tous les deux, toutes les deux, chacun, chacune',
  none: "aucun, aucune, aucun des deux, aucune des deux, aucun de ceux là, aucune de celles là, ni l'un ni l'autre, rien de tout ça, autre chose, il n'y est pas, elle n'y est pas, pas dans la liste",
  question:
    "qui, que, quoi, quand, où, pourquoi, quel, quelle, quels, quelles, comment, combien, est-ce que, est ce que, qu'est-ce, puis-je, pouvez-vous, peut-on, peux-tu, puis je, pouvez vous, y a-t-il, avez-vous, ai-je, c'est quoi",
  polite:
    "s'il vous plaît, s'il te plaît, svp, stp, encore, encore une fois, maintenant, alors, donc, juste, déjà, enfin, mais, là",
  skip: `je ne sais pas, je sais pas, sais pas, chais pas, je n'en sais rien, aucune idée, pas d'idée, je ne l'ai pas, je l'ai pas, je n'ai pas, je n'en ai pas, je n'ai pas ça, passer, passe, passez, sauter,
    pas sûr, pas sûre, je ne suis pas sûr, je ne suis pas sûre, je ne me souviens pas, je me souviens pas, j'ai oublié, oublié, je ne le trouve pas, je ne la trouve pas, je ne trouve pas, où le trouver, où je le trouve, où est ce que je le trouve`,
  cancel:
    'laisse tomber, laissez tomber, laisse, laissez, oublie, oubliez, oublie ça, oubliez ça, peu importe, annuler, annule, annulez, stop, arrête, arrêtez, tant pis',
  repeat:
    'répéter, répète, répétez, pouvez vous répéter, peux tu répéter, vous pouvez répéter, pardon, comment, quoi, encore une fois, redis, redites, redites le, que disiez vous',
  explain: `pourquoi, pourquoi ça, pourquoi faire, pour quoi faire, pourquoi cette question, pourquoi demandez vous ça, pourquoi vous demandez ça, pourquoi tu demandes ça, pourquoi en avez vous besoin,
    pourquoi avez vous besoin de ça, à quoi ça sert, c'est pour quoi faire`,
  undo: 'annule ça, annulez ça, annulez cela, défais ça, défaites ça, remets comme avant, remettez comme avant, revenir en arrière, reviens en arrière, reprenez ça',
  hurry: `vite, plus vite, dépêche toi, dépêchez vous, grouille, allez, allez allez, c'est long, c'est trop long, ça prend trop de temps, ça dure, ça prend des heures, je n'ai pas le temps, j'ai pas le temps,
    pas le temps, je suis pressé, je suis pressée, trop de questions, assez de questions, faites le déjà, fais le déjà, abrégez, combien de temps encore, c'est lent, trop lent`,
  hurryBeside:
    "dépêche toi, dépêchez vous, je suis pressé, je suis pressée, je n'ai pas le temps, j'ai pas le temps, faites vite, fais vite",
})
