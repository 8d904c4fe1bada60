"""The networks. All read [b, 12, 1000] signals with a mask of what is held, and a context row of what is known of the person."""
from __future__ import annotations

import torch
from torch import nn

CONTEXT = 28


class SqueezeExcite(nn.Module):
    def __init__(self, width: int):
        super().__init__()
        self.down = nn.Conv1d(width, width // 8, 1)
        self.up = nn.Conv1d(width // 8, width, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * torch.sigmoid(self.up(torch.relu(self.down(x.mean(-1, keepdim=True)))))


class Block(nn.Module):
    """Two convolutions of seven with squeeze-excite and a residual path that averages where it strides."""

    def __init__(self, inside: int, width: int, stride: int, kernel: int = 7):
        super().__init__()
        self.first = nn.Conv1d(inside, width, kernel, stride, kernel // 2, bias=False)
        self.norm1 = nn.BatchNorm1d(width)
        self.second = nn.Conv1d(width, width, kernel, 1, kernel // 2, bias=False)
        self.norm2 = nn.BatchNorm1d(width)
        self.excite = SqueezeExcite(width)
        steps: list[nn.Module] = []
        if stride > 1:
            steps.append(nn.AvgPool1d(stride, stride, ceil_mode=False))
        if inside != width:
            steps += [nn.Conv1d(inside, width, 1, bias=False), nn.BatchNorm1d(width)]
        self.path = nn.Sequential(*steps)
        nn.init.zeros_(self.norm2.weight)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = torch.relu(self.norm1(self.first(x)))
        y = self.excite(self.norm2(self.second(y)))
        return torch.relu(y + self.path(x)[..., :y.shape[-1]])


class Encoder(nn.Module):
    """Signals and mask to tokens of 320 ms: [b, 24, 1024] -> [b, widths[-1], 32]."""

    def __init__(self, widths: tuple[int, ...] = (40, 56, 80, 112, 144), depth: int = 2):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv1d(24, widths[0], 15, 2, 7, bias=False), nn.BatchNorm1d(widths[0]), nn.ReLU())
        stages = []
        for inside, width in zip(widths, widths[1:]):
            stages.append(nn.Sequential(Block(inside, width, 2), *[Block(width, width, 1) for _ in range(depth - 1)]))
        self.stages = nn.ModuleList(stages)
        self.width = widths[-1]

    def forward(self, signal: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        x = nn.functional.pad(torch.cat((signal, mask), 1), (12, 12))
        x = self.stem(x)
        for stage in self.stages:
            x = stage(x)
        return x


class StatementNetwork(nn.Module):
    """Logits of the SCP statements, followed by those of the five superclasses: [b, 71 + 5]."""

    def __init__(self, outputs: int, widths: tuple[int, ...] = (40, 56, 80, 112, 144), dropout: float = 0.35):
        super().__init__()
        self.encoder = Encoder(widths)
        width = self.encoder.width
        self.context = nn.Sequential(nn.Linear(CONTEXT, 48), nn.ReLU(), nn.Linear(48, 32), nn.ReLU())
        self.attend = nn.Conv1d(width, 2, 1)
        self.head = nn.Sequential(
            nn.BatchNorm1d(4 * width + 32), nn.Dropout(dropout), nn.Linear(4 * width + 32, 192), nn.ReLU(),
            nn.BatchNorm1d(192), nn.Dropout(dropout), nn.Linear(192, outputs))

    def features(self, signal: torch.Tensor, mask: torch.Tensor, context: torch.Tensor) -> torch.Tensor:
        tokens = self.encoder(signal, mask)
        weights = torch.softmax(self.attend(tokens), -1)
        attended = torch.matmul(weights, tokens.transpose(1, 2)).flatten(1)
        return torch.cat((tokens.mean(-1), tokens.max(-1).values, attended, self.context(context)), 1)

    def forward(self, signal: torch.Tensor, mask: torch.Tensor, context: torch.Tensor) -> torch.Tensor:
        return self.head(self.features(signal, mask, context))


class Attention(nn.Module):
    """Multi-head self-attention over tokens [b, n, width], written out so that it exports to plain MatMul and Softmax."""

    def __init__(self, width: int, heads: int = 4):
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.project = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.mlp = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        n, width = x.shape[1], x.shape[2]
        q, k, v = self.project(self.norm(x)).chunk(3, -1)
        split = lambda t: t.reshape(-1, n, self.heads, width // self.heads).transpose(1, 2)
        q, k, v = split(q), split(k), split(v)
        weights = torch.softmax(torch.matmul(q, k.transpose(-1, -2)) * (width // self.heads) ** -0.5, -1)
        x = x + self.out(torch.matmul(weights, v).transpose(1, 2).reshape(-1, n, width))
        return x + self.mlp(x)


class Grow(nn.Module):
    """Doubles the samples and convolves."""

    def __init__(self, inside: int, width: int):
        super().__init__()
        self.step = nn.Sequential(
            nn.Upsample(scale_factor=2, mode="nearest"), nn.Conv1d(inside, width, 7, padding=3, bias=False), nn.BatchNorm1d(width), nn.ReLU(),
            nn.Conv1d(width, width, 5, padding=2, bias=False), nn.BatchNorm1d(width), nn.ReLU())

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.step(x)


class Decoder(nn.Module):
    """Tokens [b, width, 32] to twelve leads and their log-variance in (-2, 2), each [b, 12, 1000]."""

    def __init__(self, width: int, widths: tuple[int, ...] = (96, 64, 48, 40, 32)):
        super().__init__()
        self.grow = nn.Sequential(*[Grow(a, b) for a, b in zip((width, *widths), widths)])
        self.out = nn.Conv1d(widths[-1], 24, 5, padding=2)

    def forward(self, tokens: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        y = self.out(self.grow(tokens))[..., 12:1012]
        return y[:, :12], 2 * torch.tanh(y[:, 12:])


def latent_of(tokens: torch.Tensor) -> torch.Tensor:
    """Mean, maximum and spread of tokens [b, n, width]: [b, 3 * width]."""
    mean = tokens.mean(1)
    spread = (tokens - mean.unsqueeze(1)).square().mean(1).add(1e-6).sqrt()
    return torch.cat((mean, tokens.max(1).values, spread), 1)


class RestoreNetwork(nn.Module):
    """Restores what is hidden: (signal, visible mask) -> (restored, log-variance, latent, attributes).

    The latent is the tokens' mean, maximum and spread. Attributes: age / 100, logit of female, log of the limb leads' SD.
    """

    def __init__(self, widths: tuple[int, ...] = (32, 48, 64, 96, 128), layers: int = 3):
        super().__init__()
        self.encoder = Encoder(widths)
        width = self.encoder.width
        self.place = nn.Parameter(torch.randn(1, 32, width) * 0.02)
        self.attention = nn.Sequential(*[Attention(width) for _ in range(layers)])
        self.decoder = Decoder(width)
        self.attributes = nn.Sequential(nn.Linear(3 * width, 64), nn.ReLU(), nn.Linear(64, 8))

    def tokens(self, signal: torch.Tensor, visible: torch.Tensor) -> torch.Tensor:
        """[b, 32, width] of what is visible."""
        return self.attention(self.encoder(signal * visible, visible).transpose(1, 2) + self.place)

    def forward(self, signal: torch.Tensor, visible: torch.Tensor):
        tokens = self.tokens(signal, visible)
        restored, log_variance = self.decoder(tokens.transpose(1, 2))
        latent = latent_of(tokens)
        return restored, log_variance, latent, self.attributes(latent)
