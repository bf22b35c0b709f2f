r"""The notation of [G] and [J], once for models, claims and proofs.

Parameters K, N = K - 1, n, d and the time t. Modes: a_k, b_k (singular values of the two layers), s_k = a_k b_k,
u_k = log s_k; logits z_g, softmax q_g, its modes pi_k; bar s, V; m, w_g, S, rho as in section 4 of the theory.
Matrices: W_{ic}, H_{cj}, Z_{ij}, P_{ij}; the loss L; R_{ck}, an orthonormal frame.
"""

from __future__ import annotations

from symflow.algebra.expr import Sym, atom

K, N, n, d, t = (Sym(name) for name in ("K", "N", "n", "d", "t"))
a, b, s, R = atom("a"), atom("b"), atom("s"), atom("R")
z, q, pi = atom("z"), atom("q"), atom("pi")
w, p, x = atom("w"), atom("p"), atom("x")
W, H, Z, P, Y = atom("W"), atom("H"), atom("Z"), atom("P"), atom("Y")
V, L, ell = atom("V")(), atom("L")(), atom("l")()
sbar, m, S, rho, sigma = (atom(name)() for name in ("sbar", "m", "S", "rho", "sigma"))
