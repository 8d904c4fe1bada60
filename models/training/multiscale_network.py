"""Multi-scale cross-restoration (arXiv 2308.01639): the global network with a branch for single beats, cross-attention between both, and a trend branch."""
from __future__ import annotations

import torch
from torch import nn

from beat_windows import AFTER, BEATS, BEFORE, WINDOW, BeatFinder, cut
from networks import Block, Decoder, Encoder, Grow, RestoreNetwork, latent_of

GLOBAL_WIDTH, LOCAL_WIDTH, HEADS = 128, 64, 4
TOKEN = 16
TOKENS = WINDOW // TOKEN
GLOBAL_TOKEN, GLOBAL_TOKENS, GLOBAL_PAD = 32, 32, 12
TREND_SAMPLES = 15
TREND_SCALE = 8.0
"""Brings the smoothed first difference to about unit variance."""


class CrossAttention(nn.Module):
    """Tokens [b, n, width] look at others [b, m, beside]; `blocked` [b, n, m] is 1 where they may not. Starts as no change at all."""

    def __init__(self, width: int, beside: int, inner: int = 64):
        super().__init__()
        self.norm, self.norm_beside = nn.LayerNorm(width), nn.LayerNorm(beside)
        self.query, self.key_value = nn.Linear(width, inner), nn.Linear(beside, 2 * inner)
        self.out = nn.Linear(inner, width)
        self.inner = inner
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, x: torch.Tensor, beside: torch.Tensor, blocked: torch.Tensor) -> torch.Tensor:
        n, m, size = x.shape[1], beside.shape[1], self.inner // HEADS
        q = self.query(self.norm(x)).reshape(-1, n, HEADS, size).transpose(1, 2)
        k, v = self.key_value(self.norm_beside(beside)).chunk(2, -1)
        k, v = (t.reshape(-1, m, HEADS, size).transpose(1, 2) for t in (k, v))
        weights = torch.softmax(torch.matmul(q, k.transpose(-1, -2)) * size ** -0.5 - 1e4 * blocked.unsqueeze(1), -1)
        return x + self.out(torch.matmul(weights, v).transpose(1, 2).reshape(-1, n, self.inner))


class BeatBranch(nn.Module):
    """Windows of single beats to tokens of 160 ms and back, with bounded log-variance."""

    def __init__(self, widths: tuple[int, ...] = (24, 32, 48, LOCAL_WIDTH)):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv1d(24, widths[0], 7, 2, 3, bias=False), nn.BatchNorm1d(widths[0]), nn.ReLU())
        self.down = nn.Sequential(*[Block(a, b, 2, 5) for a, b in zip(widths, widths[1:])])
        self.place = nn.Parameter(torch.randn(1, TOKENS, LOCAL_WIDTH) * 0.02)
        back = widths[::-1]
        self.grow = nn.Sequential(*[Grow(a, b) for a, b in zip(back, back[1:])])
        self.out = nn.Conv1d(widths[0], 2 * 24, 5, padding=2)

    def tokens(self, signal: torch.Tensor, visible: torch.Tensor) -> torch.Tensor:
        """[b, BEATS, 12, WINDOW] twice -> [b, BEATS * TOKENS, LOCAL_WIDTH]."""
        x = torch.cat((signal * visible, visible), 2).flatten(0, 1)
        x = self.down(self.stem(x)).transpose(1, 2) + self.place
        return x.reshape(-1, BEATS * TOKENS, LOCAL_WIDTH)

    def restore(self, tokens: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Restored windows and their log-variance in (-2, 2), each [b, BEATS, 12, WINDOW]."""
        y = self.out(self.grow(tokens.reshape(-1, TOKENS, LOCAL_WIDTH).transpose(1, 2)))
        # Each of the 48 places tells two samples.
        y = y.reshape(-1, 24, 2, WINDOW // 2).transpose(2, 3).reshape(-1, BEATS, 24, WINDOW)
        return y[:, :, :12], 2 * torch.tanh(y[:, :, 12:])


class TrendBranch(nn.Module):
    """The record restored from its smoothed first difference and the global tokens: slow changes are given, the sharp ones have to be known."""

    def __init__(self):
        super().__init__()
        self.encoder = Encoder((24, 32, 40, 48, 64), depth=1)
        self.join = nn.Conv1d(64 + GLOBAL_WIDTH, 96, 1)
        self.decoder = Decoder(96, (64, 48, 32, 24, 24))

    def trend(self, signal: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        step = (signal[..., 1:] - signal[..., :-1]) * mask[..., 1:] * mask[..., :-1]
        return TREND_SCALE * nn.functional.avg_pool1d(nn.functional.pad(step, (1, 0)), TREND_SAMPLES, 1, TREND_SAMPLES // 2) * mask

    def forward(self, signal: torch.Tensor, mask: torch.Tensor, tokens: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        slow = self.encoder(self.trend(signal, mask), mask)
        return self.decoder(torch.relu(self.join(torch.cat((slow, tokens.transpose(1, 2)), 1))))


class MultiScaleNetwork(nn.Module):
    """The global network and its two companions. `whole` may come trained: at first the others change nothing in it."""

    def __init__(self, whole: RestoreNetwork):
        super().__init__()
        self.whole = whole
        self.find = BeatFinder()
        self.beats = BeatBranch()
        self.beats_look = CrossAttention(LOCAL_WIDTH, LOCAL_WIDTH)
        self.bring = nn.Linear(GLOBAL_WIDTH, LOCAL_WIDTH)
        self.whole_looks = CrossAttention(GLOBAL_WIDTH, LOCAL_WIDTH)
        self.trend = TrendBranch()
        # A beat's first look must not be empty, or nothing would be learned from its companions.
        nn.init.normal_(self.beats_look.out.weight, std=0.05)

    def blocked(self, at: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """[b, BEATS * TOKENS, GLOBAL_TOKENS + BEATS * TOKENS]: a beat sees its own tokens, and of other tokens only those of another time."""
        middle = at.unsqueeze(-1) + torch.arange(TOKENS, device=at.device) * TOKEN + TOKEN // 2 - BEFORE
        whole = (torch.arange(GLOBAL_TOKENS, device=at.device) * GLOBAL_TOKEN + GLOBAL_TOKEN // 2 - GLOBAL_PAD).expand(at.shape[0], -1)
        half = torch.cat((torch.full_like(whole, GLOBAL_TOKEN // 2), torch.full_like(middle.flatten(1), TOKEN // 2)), 1).unsqueeze(1)
        away = torch.cat((whole, middle.flatten(1)), 1).unsqueeze(1) - at.unsqueeze(-1)
        inside = ((away > -BEFORE - half) & (away < AFTER + half)).float()
        own = torch.eye(BEATS, device=at.device).repeat_interleave(TOKENS, 1).unsqueeze(0)
        missing = (1 - there).unsqueeze(-1).expand(-1, -1, TOKENS).flatten(1).unsqueeze(1)
        others = torch.cat((inside[..., :GLOBAL_TOKENS], torch.maximum(inside[..., GLOBAL_TOKENS:], missing) * (1 - own)), -1)
        return others.unsqueeze(2).expand(-1, -1, TOKENS, -1).flatten(1, 2)

    def forward(self, signal: torch.Tensor, visible: torch.Tensor, at: torch.Tensor, there: torch.Tensor, hidden_in_beats: torch.Tensor):
        """`at`, `there`: what `find` found; `hidden_in_beats` [b, BEATS, WINDOW] is 1 where a beat's window is hidden in all leads.

        Returns (restored, log-variance) of the record and of the windows, the latent, and the global tokens for the trend branch.
        """
        whole = self.whole.tokens(signal, visible)
        beats = self.beats.tokens(cut(signal, at), cut(visible, at) * (1 - hidden_in_beats.unsqueeze(2)))
        beats = self.beats_look(beats, torch.cat((self.bring(whole), beats), 1), self.blocked(at, there))
        missing = (1 - there).unsqueeze(-1).expand(-1, -1, TOKENS).flatten(1).unsqueeze(1).expand(-1, GLOBAL_TOKENS, -1)
        crossed = self.whole_looks(whole, beats, missing)
        return self.whole.decoder(crossed.transpose(1, 2)), self.beats.restore(beats), latent_of(whole), whole
