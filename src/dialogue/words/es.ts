import { tableOf } from './table.ts'

export const spanish = tableOf({
  language: 'es',
  numbers: 'un uno una: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9, diez: 10',
  labels: {
    yes: 'Sí',
    no: 'No',
    skip: 'No lo tengo',
    none: 'Otra cosa',
    person: 'Hablar con una persona',
    assistant: 'Seguir con el asistente',
  },
  fillers: `hm, hmm, eh, em, este, ah, oh, ay, bueno, pues, a ver, espera, espere, un momento, un segundo, en realidad, la verdad, perdón, perdona, lo siento, por favor, gracias, hola, creo, creo que, pienso que,
    digo, o sea, mira, mire, y, entonces, sabes qué`,
  yes: `s, sí, si, sip, sí claro, claro, claro que sí, por supuesto, desde luego, seguro, ok, okay, vale, de acuerdo, está bien, muy bien, bien, perfecto, genial, estupendo, exacto, exactamente, correcto, eso es, así es,
    es correcto, está correcto, hazlo, hágalo, adelante, venga, dale, sigue, siga, continúa, continúe, confirmo, confirmado, confirmar, acepto, por qué no, me parece bien, sin problema, ningún problema, cómo no`,
  soft: 'ok, okay, vale, bien, muy bien, está bien, perfecto, genial, claro, de acuerdo',
  finalNo: 'no',
  no: `n, no, nop, no gracias, ahora no, no ahora, todavía no, aún no, no hace falta, no es necesario, para nada, nunca, jamás, de ninguna manera, mejor no, incorrecto, no es correcto, está mal, no es así, eso no, creo que no,
    no creo, no quiero, no lo quiero, ni hablar, ninguno, tampoco, negativo`,
  harmlessNo: 'no hay problema, no pasa nada, no importa, sin problema',
  but: 'pero, excepto, salvo, sin embargo, espera, espere, en cambio, mejor, en su lugar, solo si, a menos que',
  conditional: 'si es, si no, si me, si sale, si cuesta, siempre que, a menos que, a condición de, con tal de, depende',
  courteousIf: 'si puede, si puedes, si es posible, si no le importa, si no te importa, si quiere, si quieres',
  pleads: 'por favor, porfa, se lo ruego, le ruego',
  beginning: `añadir, añade, añada, agregar, agrega, agregue, pedir, pide, reservar, reserva, empezar, ampliar, amplía,
    activar, activa, active, restablecer, enviar, envía, envíe, comprar, mantener, pagar`,
  ending: `cancelar, cancela, cancele, cancelación, anular, anula, anule, quitar, quita, quite, eliminar, elimina,
    elimine, borrar, borra, borre, terminar, detener, desactivar, desactiva, baja`,
  negates: 'no, sin, nunca, jamás, ningún, ninguno, ninguna, ni, tampoco, perdí, perdido, tiré',
  catchAll: `otro, otra, otros, otra razón, otro motivo, otra causa, otra cosa, algo distinto, algo diferente, por otra
    razón`,
  lacks: `no tengo, nunca tuve, nunca he tenido, ya no tengo, no lo tengo, no la tengo, no encuentro, no lo encuentro,
    no puedo encontrar, no puedo acceder, no tengo acceso, no sé, no recuerdo, no me acuerdo, he olvidado,
    olvidé, perdí, he perdido`,
  keeps:
    'déjalo, déjelo, déjalo así, déjelo así, deja, deje, me lo quedo, me la quedo, quiero quedármelo, quiero quedármela, lo quiero, no cambies nada, no cambie nada, stop, he cambiado de opinión, cambié de opinión, cambié de idea',
  closing: `eso es todo, es todo, nada, nada más, nada mas, no nada, todo bien, todo listo, listo, ya está, ya, terminado, he terminado, sin más preguntas, no más preguntas, adiós, chao, chau, hasta luego, hasta pronto, nos vemos,
    buen día, que tenga buen día, buenas noches, buenas tardes, por ahora no, de momento no, por ahora nada`,
  courtesy:
    'gracias, muchas gracias, mil gracias, muy amable, ok, okay, vale, bien, genial, perfecto, sí, si, igualmente, a usted, a ti, de nuevo, otra vez',
  farewell: 'adiós, adios, hasta luego, hasta pronto, hasta mañana, chao, chau, buenas noches, buen día',
  openings:
    'perdón, perdona, lo siento, ups, espera, espere, en realidad, ah, oh, quise decir, quería decir, quiero decir, digo, mejor dicho, es',
  corrects:
    'en realidad, quise decir, quería decir, quiero decir, mejor dicho, en su lugar, en vez, sino, corrección, error, errata, me equivoqué, me he equivocado, cambiar, cambia, cambie, no el, no la, no los, no las',
  not: 'no',
  rather: 'sino, mejor, quiero decir, quise decir, es',
  choosesNothing: `el, la, lo, los, las, un, una, uno, unos, unas, de, del, este, esta, esto, ese, esa, eso, aquel, aquella, y, o, por favor, gracias, yo, me, mi, mis, quiero, quisiera, gustaría, prefiero, elijo, escojo, tomo, con, para,
    en, por, a, al, que, es, son, opción, número, sí, si, ok, vale, creo, quizás, entonces, bueno, no`,
  ordinals: `primero primera primer 1o 1a: 0, segundo segunda 2o 2a: 1, tercero tercera tercer 3o 3a: 2, cuarto cuarta: 3, quinto quinta: 4, sexto sexta: 5, séptimo séptima: 6, octavo octava: 7, último última: -1`,
  ofTwo: 'otro otra: 1',
  other: 'otro, otra',
  all: 'ambos, ambas, los dos, las dos, todos, todas, todo, cada uno, cada una',
  none: 'ninguno, ninguna, ningún, ninguno de ellos, ninguna de ellas, ninguno de los dos, ninguna de las dos, ni uno ni otro, nada de eso, otra cosa, algo distinto, no está, no está en la lista, no aparece',
  question:
    'quién, qué, cuándo, dónde, por qué, cuál, cuáles, cómo, cuánto, cuánta, cuántos, cuántas, quien, que, cuando, donde, cual, como, cuanto, es, son, está, están, puedo, puede, pueden, podría, hay, tiene, tienen',
  polite: 'por favor, otra vez, de nuevo, ahora, ya, entonces, pero, por fin, solo',
  skip: `no sé, no lo sé, no se, no lo se, ni idea, no tengo idea, no tengo ni idea, no lo tengo, no la tengo, no tengo, no tengo eso, omitir, saltar, saltar esto, paso, no estoy seguro, no estoy segura, no me acuerdo,
    no recuerdo, no lo recuerdo, se me olvidó, lo olvidé, no lo encuentro, no la encuentro, no puedo encontrarlo, dónde lo encuentro, dónde está eso, dónde la encuentro`,
  cancel:
    'olvídalo, olvídelo, déjalo, déjelo, da igual, no importa, cancelar, cancela, cancele, para, pare, stop, alto, basta, dejémoslo',
  repeat:
    'repetir, repite, repita, repítelo, repítalo, puede repetir, puedes repetir, cómo, cómo dice, cómo dices, perdón, perdone, qué, otra vez, una vez más, qué dijo, qué has dicho',
  explain:
    'por qué, porqué, para qué, por qué preguntas, por qué pregunta, por qué lo preguntas, por qué lo pregunta, por qué me preguntas eso, para qué lo necesita, para qué lo necesitas, por qué lo necesita, para qué sirve, para qué es',
  undo: 'deshacer, deshazlo, deshágalo, revertir, reviértelo, reviértalo, vuelve atrás, vuelva atrás, déjalo como estaba, déjelo como estaba, quítalo',
  hurry: `rápido, más rápido, date prisa, dese prisa, apúrate, apúrese, vamos, venga ya, esto tarda mucho, tarda mucho, tarda demasiado, esto tarda demasiado, no tengo tiempo, no tengo todo el día, tengo prisa, estoy apurado, estoy apurada,
    demasiadas preguntas, cuántas preguntas, basta de preguntas, hazlo ya, hágalo ya, cuánto falta, muy lento, qué lento, esto es eterno`,
  hurryBeside:
    'date prisa, dese prisa, apúrate, apúrese, tengo prisa, no tengo tiempo, hazlo ya, hágalo ya, basta de preguntas',
})
