/** Words of customers' short messages that give a language away, accents removed as tokens have it; none is an English word. */
const words = {
  es: 'hola gracias pedido quiero donde mi esta buenos buenas dias tardes por favor necesito ayuda cuando llega llegado devolver devolucion reembolso cancelar cambiar direccion como puedo cuanto tengo zapatos tienda envio si que para una el los las adios',
  fr: 'bonjour merci commande je voudrais veux bonsoir salut svp sil vous plait ou est mon ma mes colis livraison remboursement annuler retour retourner adresse quand combien suis avez pas une les aide besoin au revoir oui',
  de: 'hallo danke bestellung ich wo ist meine mein guten tag bitte mochte brauche hilfe wann kommt lieferung paket rucksendung zuruckgeben stornieren adresse andern wie kann viel habe nicht und eine der das schuhe ja nein tschuss',
  it: 'ciao grazie ordine vorrei voglio dove buongiorno buonasera prego per favore ho bisogno aiuto quando arriva pacco reso rimborso annullare cambiare indirizzo come posso quanto sono il gli una che scarpe spedizione',
  pt: 'ola obrigado obrigada encomenda quero queria onde bom dia boa tarde noite preciso ajuda quando chega devolver reembolso cancelar mudar endereco como posso quanto meu minha nao sim uma voces entrega sapatos',
  nl: 'hallo dank bedankt bestelling ik wil waar mijn goedemorgen goedendag alstublieft graag hulp nodig wanneer komt pakket retour terugsturen annuleren adres wijzigen hoe kan hoeveel heb niet het een levering schoenen nee',
} as const

export const tellTaleWords: ReadonlyMap<string, string[]> = (() => {
  const byWord = new Map<string, string[]>()
  for (const [language, list] of Object.entries(words)) {
    for (const word of list.split(' ')) byWord.set(word, [...(byWord.get(word) ?? []), language])
  }
  return byWord
})()
