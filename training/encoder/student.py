"""The student: a BERT encoder with narrow feed-forward layers, and the arithmetic it is trained for.

Weights of the linear layers have 6 bits and one scale per output, activations 8 bits and one scale per token: what the runtime's kernel
multiplies (src/adapters/encoders/embedded/kernel). `quantised` simulates it while training (straight-through estimator, Bengio et al. 2013).
"""

import math

import torch
from torch import nn

WEIGHT_LEVELS = 31  # -31 … 31
ACTIVATION_LEVELS = 127


def rounded(x: torch.Tensor) -> torch.Tensor:
    """Rounds forwards, passes the gradient through backwards."""
    return x + (x.round() - x).detach()


class Linear(nn.Linear):
    quantised = False

    def forward(self, x):
        if not Linear.quantised:
            return super().forward(x)
        scale = self.weight.detach().abs().amax(dim=1, keepdim=True).clamp(min=1e-8) * self.clip / WEIGHT_LEVELS
        weight = rounded((self.weight / scale).clamp(-WEIGHT_LEVELS, WEIGHT_LEVELS)) * scale
        step = x.detach().abs().amax(dim=-1, keepdim=True).clamp(min=1e-8) / ACTIVATION_LEVELS
        return nn.functional.linear(rounded(x / step) * step, weight, self.bias)

    # The largest weight of a row sets its scale; a little is cut off, so that the many small ones keep their levels.
    clip = 0.9


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int):
        super().__init__()
        self.heads = heads
        self.query_key_value = Linear(width, 3 * width)
        self.attended = Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, eps=1e-12)
        self.inner = Linear(width, inner)
        self.outer = Linear(inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x, mask):
        batch, length, width = x.shape
        q, k, v = (
            part.view(batch, length, self.heads, width // self.heads).transpose(1, 2)
            for part in self.query_key_value(x).split(width, dim=-1)
        )
        scores = q @ k.transpose(-1, -2) / math.sqrt(width // self.heads) + mask
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.attended_norm(x + self.attended(mixed))
        return self.outer_norm(x + self.outer(nn.functional.gelu(self.inner(x))))


class Student(nn.Module):
    def __init__(self, vocabulary: int, width: int, layers: int, heads: int, inner: int, positions: int):
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(positions, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))

    def forward(self, ids, present):
        """ids, present: [batch, length]; gives the vectors of all tokens and their mean (not scaled)."""
        x = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]])
        mask = (1 - present[:, None, None, :].float()) * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        weight = present[..., None].float()
        return x, (x.float() * weight).sum(1) / weight.sum(1)


@torch.no_grad()
def pruned_from(teacher, inner: int, samples, positions: int) -> Student:
    """A student with the teacher's weights and the `inner` most useful neurons of each of its feed-forward layers.

    A neuron's use is its mean square output times the square of its outgoing weights; the outgoing weights of those that stay are fitted
    again by least squares, so that they make up for those that went. `samples`: batches of (ids, present).
    """
    config = teacher.config
    student = Student(config.vocab_size, config.hidden_size, config.num_hidden_layers, config.num_attention_heads, inner, positions)
    embeddings = teacher.embeddings
    student.words.weight.copy_(embeddings.word_embeddings.weight)
    student.positions.weight.copy_(embeddings.position_embeddings.weight[:positions] + embeddings.token_type_embeddings.weight[0])
    student.norm.load_state_dict(embeddings.LayerNorm.state_dict())
    for own, theirs in zip(student.layers, teacher.encoder.layer):
        attention = theirs.attention
        parts = (attention.self.query, attention.self.key, attention.self.value)
        own.query_key_value.weight.copy_(torch.cat([part.weight for part in parts]))
        own.query_key_value.bias.copy_(torch.cat([part.bias for part in parts]))
        own.attended.load_state_dict(attention.output.dense.state_dict())
        own.attended_norm.load_state_dict(attention.output.LayerNorm.state_dict())
        own.outer_norm.load_state_dict(theirs.output.LayerNorm.state_dict())
        seen = []
        hook = theirs.output.dense.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
        for ids, present in samples:
            count = len(seen)
            teacher(input_ids=ids, attention_mask=present)
            seen[count] = seen[count][present.bool()]
        hook.remove()
        active = torch.cat(seen)
        outgoing = theirs.output.dense.weight
        kept = (active.pow(2).mean(0) * outgoing.pow(2).sum(0)).topk(inner).indices.sort().values
        own.inner.weight.copy_(theirs.intermediate.dense.weight[kept])
        own.inner.bias.copy_(theirs.intermediate.dense.bias[kept])
        wanted = active @ outgoing.T
        features = torch.cat([active[:, kept], torch.ones(len(active), 1)], dim=1).double()
        ridge = 1e-3 * torch.eye(inner + 1, dtype=torch.double) * features.pow(2).mean() * len(active)
        fitted = torch.linalg.solve(features.T @ features + ridge, features.T @ wanted.double())
        own.outer.weight.copy_(fitted[:-1].T.float())
        own.outer.bias.copy_(theirs.output.dense.bias + fitted[-1].float())
    return student
