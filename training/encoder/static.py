"""Makes the static table: one vector per word piece, whose mean over a text comes close to the teacher's sentence vector.

    python static.py --teacher FOLDER --corpus corpus.txt --out static.npz

Begins as the published model2vec recipe does (each piece through the teacher alone, principal components, weights by frequency after
Zipf), then trains the vectors on the corpus: mean of the pieces against the teacher's vector, by cosine.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from distil import batches
from tokenizers import Tokenizer
from transformers import BertModel


@torch.no_grad()
def sentence_vectors(teacher, groups):
    means = []
    for ids, present in groups:
        tokens = teacher(input_ids=ids, attention_mask=present).last_hidden_state
        weight = present[..., None].float()
        means.append((tokens * weight).sum(1) / weight.sum(1))
    return means


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--width", type=int, default=160)
    parser.add_argument("--sentences", type=int, default=50_000)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    tokenizer = Tokenizer.from_file(str(options.teacher / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(64)
    teacher = BertModel.from_pretrained(options.teacher).eval()
    vocabulary = teacher.config.vocab_size
    start, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    alone = []
    for first in range(0, vocabulary, 512):
        piece = torch.arange(first, min(first + 512, vocabulary))
        ids = torch.stack([torch.full_like(piece, start), piece, torch.full_like(piece, end)], dim=1)
        alone += sentence_vectors(teacher, [(ids, torch.ones_like(ids))])
    alone = torch.cat(alone)
    texts = options.corpus.read_text(encoding="utf8").splitlines()[: options.sentences]
    groups = list(batches(texts, tokenizer, 64, options.seed))
    means = sentence_vectors(teacher, groups)
    print("teacher has read", len(texts), flush=True)
    everything = torch.nn.functional.normalize(torch.cat(means), dim=1)
    centre = everything.mean(0)
    # Not centred: cosines to the teacher's own vectors are wanted.
    _, _, directions = torch.linalg.svd(everything[:20_000], full_matrices=False)
    directions = directions[: options.width].T
    counts = torch.ones(vocabulary)
    for ids, present in groups:
        counts.index_add_(0, ids[present.bool()], torch.ones(int(present.sum())))
    rarity = 1e-3 / (1e-3 + counts / counts.sum())
    table = torch.nn.EmbeddingBag.from_pretrained((alone @ directions) * rarity[:, None], freeze=False, mode="sum", sparse=True)
    optimiser = torch.optim.SparseAdam(table.parameters(), lr=2e-3)
    wanted = [torch.nn.functional.normalize(mean @ directions, dim=1) for mean in means]
    for epoch in range(options.epochs):
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * (1 - epoch / options.epochs)
        total = 0.0
        for step in torch.randperm(len(groups)).tolist():
            ids, present = groups[step]
            inside = present.bool() & (ids != start) & (ids != end)
            offsets = torch.cat([torch.zeros(1, dtype=torch.long), inside.sum(1).cumsum(0)[:-1]])
            cosine = torch.nn.functional.cosine_similarity(table(ids[inside], offsets), wanted[step]).mean()
            optimiser.zero_grad()
            (1 - cosine).backward()
            optimiser.step()
            total += cosine.item()
        print(f"epoch {epoch + 1}: cosine {total / len(groups):.4f}", flush=True)
    np.savez(options.out, table=table.weight.detach().numpy(), centre=centre.numpy())


if __name__ == "__main__":
    main()
