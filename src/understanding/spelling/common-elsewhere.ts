/**
 * Greetings, thanks, yes and no, and the commonest words of other languages, that English does not have: whoever writes "hola" means it. A word
 * here is never corrected. None is a likely slip of an English word that customers write ("were", "then", "when" would be).
 */
export const commonElsewhere: ReadonlySet<string> = new Set(
  `hola hello holla buenos buenas dias tardes noches gracias amigo amiga favor señor señora senor senora adios adiós quiero quiere quisiera necesito puedo puede hablar
  ayuda ayudar pedido dinero cuenta donde dónde cuando cuándo porque cómo está esta está estoy tengo tiene muchas mucho persona alguien vale bueno perdon perdón ahora mañana
  bonjour bonsoir salut merci madame monsieur s'il vous plaît oui d'accord voudrais veux peux pouvez parler quelqu'un colis remboursement livraison où quand pourquoi comment
  avec pour dans mais très bien désolé aidez aide bientôt
  hallo guten morgen tag abend moin servus danke bitte ja nein ich möchte können mensch menschen sprechen bestellung paket rückgabe lieferung warum nicht einen
  mein meine haben brauche hilfe entschuldigung tschüss auf wiedersehen
  ciao buongiorno buonasera salve grazie prego scusi scusa vorrei voglio posso parlare qualcuno pacco rimborso quando perché dove sono ho bisogno aiuto arrivederci
  olá ola bom boa tarde noite obrigado obrigada quero gostaria preciso posso falar alguém alguem encomenda pedido ajuda desculpe tchau até você voce não nao
  hoi goedemorgen goedemiddag goedenavond dank bedankt alstublieft alsjeblieft graag wil kan spreken iemand bestelling pakket waar wanneer waarom niet heb hulp doei
  merhaba teşekkürler privet spasibo namaste arigato konnichiwa shalom salam`
    .split(/\s+/)
    .filter((word) => word.length > 3),
)
