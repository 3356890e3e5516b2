import { tableOf } from './table.ts'

export const portuguese = tableOf({
  language: 'pt',
  numbers: 'um uma: 1, dois duas: 2, tres: 3, quatro: 4, cinco: 5, seis: 6, sete: 7, oito: 8, nove: 9, dez: 10',
  labels: {
    yes: 'Sim',
    no: 'Não',
    skip: 'Não tenho',
    none: 'Outra coisa',
    person: 'Falar com uma pessoa',
    assistant: 'Continuar com o assistente',
  },
  fillers: `hm, hmm, eh, ah, oh, bem, bom, então, olha, olhe, espera, espere, um momento, um segundo, na verdade, desculpa, desculpe, por favor, obrigado, obrigada, olá, oi, acho, acho que, penso que, quer dizer,
    tipo, sabe`,
  yes: `s, sim, sim claro, claro, claro que sim, com certeza, certamente, certo, ok, okay, tá, tá bom, está bem, está bom, tudo bem, bem, muito bem, perfeito, ótimo, exato, exatamente, correto, isso, isso mesmo, é isso, é isso mesmo,
    pode, pode ser, pode fazer, faça, faz, faz isso, faça isso, vai, vá em frente, siga, segue, continue, continua, prossiga, confirmo, confirmado, confirmar, aceito, concordo, de acordo, por que não, porque não,
    beleza, sem problema, sem problemas`,
  soft: 'ok, okay, tá, tá bom, está bem, está bom, tudo bem, bem, perfeito, ótimo, certo, claro, beleza',
  finalNo: 'não, nao',
  no: `n, não, nao, não obrigado, não obrigada, agora não, ainda não, não precisa, não é preciso, não é necessário, de jeito nenhum, de modo nenhum, nunca, jamais, melhor não, errado, incorreto, está errado, não está certo,
    não é isso, acho que não, não acho, não quero, não o quero, nem pensar, nenhum, nenhuma, negativo`,
  harmlessNo: 'não há problema, não tem problema, não faz mal, sem problema, sem problemas',
  but: 'mas, porém, exceto, salvo, contudo, espera, espere, em vez, só se, a menos que',
  conditional: 'se for, se não, se me, se custar, desde que, a menos que, contanto que, depende',
  courteousIf: 'se puder, se possível, se for possível, se não se importa, se quiser, se não for incômodo',
  pleads: 'por favor, faz favor, faça favor, peço',
  beginning: `adicionar, adicione, adiciona, acrescentar, acrescente, encomendar, pedir, reservar, reserve, começar,
    prolongar, prolongue, ativar, ative, ativa, restaurar, enviar, envie, envia, comprar, manter, pagar`,
  ending: `cancelar, cancele, cancela, cancelamento, anular, anule, tirar, tire, tira, remover, remova, remove,
    eliminar, elimine, apagar, apague, terminar, parar, desativar, desative`,
  negates: 'não, nao, sem, nunca, jamais, nenhum, nenhuma, nem, perdi, joguei fora',
  catchAll: 'outro, outra, outros, outro motivo, outra razão, outra coisa, algo diferente, por outro motivo',
  lacks: `não tenho, nunca tive, já não tenho, não encontro, não acho, não consigo encontrar, não consigo acessar, não
    consigo aceder, sem acesso, não sei, não lembro, não me lembro, esqueci, perdi`,
  keeps:
    'deixa, deixe, deixa estar, deixe estar, deixa assim, deixe assim, fico com ele, fico com ela, quero ficar, quero ficar com ele, não mude nada, não muda nada, stop, mudei de ideia',
  closing: `é tudo, isso é tudo, é só, é só isso, só isso, nada, nada mais, mais nada, não nada, tudo certo, tudo pronto, pronto, feito, terminado, terminei, sem mais perguntas, adeus, tchau, até logo, até mais, até breve,
    boa noite, tenha um bom dia, por agora não, por enquanto não, por enquanto é só`,
  courtesy:
    'obrigado, obrigada, muito obrigado, muito obrigada, valeu, brigado, brigada, ok, okay, perfeito, ótimo, sim, igualmente, para você também, de novo, outra vez',
  farewell: 'adeus, tchau, até logo, até mais, até breve, bom dia para você, boa noite',
  openings:
    'desculpa, desculpe, ops, espera, espere, na verdade, aliás, ah, oh, quis dizer, queria dizer, quero dizer, ou melhor, é',
  corrects:
    'na verdade, aliás, quis dizer, queria dizer, quero dizer, ou melhor, em vez, correção, erro, errei, enganei-me, me enganei, mudar, muda, mude, não o, não a, não os, não as',
  not: 'não, nao',
  rather: 'mas, e sim, mas sim, quero dizer, quis dizer, é',
  choosesNothing: `o, a, os, as, um, uma, de, do, da, dos, das, este, esta, isto, esse, essa, isso, aquele, aquela, e, ou, por favor, obrigado, obrigada, eu, me, mim, meu, minha, meus, minhas, quero, queria, gostaria, prefiro, escolho, fico,
    com, para, em, no, na, por, ao, que, é, são, opção, número, sim, ok, acho, talvez, então, bem, não`,
  ordinals: `primeiro primeira 1o 1a: 0, segundo segunda 2o 2a: 1, terceiro terceira 3o 3a: 2, quarto quarta: 3, quinto quinta: 4, sexto sexta: 5, sétimo sétima: 6, oitavo oitava: 7, último última: -1`,
  ofTwo: 'outro outra: 1',
  other: 'outro, outra',
  all: 'ambos, ambas, os dois, as duas, todos, todas, tudo, cada um, cada uma',
  none: 'nenhum, nenhuma, nenhum deles, nenhuma delas, nenhum dos dois, nenhuma das duas, nem um nem outro, nada disso, outra coisa, algo diferente, não está, não está na lista, não aparece',
  question:
    'quem, que, o que, quando, onde, por que, porque, porquê, qual, quais, como, quanto, quanta, quantos, quantas, é, são, está, estão, posso, pode, podem, poderia, há, tem, têm, cadê',
  polite: 'por favor, outra vez, de novo, agora, já, então, mas, logo',
  skip: `não sei, nao sei, sei lá, não faço ideia, nem ideia, não tenho ideia, não tenho, não o tenho, não tenho isso, pular, pula, saltar, passo, não tenho certeza, não tenho a certeza, não me lembro, não lembro, esqueci, esqueci-me,
    não encontro, não acho, não consigo encontrar, onde encontro, onde acho isso, onde está isso, onde fica`,
  cancel:
    'esquece, esqueça, deixa, deixe, deixa pra lá, deixe pra lá, deixa para lá, deixa estar, deixe estar, não importa, tanto faz, cancelar, cancela, cancele, para, pare, stop, chega',
  repeat:
    'repetir, repete, repita, pode repetir, podes repetir, como, como disse, desculpe, perdão, quê, o quê, mais uma vez, o que disse, o que você disse',
  explain:
    'por que, por quê, porquê, porque, para que, para quê, por que pergunta, por que você pergunta, porque pergunta, para que precisa disso, por que precisa disso, para que serve, para que é isso',
  undo: 'desfazer, desfaz, desfaça, desfaz isso, desfaça isso, reverter, reverte, reverta, volta atrás, volte atrás, deixa como estava, deixe como estava',
  hurry: `rápido, mais rápido, depressa, apressa-te, apresse-se, se apressa, anda logo, vamos, vamos logo, isto demora muito, isso demora muito, demora muito, está demorando, está demorando muito, está a demorar, não tenho tempo,
    não tenho o dia todo, tenho pressa, estou com pressa, muitas perguntas, tantas perguntas, chega de perguntas, faz logo, faça logo, quanto falta, muito lento, que lento`,
  hurryBeside:
    'apressa-te, apresse-se, tenho pressa, estou com pressa, não tenho tempo, faz logo, faça logo, anda logo, chega de perguntas',
})
